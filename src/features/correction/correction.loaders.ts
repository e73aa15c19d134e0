import type { Reader } from '../../graph/graph';
import { listLoader, nodeLoader, type At } from '../../graph/loading';
import {
  commentRequestsOfDocuments,
  noticesByIds,
  noticesOfAttributions,
  noticesOfDocuments,
  type CommentRequestNode,
  type NoticeNode,
} from './correction.queries';

export function correctionLoaders(reader: Reader) {
  return {
    noticeById: nodeLoader<NoticeNode>((ids, at) => reader.read(noticesByIds, { ids, at })),
    noticesOfDocument: listLoader<{ at: At }, NoticeNode>((ids, { at }) =>
      reader.read(noticesOfDocuments, { ids, at }),
    ),
    noticesOfAttribution: listLoader<{ at: At }, NoticeNode>((ids, { at }) =>
      reader.read(noticesOfAttributions, { ids, at }),
    ),
    commentRequestsOfDocument: listLoader<{ at: At }, CommentRequestNode>((ids, { at }) =>
      reader.read(commentRequestsOfDocuments, { ids, at }),
    ),
  };
}
