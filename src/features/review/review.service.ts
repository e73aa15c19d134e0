import { badInput } from '../../errors';
import { reviewId } from '../../identity';
import type { ChangeWriter } from '../change-set/change-set.service';
import { reconcile, type Reconciled } from '../change-set/reconcile';
import { presentReviews, recordReviews, type ReviewRow } from './review.queries';

/** Records reviews by others: Sayso has no verdict of its own. @throws SaysoError BAD_USER_INPUT */
export function saveReviews(writer: ChangeWriter, rows: ReviewRow[]): Promise<Reconciled<ReviewRow>> {
  rows.forEach(checkReview);
  return reconcile(writer, { name: 'review', present: presentReviews, record: recordReviews, revisable: [] }, rows);
}

/** @throws SaysoError BAD_USER_INPUT for a rating without an author. */
export function checkReview(row: ReviewRow): void {
  if (row.rating !== null && row.author === null) {
    throw badInput(`review ${row.id}: a rating stands under its author's name, and none is given.`, 'author');
  }
}

/** @throws SaysoError BAD_USER_INPUT where a review's id is not that of its address and claim. */
export function checkReviewId({ id, url, claim }: { id: string; url: string | null; claim: string }): void {
  if (url !== null && id !== reviewId(url, claim)) {
    throw badInput(`review ${id}: for this url and claim its id is ${reviewId(url, claim)}.`, 'id');
  }
}
