import { badInput } from '../../errors';
import type { ChangeWriter } from '../change-set/change-set.service';
import { reconcile, type Reconciled } from '../change-set/reconcile';
import { presentReviews, recordReviews, type ReviewRow } from './review.queries';

/** Records reviews by others: Sayso has no verdict of its own. @throws SaysoError BAD_USER_INPUT */
export function saveReviews(writer: ChangeWriter, rows: ReviewRow[]): Promise<Reconciled<ReviewRow>> {
  for (const row of rows) {
    if (row.rating !== null && row.author === null) {
      throw badInput(`review ${row.id}: a rating stands under its author's name, and none is given.`, 'author');
    }
  }
  return reconcile(writer, { name: 'review', present: presentReviews, record: recordReviews, revisable: [] }, rows);
}
