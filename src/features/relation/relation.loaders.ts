import type { Reader } from '../../graph/graph';
import { listLoader, nodeLoader, pagedLoader, placeBefore, type At, type ListQuery } from '../../graph/loading';
import type { Page } from '../../graph/page';
import type { ClaimNode } from '../claim/claim.queries';
import {
  evidenceOfRelations,
  relationList,
  relationListAt,
  relationsByIds,
  relationsOfClaims,
  type RelationMatch,
  type RelationNode,
  type RelationsOfClaimArgs,
} from './relation.queries';

export function relationLoaders(reader: Reader) {
  return {
    byId: nodeLoader<RelationNode>((ids, at) => reader.read(relationsByIds, { ids, at })),
    ofClaim: pagedLoader<RelationsOfClaimArgs, RelationNode & { parentId: string; other: ClaimNode }>(
      reader,
      relationsOfClaims,
    ),
    evidence: listLoader<{ at: At }, { parentId: string; id: string }>((ids, { at }) =>
      reader.read(evidenceOfRelations, { ids, at }),
    ),
  };
}

/** Without a moment by the index that knows states; at a moment by the one that does not. */
export function listRelations(match: RelationMatch, page: Page, at: At): ListQuery<RelationNode> {
  const params = { ...match, ...placeBefore(page, at), limit: page.first + 1 };
  return at === null ? { query: relationList, params } : { query: relationListAt, params: { ...params, at } };
}
