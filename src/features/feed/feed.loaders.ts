import type { Reader } from '../../graph/graph';
import { nodeLoader, pagedLoader } from '../../graph/loading';
import {
  changesOfChangeSets,
  changeSetsByIds,
  type ChangeArgs,
  type ChangeRow,
  type ChangeSetNode,
} from './feed.queries';

export function feedLoaders(reader: Reader) {
  return {
    byId: nodeLoader<ChangeSetNode>((ids, at) => reader.read(changeSetsByIds, { ids, at })),
    changes: pagedLoader<ChangeArgs, ChangeRow>(reader, changesOfChangeSets),
  };
}
