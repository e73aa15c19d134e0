import type { Reader } from '../../graph/graph';
import { listLoader, type At } from '../../graph/loading';
import { joinsOfMembers, type JoinNode } from './join.queries';

export function joinLoaders(reader: Reader) {
  return { ofMember: listLoader<{ at: At }, JoinNode>((ids, { at }) => reader.read(joinsOfMembers, { ids, at })) };
}
