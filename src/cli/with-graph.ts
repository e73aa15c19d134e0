import type { Config } from '../config';
import { checkServer } from '../graph/check-server';
import { openGraph, type Graph } from '../graph/graph';
import { migrate, type Migration } from '../graph/migrate';
import { neo4jForCommand } from '../local-neo4j/neo4j-for';

/** `withGraph`, for commands that do not ask what was migrated. */
export type WithGraph = <T>(
  config: Config,
  print: (line: string) => void,
  run: (graph: Graph) => Promise<T>,
) => Promise<T>;

/** Runs a command on the database that the settings name, its schema brought up to date, and leaves what ran before running. */
export async function withGraph<T>(
  config: Config,
  print: (line: string) => void,
  run: (graph: Graph, applied: Migration[]) => Promise<T>,
): Promise<T> {
  const neo4j = await neo4jForCommand(config, print);
  const graph = openGraph({ ...neo4j.access, timeoutMs: config.queryTimeoutMs });
  try {
    await checkServer(graph, neo4j.access.uri);
    return await run(graph, await migrate(graph, print));
  } finally {
    await graph.close();
    await neo4j.stop();
  }
}
