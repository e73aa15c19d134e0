import { badInput, refuse } from '../../errors';
import { checkId, newId, ratingId, reviewId } from '../../identity';
import { saveAgents } from '../agent/agent.service';
import { newAgentRow, type NewAgent } from '../agent/agent.write';
import { absentIds } from '../change-set/change-set.queries';
import type { ChangeWriter } from '../change-set/change-set.service';
import { claimRevision } from '../claim/claim.queries';
import { need, type Viewer } from '../principal/viewer';
import { presentReviews, reviewsRetractedAt, type RatingValues, type ReviewRow } from './review.queries';
import { saveReviews } from './review.service';

export interface NewReview {
  claim: string;
  claimRevision?: number | null;
  documentVersion?: string | null;
  url?: string | null;
  author?: string | null;
  newAuthor?: NewAgent | null;
  claimReviewed?: string | null;
  datePublished?: Date | null;
  rating?: Partial<RatingValues> | null;
  jsonLd?: string | null;
}

/** Records somebody's verdict on a claim as it stands, or stood at a revision (model.md, rule 9). Not ours to doubt: a REVIEWER records it. */
export async function recordReview(writer: ChangeWriter, input: NewReview, viewer: Viewer): Promise<string> {
  need(viewer, 'REVIEWER');
  const claim = checkId(input.claim, 'Claim', 'claim');
  if (input.author != null && input.newAuthor != null)
    throw badInput('author: give an id or a new one, not both.', 'author');
  const [now] = await writer.read(claimRevision, { id: claim });
  if (!now) throw refuse('NOT_FOUND', `claim: nothing has the id ${claim}.`, 'claim');
  const revision = input.claimRevision ?? now.revision;
  if (revision < 1 || revision > now.revision) {
    throw refuse('INVALID_INPUT', `claimRevision: the claim is at revision ${now.revision}.`, 'claimRevision');
  }
  const documentVersion =
    input.documentVersion == null ? null : checkId(input.documentVersion, 'DocumentVersion', 'documentVersion');
  let author = input.author == null ? null : checkId(input.author, 'Agent', 'author');
  const [absent] = await writer.read(absentIds, { ids: [documentVersion, author].filter((id) => id !== null) });
  if (absent)
    throw refuse('NOT_FOUND', `Nothing has the id ${absent.id}.`, absent.id === author ? 'author' : 'documentVersion');
  const id = input.url == null ? newId('Review') : await idAt(writer, input.url, claim);
  const [present] = await writer.read(presentReviews, { ids: [id] });
  if (input.newAuthor != null && !present) {
    const row = await newAgentRow(writer, input.newAuthor, 'newAuthor');
    await saveAgents(writer, [row]);
    author = row.id;
  }
  const row: ReviewRow = {
    id,
    url: input.url ?? null,
    claim,
    claimRevision: revision,
    documentVersion,
    author: author ?? present?.row.author ?? null,
    claimReviewed: input.claimReviewed ?? null,
    datePublished: input.datePublished?.toISOString() ?? null,
    raw: input.jsonLd ?? null,
    rating: input.rating
      ? {
          id: ratingId(id),
          ratingValue: input.rating.ratingValue ?? null,
          bestRating: input.rating.bestRating ?? null,
          worstRating: input.rating.worstRating ?? null,
          alternateName: input.rating.alternateName ?? null,
        }
      : null,
  };
  await saveReviews(writer, [row]);
  return id;
}

async function idAt(writer: ChangeWriter, url: string, claim: string): Promise<string> {
  const [row] = await writer.read(reviewsRetractedAt, { claim, url });
  return reviewId(url, claim, row?.retracted ?? 0);
}
