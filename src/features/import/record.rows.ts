import type { AgentRow } from '../agent/agent.queries';
import type { AttributionRow } from '../attribution/attribution.queries';
import type { ClaimRow } from '../claim/claim.queries';
import type { CommentRequestRow, NoticeRow } from '../correction/correction.queries';
import type { DocumentRow, VersionRow } from '../document/document.queries';
import type { EventRow } from '../event/event.queries';
import type { JoinRow } from '../join/join.queries';
import type { RelationRow } from '../relation/relation.queries';
import type { ReviewRow } from '../review/review.queries';
import type { SpanRow } from '../span/span.queries';
import type { UtteranceRow } from '../utterance/utterance.queries';

/** Records of every kind, as the services write them: what a data set or a batch of an import consists of. */
export interface RecordRows {
  agents: AgentRow[];
  events: EventRow[];
  utterances: UtteranceRow[];
  documents: DocumentRow[];
  versions: VersionRow[];
  claims: ClaimRow[];
  attributions: AttributionRow[];
  spans: SpanRow[];
  relations: RelationRow[];
  joins: JoinRow[];
  reviews: ReviewRow[];
  notices: NoticeRow[];
  commentRequests: CommentRequestRow[];
}
export type RowsName = keyof RecordRows;

export const noRows = (): RecordRows => ({
  agents: [],
  events: [],
  utterances: [],
  documents: [],
  versions: [],
  claims: [],
  attributions: [],
  spans: [],
  relations: [],
  joins: [],
  reviews: [],
  notices: [],
  commentRequests: [],
});
