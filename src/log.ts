import { pino, type Logger } from 'pino';
import type { Config } from './config';

export type Log = Logger;

/** Secrets have no way into a log line: whatever bears one of these names is cut out, wherever it stands. */
const secret = ['password', 'authorization', 'token', 'secret', 'key', 'sealedNote'];

export function createLog(config: Config['log']): Log {
  return pino({
    level: config.level,
    redact: {
      paths: secret.flatMap((name) => [name, `*.${name}`, `*.*.${name}`, `*.headers.${name}`]),
      censor: '[removed]',
    },
    ...(config.format === 'pretty'
      ? { transport: { target: 'pino-pretty', options: { ignore: 'pid,hostname', translateTime: 'HH:MM:ss' } } }
      : {}),
  });
}
