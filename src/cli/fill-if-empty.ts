import { anyChangeSet } from '../features/change-set/change-set.queries';
import { shippedSeeds } from '../features/seed/seed.files';
import { seed } from '../features/seed/seed.service';
import type { Graph } from '../graph/graph';

/** The shipped data sets, into a database in which nothing was ever recorded: what people have revised since stays theirs. */
export async function fillIfEmpty(graph: Graph, print: (line: string) => void): Promise<void> {
  if ((await graph.read(anyChangeSet, {})).length > 0) return;
  for (const folder of shippedSeeds()) {
    const { title, changes } = await seed(graph, folder);
    print(`Data set "${title}": ${changes} records.`);
  }
}
