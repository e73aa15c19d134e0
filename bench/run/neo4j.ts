import { totalmem } from 'node:os';
import { readConfig } from '../../src/config';
import { openGraph, type Graph } from '../../src/graph/graph';
import { startLocalNeo4j, type LocalNeo4j } from '../../src/local-neo4j/start';
import type { Say } from './progress';

/** Heap and page cache for a graph of so many claims: the graph in the page cache, where the machine has the memory. */
export function memoryFor(claims: number, total = totalmem()): { heap: string; pageCache: string } {
  const free = Math.floor(total / 2 ** 20);
  // About 9 GiB a million claims on disk, indexes included.
  const wanted = claims <= 20_000 ? 512 : claims <= 200_000 ? 2_048 : Math.ceil((claims / 1_000_000) * 9_216);
  const heap = claims <= 20_000 ? 1_024 : claims <= 200_000 ? 2_048 : 4_096;
  return {
    heap: `${Math.min(heap, Math.floor(free / 5))}m`,
    pageCache: `${Math.min(wanted, Math.floor(free / 2.5))}m`,
  };
}

/** The Neo4j of a folder of the bench, at any free port. */
export function startNeo4j(dataDir: string, claims: number, say: Say): Promise<LocalNeo4j> {
  const { cacheDir } = readConfig({ ...process.env, NEO4J_URI: '' });
  return startLocalNeo4j({ dataDir, cacheDir, boltPort: 0, httpPort: 0, ...memoryFor(claims), onProgress: say });
}

export const graphOf = (neo4j: LocalNeo4j): Graph => openGraph({ ...neo4j, timeoutMs: 60_000 });
