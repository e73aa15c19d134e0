import type { Config } from '../config';
import { refuseHalfRestored } from '../features/dump/restore.service';
import { checkServer } from '../graph/check-server';
import { openGraph, type Graph } from '../graph/graph';
import { migrate, type Migration } from '../graph/migrate';
import { withNeo4j } from './with-neo4j';

/** `withGraph`, for commands that do not ask what was migrated. */
export type WithGraph = <T>(
  config: Config,
  print: (line: string) => void,
  run: (graph: Graph) => Promise<T>,
  options?: WithGraphOptions,
) => Promise<T>;

export interface WithGraphOptions {
  /** Also on a database whose restore is not finished. */
  evenHalfRestored?: boolean;
}

/** Runs a command on the database that the settings name, its schema brought up to date, and leaves what ran before running. */
export function withGraph<T>(
  config: Config,
  print: (line: string) => void,
  run: (graph: Graph, applied: Migration[]) => Promise<T>,
  { evenHalfRestored = false }: WithGraphOptions = {},
): Promise<T> {
  return withNeo4j(config, print, async (access, ending) => {
    const graph = openGraph({ ...access, timeoutMs: config.queryTimeoutMs });
    // Without its connections the work ends soon, and puts away what is half done.
    ending.addEventListener('abort', () => void graph.close());
    try {
      await checkServer(graph, access.uri);
      const applied = await migrate(graph, print);
      if (!evenHalfRestored) await refuseHalfRestored(graph);
      return await run(graph, applied);
    } finally {
      await graph.close();
    }
  });
}
