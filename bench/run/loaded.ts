import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { migrate, readMigrations } from '../../src/graph/migrate';
import type { LocalNeo4j } from '../../src/local-neo4j/start';
import { sha256Of } from '../../src/sha256';
import { fromRoot } from '../../src/root';
import { planOf } from '../generate/plan';
import { hasOffline, offlineInto, recordsFile } from '../load/offline';
import { loadByUnwind, type LoadedBatch } from '../load/unwind';
import { benchFolder } from './folders';
import { graphOf, startNeo4j } from './neo4j';
import { lengthOf, progressOf, type Say } from './progress';

/** What stands in a database folder beside the database once it is loaded whole. */
interface Loaded {
  key: string;
}

/** A loaded graph is used again while what generates it and the migrations are what they were. */
export function keyOf(claims: number): string {
  const generator = ['plan', 'random', 'stories', 'words'].map((name) =>
    readFileSync(fromRoot('bench', 'generate', `${name}.ts`), 'utf8'),
  );
  return sha256Of(JSON.stringify([claims, generator, readMigrations().map((one) => one.checksum)]));
}

/** A Neo4j with the graph of so many claims in it: the one of an earlier run, or a new one. */
export async function loadedNeo4j(claims: number, say: Say): Promise<LocalNeo4j> {
  const mark = markOf(claims);
  if (existsSync(mark) && (JSON.parse(readFileSync(mark, 'utf8')) as Loaded).key === keyOf(claims)) {
    return startNeo4j(graphFolder(claims), claims, say);
  }
  const folder = emptyGraphFolder(claims);
  const began = Date.now();
  const offline = hasOffline();
  if (offline) offlineInto(folder, claims, await recordsFile(claims, say));
  const neo4j = await startNeo4j(folder, claims, say);
  if (!offline) await unwindInto(neo4j, claims, say);
  say(`${claims} claims are loaded, in ${lengthOf((Date.now() - began) / 1_000)}.`);
  markLoaded(claims);
  return neo4j;
}

const graphFolder = (claims: number) => benchFolder(`graph-${claims}`);
const markOf = (claims: number) => join(graphFolder(claims), 'loaded.json');

/** The folder of the graph of so many claims, with nothing in it. */
export function emptyGraphFolder(claims: number): string {
  rmSync(graphFolder(claims), { recursive: true, force: true });
  return graphFolder(claims);
}

/** To be called once the graph is there whole. */
export function markLoaded(claims: number): void {
  writeFileSync(markOf(claims), JSON.stringify({ key: keyOf(claims) } satisfies Loaded));
}

/** Migrates an empty database and loads it by hand-written Cypher. */
export async function unwindInto(neo4j: LocalNeo4j, claims: number, say: Say): Promise<LoadedBatch[]> {
  const graph = graphOf(neo4j);
  try {
    await migrate(graph, () => undefined);
    const progress = progressOf(say, 'Claims loaded by UNWIND', claims);
    const batches = await loadByUnwind(neo4j, planOf({ claims }), { onBatch: progress });
    await graph.command('CALL db.awaitIndexes(600)');
    return batches;
  } finally {
    await graph.close();
  }
}
