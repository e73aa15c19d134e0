import { symbols } from 'pino';
import { createLog, type Log } from '../../../src/log';

export interface Line {
  level: number;
  msg: string;
  err?: object;
  reference?: string;
  path?: (string | number)[];
}

/** The log of the real thing, with what it writes kept instead of printed. */
export function recordingLog(level = 'info'): { log: Log; lines: () => Line[]; text: () => string } {
  const log = createLog({ level, format: 'json' });
  const written: string[] = [];
  const stream = (log as unknown as Record<symbol, { write: (line: string) => void }>)[symbols.streamSym]!;
  stream.write = (line) => written.push(line);
  return {
    log,
    lines: () => written.map((line) => JSON.parse(line) as Line),
    text: () => written.join(''),
  };
}
