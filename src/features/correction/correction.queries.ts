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
