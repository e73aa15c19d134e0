import type { At } from '../../graph/loading';
import { defineQuery } from '../../graph/query';
import type { ValueOf } from '../../graph/vocabulary';

export interface NoticeNode {
  parentId: string;
  id: string;
  kind: ValueOf<'NoticeKind'>;
  text: string | null;
  statedAt: Date | null;
  specific: boolean;
  statedIn: string;
  corrects: string[];
  introduces: string[];
}
const noticeColumns = [
  'parentId',
  'id',
  'kind',
  'text',
  'statedAt',
  'specific',
  'statedIn',
  'corrects',
  'introduces',
] as const;

export const noticesOfDocuments = defineQuery<{ ids: string[]; at: At }, NoticeNode>({
  name: 'correction/notices-of-documents',
  mode: 'read',
  params: ['ids', 'at'],
  columns: noticeColumns,
});
export const noticesOfAttributions = defineQuery<{ ids: string[]; at: At }, NoticeNode>({
  name: 'correction/notices-of-attributions',
  mode: 'read',
  params: ['ids', 'at'],
  columns: noticeColumns,
});

export const noticesByIds = defineQuery<{ ids: string[]; at: At }, NoticeNode>({
  name: 'correction/notice-by-ids',
  mode: 'read',
  params: ['ids', 'at'],
  columns: noticeColumns,
});

export interface CommentRequestNode {
  parentId: string;
  id: string;
  outcome: ValueOf<'CommentOutcome'>;
  madeIn: string;
  asked: string[];
}
export const commentRequestsOfDocuments = defineQuery<{ ids: string[]; at: At }, CommentRequestNode>({
  name: 'correction/comment-requests-of-documents',
  mode: 'read',
  params: ['ids', 'at'],
  columns: ['parentId', 'id', 'outcome', 'madeIn', 'asked'],
});

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

export const presentNotices = defineQuery<{ ids: string[] }, { id: string; row: NoticeRow }>({
  name: 'correction/notice-present',
  mode: 'read',
  params: ['ids'],
  columns: ['id', 'row'],
});

export const recordNotices = defineQuery<{ changeSet: string; rows: NoticeRow[] }, { id: string }>({
  name: 'correction/record-notices',
  mode: 'write',
  params: ['changeSet', 'rows'],
  columns: ['id'],
});

export const presentCommentRequests = defineQuery<{ ids: string[] }, { id: string; row: CommentRequestRow }>({
  name: 'correction/comment-request-present',
  mode: 'read',
  params: ['ids'],
  columns: ['id', 'row'],
});

export const recordCommentRequests = defineQuery<{ changeSet: string; rows: CommentRequestRow[] }, { id: string }>({
  name: 'correction/record-comment-requests',
  mode: 'write',
  params: ['changeSet', 'rows'],
  columns: ['id'],
});
