import type { Reader } from '../../graph/graph';
import { nodeLoader, pagedLoader, type At } from '../../graph/loading';
import { reviewsByIds, reviewsOfClaims, type ReviewNode } from './review.queries';

export function reviewLoaders(reader: Reader) {
  return {
    byId: nodeLoader<ReviewNode>((ids, at) => reader.read(reviewsByIds, { ids, at })),
    ofClaim: pagedLoader<{ at: At; afterId: string; limit: number }, ReviewNode & { parentId: string }>(
      reader,
      reviewsOfClaims,
    ),
  };
}
