import type { Graph } from '../../graph/graph';
import { lockChanges } from './change-set.queries';

/**
 * The last place in the order of changes up to which everything can be seen whole. The database lets readers see a commit
 * bit by bit; its locks are free only when all of it is there.
 */
export async function lastWholeChange(graph: Graph): Promise<number> {
  const [row] = await graph.write((tx) => tx.run(lockChanges, {}));
  return row?.seq ?? 0;
}
