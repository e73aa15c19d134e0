import type { ChangeWriter } from '../change-set/change-set.service';
import { reconcile, type Reconciled } from '../change-set/reconcile';
import {
  type NoticeRow,
  type CommentRequestRow,
  presentNotices,
  recordNotices,
  presentCommentRequests,
  recordCommentRequests,
} from './correction.queries';

/** Records what documents say of their own mending. */
export function saveNotices(writer: ChangeWriter, rows: NoticeRow[]): Promise<Reconciled<NoticeRow>> {
  return reconcile(writer, { name: 'notice', present: presentNotices, record: recordNotices, revisable: [] }, rows);
}

/** Records whom documents say that they asked for comment, and with what outcome. */
export function saveCommentRequests(
  writer: ChangeWriter,
  rows: CommentRequestRow[],
): Promise<Reconciled<CommentRequestRow>> {
  const kind = { name: 'comment request', present: presentCommentRequests, record: recordCommentRequests };
  return reconcile(writer, { ...kind, revisable: [] }, rows);
}
