import { readFileSync } from 'node:fs';
import { StartUpFault } from '../errors';
import { diskFull } from './disk';

export type Reason = 'port-taken' | 'other';

/** Why a Neo4j ended before it answered: a StartUpFault, and whether other ports would help. */
export class LaunchFault extends StartUpFault {
  constructor(
    readonly reason: Reason,
    fault: StartUpFault,
  ) {
    super(fault.message, fault.wayOut);
  }
}

/** Reads the reason out of what the server printed. `home` is the folder that it works in. */
export function explainLog(log: string, home: string, code: number | string | null): LaunchFault {
  const text = readQuietly(log);
  if (/Address already in use|BindException|PortBindException/.test(text)) {
    return fault(
      'port-taken',
      'Another program took one of the ports that Neo4j wanted.',
      'Start again, or set NEO4J_BOLT_PORT and NEO4J_HTTP_PORT.',
    );
  }
  if (/No space left on device|Disk quota exceeded|not enough space on the disk/i.test(text)) {
    return new LaunchFault('other', diskFull(home));
  }
  if (/FileLockException|Lock file has been locked|lock file.*another process/i.test(text)) {
    return fault(
      'other',
      `The database in ${home} is in use by a Neo4j that Sayso did not start or no longer knows.`,
      'Stop that Neo4j (`ps -ef | grep neo4j` shows it), or choose another folder with SAYSO_DATA_DIR.',
    );
  }
  if (
    /OutOfMemoryError|insufficient memory|Could not reserve enough space|Cannot allocate memory|too small|exceeds? .*memory/i.test(
      text,
    )
  ) {
    return fault(
      'other',
      `Neo4j does not get the memory that it needs on this machine (${lastLine(text)}).`,
      'Close other programs, or change NEO4J_HEAP and NEO4J_PAGECACHE (defaults 512m and 256m).',
    );
  }
  const tail = lines(text).slice(-5).join('\n  ');
  return fault(
    'other',
    `Neo4j ended before it answered (${code ?? 'no exit code'}).`,
    `Its log is ${log}; it ends with:\n  ${tail || '(nothing)'}`,
  );
}

function fault(reason: Reason, message: string, wayOut: string): LaunchFault {
  return new LaunchFault(reason, new StartUpFault(message, wayOut));
}

/** Stack frames say nothing to the reader of a terminal. */
function lines(text: string): string[] {
  return text.split('\n').filter((line) => line.trim() !== '' && !/^\s+(at|\.\.\.) /.test(line));
}

function lastLine(text: string): string {
  const telling = lines(text).findLast((line) => /memory|space|heap|small/i.test(line)) ?? '';
  return telling.replace(/^#\s*/, '').trim().slice(0, 200);
}

function readQuietly(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
