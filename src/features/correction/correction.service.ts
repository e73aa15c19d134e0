import { defineQuery } from '../../graph/query';
import type { ValueOf } from '../../graph/vocabulary';
import type { ChangeWriter } from '../change-set/change-set.service';
import { reconcile, type Reconciled } from '../change-set/reconcile';

export interface NoticeRow {
  id: string;
  kind: ValueOf<'NoticeKind'>;
  version: string;
  text: string | null;
  statedAt: string | null;
  specific: boolean;
  corrects: string[];
  introduces: string[];
}
export interface CommentRequestRow {
  id: string;
  version: string;
  asked: string[];
  outcome: ValueOf<'CommentOutcome'>;
}

const presentNotices = defineQuery<{ ids: string[] }, { id: string; row: NoticeRow }>({
  name: 'correction/notice-present',
  mode: 'read',
  params: ['ids'],
  columns: ['id', 'row'],
});
const recordNotices = defineQuery<{ changeSet: string; rows: NoticeRow[] }, { id: string }>({
  name: 'correction/record-notices',
  mode: 'write',
  params: ['changeSet', 'rows'],
  columns: ['id'],
});
const presentCommentRequests = defineQuery<{ ids: string[] }, { id: string; row: CommentRequestRow }>({
  name: 'correction/comment-request-present',
  mode: 'read',
  params: ['ids'],
  columns: ['id', 'row'],
});
const recordCommentRequests = defineQuery<{ changeSet: string; rows: CommentRequestRow[] }, { id: string }>({
  name: 'correction/record-comment-requests',
  mode: 'write',
  params: ['changeSet', 'rows'],
  columns: ['id'],
});

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
