import type { At } from '../../graph/loading';
import { defineQuery } from '../../graph/query';
import type { ValueOf } from '../../graph/vocabulary';

export interface AgentRow {
  id: string;
  label: AgentLabel;
  name: string;
  aliases: string[];
  kind: ValueOf<'OrganizationKind'> | null;
  descriptor: string | null;
  anonymityReason: string | null;
  affiliatedWith: string[];
}

export type AgentLabel = 'Person' | 'Organization' | 'UnnamedSource' | 'SourceGroup';

export interface AgentNode {
  id: string;
  type: AgentLabel;
  name: string;
  aliases: string[];
  kind: ValueOf<'OrganizationKind'> | null;
  descriptor: string | null;
  anonymityReason: string | null;
  revision: number;
  recordedFrom: Date;
}
export const agentColumns = [
  'id',
  'type',
  'name',
  'aliases',
  'kind',
  'descriptor',
  'anonymityReason',
  'revision',
  'recordedFrom',
] as const;

export const agentsByIds = defineQuery<{ ids: string[]; at: At }, AgentNode>({
  name: 'agent/by-ids',
  mode: 'read',
  params: ['ids', 'at'],
  columns: agentColumns,
});

export interface AgentMatch {
  labels: AgentLabel[] | null;
  kinds: ValueOf<'OrganizationKind'>[] | null;
}
export const agentList = defineQuery<AgentMatch & { before: Date; beforeId: string; limit: number; at: At }, AgentNode>(
  {
    name: 'agent/list',
    mode: 'read',
    params: ['labels', 'kinds', 'before', 'beforeId', 'limit', 'at'],
    columns: agentColumns,
  },
);
export const agentSearch = defineQuery<
  AgentMatch & { text: string; window: number; belowScore: number; afterId: string; limit: number; at: At },
  AgentNode & { score: number }
>({
  name: 'agent/search',
  mode: 'read',
  params: ['labels', 'kinds', 'text', 'window', 'belowScore', 'afterId', 'limit', 'at'],
  columns: [...agentColumns, 'score'],
});

export interface AtOriginArgs {
  at: At;
  polarity: ValueOf<'Polarity'>;
  afterId: string;
  limit: number;
}
export type AgentBelow = AgentNode & { parentId: string };
export const agentsAtOriginOfClaims = defineQuery<Omit<AtOriginArgs, 'at'> & { ids: string[] }, AgentBelow>({
  name: 'agent/at-origin-of-claims',
  mode: 'read',
  params: ['ids', 'polarity', 'afterId', 'limit'],
  columns: ['parentId', ...agentColumns],
});
export const agentsOnceAtOriginOfClaims = defineQuery<AtOriginArgs & { ids: string[] }, AgentBelow>({
  name: 'agent/at-origin-of-claims-at',
  mode: 'read',
  params: ['ids', 'at', 'polarity', 'afterId', 'limit'],
  columns: ['parentId', ...agentColumns],
});
export const affiliationsOfAgents = defineQuery<{ ids: string[]; at: At }, AgentBelow>({
  name: 'agent/affiliations',
  mode: 'read',
  params: ['ids', 'at'],
  columns: ['parentId', ...agentColumns],
});
export const documentOfUnnamed = defineQuery<{ ids: string[]; at: At }, { parentId: string; id: string }>({
  name: 'agent/document-of-unnamed',
  mode: 'read',
  params: ['ids', 'at'],
  columns: ['parentId', 'id'],
});

export const presentAgents = defineQuery<{ ids: string[] }, { id: string; row: AgentRow }>({
  name: 'agent/present',
  mode: 'read',
  params: ['ids'],
  columns: ['id', 'row'],
});
export const recordAgents = defineQuery<{ changeSet: string; rows: AgentRow[] }, { id: string }>({
  name: 'agent/record',
  mode: 'write',
  params: ['changeSet', 'rows'],
  columns: ['id'],
});
export const recordAffiliations = defineQuery<{ rows: AgentRow[] }, { id: string }>({
  name: 'agent/record-affiliations',
  mode: 'write',
  params: ['rows'],
  columns: ['id'],
});
/** Ciphertext. Only the resolver that has asked for the viewer's role opens it (model.md, rule 3). */
export const sealedNotes = defineQuery<{ ids: string[]; at: At }, { parentId: string; sealedNote: string }>({
  name: 'agent/sealed-notes',
  mode: 'read',
  params: ['ids', 'at'],
  columns: ['parentId', 'sealedNote'],
});
