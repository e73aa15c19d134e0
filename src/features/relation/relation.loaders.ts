import type { Reader } from '../../graph/graph';
import { listLoader, nodeLoader, pagedLoader, placeBefore, type At } from '../../graph/loading';
import type { Page } from '../../graph/page';
import type { ClaimNode } from '../claim/claim.queries';
import {
  evidenceOfRelations,
  relationList,
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

export const listRelations = (match: RelationMatch, page: Page, at: At) => ({
  query: relationList,
  params: { ...match, ...placeBefore(page, at), limit: page.first + 1 },
});
