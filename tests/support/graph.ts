import { shippedSeeds } from '../../src/features/seed/seed.files';
import { seed } from '../../src/features/seed/seed.service';
import { openGraph, type Graph } from '../../src/graph/graph';
import { migrate } from '../../src/graph/migrate';

export interface TestNeo4j {
  uri: string;
  user: string;
  password: string;
  database: string;
  browserUrl: string;
}

/** The Neo4j of this run, which tests/support/global-setup.cjs has started. */
export const testNeo4j = (): TestNeo4j => JSON.parse(process.env.SAYSO_TEST_NEO4J ?? 'null') as TestNeo4j;

export function openTestGraph(): Graph {
  return openGraph({ ...testNeo4j(), timeoutMs: 30_000 });
}

/** A graph with its schema and nothing in it. The caller closes it. */
export async function emptyGraph(): Promise<Graph> {
  const graph = openTestGraph();
  await migrate(graph);
  await graph.command('MATCH (n) WHERE NOT n:Migration CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS');
  return graph;
}

/** A graph with the shipped data sets and nothing else, recorded anew only if a suite before left it otherwise. */
export async function seededGraph(): Promise<Graph> {
  const graph = openTestGraph();
  await migrate(graph);
  const names = await graph.command(
    "MATCH (cs:ChangeSet) WHERE cs.seq > 0 RETURN collect(cs.op + ' ' + coalesce(cs.reason, '')) AS changes, count(*) AS total",
  );
  const changes = (names[0]?.changes ?? []) as string[];
  const pristine =
    changes.length === shippedSeeds().length && changes.every((one) => one.startsWith('IMPORT Data set'));
  if (pristine) return graph;
  await graph.close();
  const empty = await emptyGraph();
  for (const folder of shippedSeeds()) await seed(empty, folder);
  return empty;
}
