import type { At } from '../../graph/loading';
import { defineQuery } from '../../graph/query';
import type { AgentNode } from '../agent/agent.queries';

export interface ReviewRow {
  id: string;
  url: string | null;
  claim: string;
  claimRevision: number;
  documentVersion: string | null;
  author: string | null;
  claimReviewed: string | null;
  datePublished: string | null;
  raw: string | null;
  rating: {
    id: string;
    ratingValue: number | null;
    bestRating: number | null;
    worstRating: number | null;
    alternateName: string | null;
  } | null;
}

export interface ReviewNode {
  id: string;
  url: string | null;
  datePublished: Date | null;
  raw: string | null;
  claimReviewed: string | null;
  claimRevision: number | null;
  documentVersion: string | null;
  claimId: string;
  author: AgentNode | null;
  rating: RatingValues | null;
}
export interface RatingValues {
  ratingValue: number | null;
  bestRating: number | null;
  worstRating: number | null;
  alternateName: string | null;
}
const reviewColumns = [
  'id',
  'url',
  'datePublished',
  'raw',
  'claimReviewed',
  'claimRevision',
  'documentVersion',
  'claimId',
  'author',
  'rating',
] as const;

export const reviewsByIds = defineQuery<{ ids: string[]; at: At }, ReviewNode>({
  name: 'review/by-ids',
  mode: 'read',
  params: ['ids', 'at'],
  columns: reviewColumns,
});
export const reviewsOfClaims = defineQuery<
  { ids: string[]; at: At; afterId: string; limit: number },
  ReviewNode & { parentId: string }
>({
  name: 'review/of-claims',
  mode: 'read',
  params: ['ids', 'at', 'afterId', 'limit'],
  columns: ['parentId', ...reviewColumns],
});

export const presentReviews = defineQuery<{ ids: string[] }, { id: string; row: ReviewRow }>({
  name: 'review/present',
  mode: 'read',
  params: ['ids'],
  columns: ['id', 'row'],
});
export const recordReviews = defineQuery<{ changeSet: string; rows: ReviewRow[] }, { id: string }>({
  name: 'review/record',
  mode: 'write',
  params: ['changeSet', 'rows'],
  columns: ['id'],
});
export const reviewsRetractedAt = defineQuery<{ claim: string; url: string }, { retracted: number }>({
  name: 'review/retracted-at',
  mode: 'read',
  params: ['claim', 'url'],
  columns: ['retracted'],
});
