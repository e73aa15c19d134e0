import { spawnSync } from 'node:child_process';
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fromRoot } from '../../src/root';
import { writeRecords } from '../generate/write-records';
import { benchFolder } from '../run/folders';
import { memoryFor } from '../run/neo4j';
import type { Say } from '../run/progress';

/** Whether this Sayso can import offline. */
export function hasOffline(): boolean {
  const told = spawnSync(process.execPath, [fromRoot('scripts', 'sayso.cjs'), 'import', '--help'], {
    encoding: 'utf8',
  });
  return told.stdout.includes('--offline');
}

/** Runs `sayso import --offline` on a data folder that has no database yet. @throws Error where it fails. */
export function offlineInto(folder: string, claims: number, file: string): void {
  const { heap, pageCache } = memoryFor(claims);
  const done = spawnSync(process.execPath, [fromRoot('scripts', 'sayso.cjs'), 'import', '--offline', file], {
    encoding: 'utf8',
    env: {
      ...process.env,
      NEO4J_URI: '',
      SAYSO_DATA_DIR: folder,
      NEO4J_BOLT_PORT: '0',
      NEO4J_HTTP_PORT: '0',
      NEO4J_HEAP: heap,
      NEO4J_PAGECACHE: pageCache,
    },
  });
  if (done.status !== 0) throw new Error(`sayso import --offline failed: ${done.stderr.slice(-500)}`);
}

/** The generated records as a file, kept for the next run. */
export async function recordsFile(claims: number, say: Say): Promise<string> {
  const file = join(benchFolder('records'), `${claims}.jsonl`);
  rmSync(file, { force: true });
  const count = await writeRecords({ claims }, file);
  say(`${count} records of ${claims} claims are written, ${Math.round(statSync(file).size / 2 ** 20)} MiB.`);
  return file;
}
