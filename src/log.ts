import { pino, type Logger } from 'pino';
import type { Config } from './config';

export type Log = Logger;

/** Secrets have no way into a log line: whatever bears one of these names is cut out, wherever it stands. */
const secret = /^(password|authorization|token|secret|key|sealedNote)$/i;
const withoutSecrets = (line: string) =>
  JSON.stringify(JSON.parse(line, (name, value: unknown) => (secret.test(name) ? '[removed]' : value)));

export function createLog(config: Config['log']): Log {
  return pino({
    level: config.level,
    // Not pino's `redact`, whose paths end at some depth and at some spelling.
    hooks: { streamWrite: (line) => `${withoutSecrets(line)}\n` },
    ...(config.format === 'pretty'
      ? { transport: { target: 'pino-pretty', options: { ignore: 'pid,hostname', translateTime: 'HH:MM:ss' } } }
      : {}),
  });
}
