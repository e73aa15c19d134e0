import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config';
import { StartUpFault } from '../errors';
import { arrayDelimiter } from '../features/import/csv.files';
import type { ImportOptions } from '../features/import/import.service';
import { fillEmptyLists, putKeysBack, whatIsThere, type KeptAccess } from '../features/import/offline.queries';
import { writeOfflineFiles, type OfflineFiles } from '../features/import/offline.service';
import { openGraph } from '../graph/graph';
import { migrate } from '../graph/migrate';
import { needSpace } from '../local-neo4j/disk';
import { hasDatabase, runImportTool } from '../local-neo4j/import-tool';
import { neo4jFor } from '../local-neo4j/neo4j-for';
import { readLivingNeo4j, readLivingServer } from '../local-neo4j/run-state';
import { print, remark } from './report';

/**
 * Fills the empty database of the data folder through Neo4j's import tool. Says what it does, step by step.
 * @throws StartUpFault where the database is not Sayso's own, runs, or is not empty, and for faults in the records.
 */
export async function importOffline(
  config: Config,
  files: string[],
  bytes: number,
  look: (run: (options: ImportOptions) => Promise<OfflineFiles>) => Promise<OfflineFiles>,
): Promise<void> {
  refuseUnlessOurs(config);
  const began = Date.now();
  const seconds = () => `${Math.round((Date.now() - began) / 1_000)} s`;
  const keptFile = join(config.dataDir, 'offline-import-keys.json');
  const found = hasDatabase(config.dataDir) ? await emptiness(config) : noKeys;
  const kept = keysKept(keptFile) ?? found;
  const folder = join(config.dataDir, 'offline-import');
  rmSync(folder, { recursive: true, force: true });
  try {
    await fill(config, { files, bytes, look, folder, kept, keptFile, seconds });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  print(`Constraints and indexes are made (${seconds()}).`);
}

const noKeys: KeptAccess = { principals: [], keys: [] };

/** What an import before this one found, that came to no end: the tool has replaced the database by then. */
const keysKept = (file: string) =>
  existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8'), momentsAgain) as KeptAccess) : null;
const momentsAgain = (_name: string, value: unknown) =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) ? new Date(value) : value;

interface Filling {
  files: string[];
  bytes: number;
  look: (run: (options: ImportOptions) => Promise<OfflineFiles>) => Promise<OfflineFiles>;
  folder: string;
  kept: KeptAccess;
  keptFile: string;
  seconds: () => string;
}

async function fill(config: Config, { files, bytes, look, folder, kept, keptFile, seconds }: Filling): Promise<void> {
  // The files are about twice the records, and the database some more.
  await needSpace(config.dataDir, 6 * bytes);
  const written = await look((options) => writeOfflineFiles(files, folder, options));
  print(`${written.rows.toLocaleString('en')} nodes and relationships are written out (${seconds()}).`);
  // The tool replaces the database before it has looked at the records: what it refuses has cost the keys by then.
  if (kept.principals.length > 0) writeFileSync(keptFile, JSON.stringify(kept), { mode: 0o600 });
  const tool = { ...config.localNeo4j, dataDir: config.dataDir, cacheDir: config.cacheDir, onProgress: remark };
  await runImportTool(tool, { ...written, arrayDelimiter, folder, environment: process.env });
  print(`Neo4j's import tool has made the database (${seconds()}).`);
  const neo4j = await neo4jFor(config, remark);
  const graph = openGraph({ ...neo4j.access, timeoutMs: 600_000 });
  try {
    // Before there are indexes that every change would have to keep up with.
    while ((await graph.write((tx) => tx.run(fillEmptyLists, { most: 50_000 })))[0]?.filled) continue;
    await migrate(graph, remark);
    if (kept.principals.length > 0) await graph.write((tx) => tx.run(putKeysBack, kept));
    rmSync(keptFile, { force: true });
  } finally {
    await graph.close();
    await neo4j.stop();
  }
}

function refuseUnlessOurs(config: Config): void {
  if (config.neo4j) {
    throw new StartUpFault(
      'An offline import makes the files of a database, so it is for the Neo4j that Sayso runs itself.',
      'Leave out --offline for the Neo4j that NEO4J_URI names, or unset NEO4J_URI.',
    );
  }
  const running = readLivingServer(config.dataDir) ?? readLivingNeo4j(config.dataDir);
  if (running) {
    throw new StartUpFault(
      `The database in ${config.dataDir} is running (process ${running.pid}).`,
      'Stop it with `npm run stop`, or leave out --offline to import while it runs.',
    );
  }
}

/** Looks whether the database holds nothing but keys. @throws StartUpFault where it does. */
async function emptiness(config: Config): Promise<KeptAccess> {
  const neo4j = await neo4jFor(config, remark);
  // It has just started, and plans its first query for longer, on a slow machine, than a caller of the API is to wait.
  const graph = openGraph({ ...neo4j.access, timeoutMs: Math.max(config.queryTimeoutMs, 60_000) });
  try {
    const [found] = await graph.read(whatIsThere, {});
    if (found && found.label !== null) {
      throw new StartUpFault(
        `The database in ${config.dataDir} is not empty: an offline import would replace what it holds.`,
        'Leave out --offline, or name another data folder with --data-dir. (`npm start` fills a new one with the data sets: import first.)',
      );
    }
    return { principals: found?.principals ?? [], keys: found?.keys ?? [] };
  } finally {
    await graph.close();
    await neo4j.stop();
  }
}
