import { defineQuery } from '../../graph/query';
import type { Identified } from '../../identity';

/** The kinds of node that a record is or refers to, by the parameter that its ids are given in. */
export const kindOfParameter = {
  claims: 'Claim',
  attributions: 'Attribution',
  utterances: 'Utterance',
  agents: 'Agent',
  documents: 'Document',
  versions: 'DocumentVersion',
  spans: 'TextSpan',
  events: 'Event',
  relations: 'ClaimRelation',
  joins: 'Join',
  reviews: 'Review',
  notices: 'CorrectionNotice',
  commentRequests: 'CommentRequest',
} as const satisfies Record<string, Identified>;
export type IdsByKind = Record<keyof typeof kindOfParameter, string[]>;

export const recordedIds = defineQuery<IdsByKind, { id: string; former: boolean }>({
  name: 'import/recorded',
  mode: 'read',
  params: Object.keys(kindOfParameter) as (keyof IdsByKind)[],
  columns: ['id', 'former'],
});

export const agentLabels = defineQuery<{ ids: string[] }, { id: string; label: string }>({
  name: 'import/agent-labels',
  mode: 'read',
  params: ['ids'],
  columns: ['id', 'label'],
});

export const documentsOfVersions = defineQuery<
  { ids: string[] },
  { id: string; document: string; publisher: string | null }
>({ name: 'import/documents-of-versions', mode: 'read', params: ['ids'], columns: ['id', 'document', 'publisher'] });

export const sameAs = defineQuery<{ ids: string[] }, { id: string; confirmed: boolean; same: string[] }>({
  name: 'import/same-as',
  mode: 'read',
  params: ['ids'],
  columns: ['id', 'confirmed', 'same'],
});
