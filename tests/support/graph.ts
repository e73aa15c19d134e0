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

/** The Neo4j of this worker, which tests/support/global-setup.cjs has started. */
export function testNeo4j(): TestNeo4j {
  const ofWorkers = JSON.parse(process.env.SAYSO_TEST_NEO4J ?? '[]') as TestNeo4j[];
  const mine = ofWorkers[Number(process.env.JEST_WORKER_ID ?? 1) - 1];
  if (!mine) throw new Error(`No Neo4j was started for worker ${process.env.JEST_WORKER_ID}.`);
  return mine;
}

export function openTestGraph(): Graph {
  return openGraph({ ...testNeo4j(), timeoutMs: 30_000 });
}

/** A graph with its schema and nothing in it. The caller closes it. */
export async function emptyGraph(): Promise<Graph> {
  const graph = openTestGraph();
  await migrate(graph);
  await graph.command('MATCH (n) WHERE NOT n:Migration CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 1000 ROWS');
  return graph;
}

/** A graph with the shipped data sets and nothing else, recorded anew only if a suite before left it otherwise. */
export async function seededGraph(): Promise<Graph> {
  const graph = openTestGraph();
  await migrate(graph);
  const [left] = await graph.command(
    `MATCH (cs:ChangeSet) WITH collect(cs.op + ' ' + coalesce(cs.reason, '')) AS changes
     RETURN changes, COUNT {
       MATCH (n) WHERE NOT n:Migration|ChangeLog|ChangeSet AND NOT EXISTS { (n)<-[:CHANGED|BY]-(:ChangeSet) }
     } AS byNoChange`,
  );
  const changes = left?.changes as string[];
  const pristine =
    left?.byNoChange === 0 &&
    changes.length === shippedSeeds().length &&
    changes.every((one) => one.startsWith('IMPORT Data set'));
  if (pristine) return graph;
  await graph.close();
  const empty = await emptyGraph();
  for (const folder of shippedSeeds()) await seed(empty, folder);
  return empty;
}

/**
 * The graph with each read by itself, for tests that ask thousands of things once or twice: the database would plan each
 * combination of queries anew, which takes a hundred times what it takes to run it. Those of one tick still come back
 * together, as they do in one round trip: what is asked next does not hang on which of them was quicker.
 */
export function readsApart(graph: Graph): Graph {
  return {
    ...graph,
    reader: (options) => {
      let ofThisTick: Promise<unknown>[] = [];
      return {
        read: async (query, params) => {
          if (ofThisTick.length === 0) setImmediate(() => (ofThisTick = []));
          const together = ofThisTick;
          const rows = graph.reader(options).read(query, params);
          together.push(rows);
          await new Promise((resolve) => setImmediate(resolve));
          await Promise.allSettled(together);
          return rows;
        },
      };
    },
  };
}
