import type { At } from '../../graph/loading';
import { defineQuery } from '../../graph/query';
import type { ValueOf } from '../../graph/vocabulary';

export interface QuantityRow {
  id: string;
  measure: string;
  unit: string | null;
  value: number | null;
  min: number | null;
  max: number | null;
  comparator: ValueOf<'Comparator'>;
  approximate: boolean;
}

export interface ClaimRow {
  id: string;
  text: string;
  language: string;
  type: ValueOf<'ClaimType'>;
  reviewState: ValueOf<'ReviewState'>;
  quantities: QuantityRow[];
  events: string[];
  mentions: string[];
}

export interface ClaimNode {
  id: string;
  text: string;
  language: string;
  type: ValueOf<'ClaimType'>;
  reviewState: ValueOf<'ReviewState'>;
  revision: number;
  originCount: number;
  recordedFrom: Date;
}
const claimColumns = [
  'id',
  'text',
  'language',
  'type',
  'reviewState',
  'revision',
  'originCount',
  'recordedFrom',
] as const;

/** Null for a filter that is not set. */
export interface ClaimMatch {
  types: ValueOf<'ClaimType'>[] | null;
  language: string | null;
  agent: string | null;
  outlet: string | null;
  hasContradiction: boolean | null;
  disclosures: ValueOf<'Disclosure'>[] | null;
  publishedFrom: Date | null;
  publishedUntil: Date | null;
  reviewStates: ValueOf<'ReviewState'>[];
}
const matchParams = [
  'types',
  'language',
  'agent',
  'outlet',
  'hasContradiction',
  'disclosures',
  'publishedFrom',
  'publishedUntil',
  'reviewStates',
] as const;

export const claimsByIds = defineQuery<{ ids: string[]; at: At }, ClaimNode>({
  name: 'claim/by-ids',
  mode: 'read',
  params: ['ids', 'at'],
  columns: claimColumns,
});

/** `before` and `beforeId`: strictly before this place in the order; the first page starts before everything. */
export const claimList = defineQuery<ClaimMatch & { before: Date; beforeId: string; limit: number }, ClaimNode>({
  name: 'claim/list',
  mode: 'read',
  params: [...matchParams, 'before', 'beforeId', 'limit'],
  columns: claimColumns,
});
export const claimListAt = defineQuery<
  ClaimMatch & { before: Date; beforeId: string; limit: number; at: Date },
  ClaimNode
>({
  name: 'claim/list-at',
  mode: 'read',
  params: [...matchParams, 'before', 'beforeId', 'limit', 'at'],
  columns: claimColumns,
});
export const claimListByOrigins = defineQuery<
  ClaimMatch & { beforeCount: number; beforeId: string; limit: number; at: At },
  ClaimNode
>({
  name: 'claim/list-by-origins',
  mode: 'read',
  params: [...matchParams, 'beforeCount', 'beforeId', 'limit', 'at'],
  columns: claimColumns,
});
export const claimListOfAgent = defineQuery<
  ClaimMatch & { chainAgent: string; atDepth: number | null; before: Date; beforeId: string; limit: number },
  ClaimNode & { inChainFrom: Date }
>({
  name: 'claim/list-of-agent',
  mode: 'read',
  params: [...matchParams, 'chainAgent', 'atDepth', 'before', 'beforeId', 'limit'],
  columns: [...claimColumns, 'inChainFrom'],
});
export const claimSearch = defineQuery<
  ClaimMatch & { text: string; window: number; belowScore: number; afterId: string; limit: number },
  ClaimNode & { score: number }
>({
  name: 'claim/search',
  mode: 'read',
  params: [...matchParams, 'text', 'window', 'belowScore', 'afterId', 'limit'],
  columns: [...claimColumns, 'score'],
});

export interface AgentClaimArgs {
  at: At;
  before: Date;
  beforeId: string;
  role: ValueOf<'HopRole'> | null;
  polarity: ValueOf<'Polarity'> | null;
  limit: number;
}
export type AgentClaimRow = ClaimNode & {
  parentId: string;
  inChainFrom: Date;
  role: ValueOf<'HopRole'>;
  polarity: ValueOf<'Polarity'>;
  depth: number;
};
export const claimsOfAgents = defineQuery<Omit<AgentClaimArgs, 'at'> & { ids: string[] }, AgentClaimRow>({
  name: 'claim/of-agents',
  mode: 'read',
  params: ['ids', 'before', 'beforeId', 'role', 'polarity', 'limit'],
  columns: ['parentId', ...claimColumns, 'inChainFrom', 'role', 'polarity', 'depth'],
});
export const claimsOnceOfAgents = defineQuery<AgentClaimArgs & { ids: string[] }, AgentClaimRow>({
  name: 'claim/of-agents-at',
  mode: 'read',
  params: ['ids', 'at', 'before', 'beforeId', 'role', 'polarity', 'limit'],
  columns: ['parentId', ...claimColumns, 'inChainFrom', 'role', 'polarity', 'depth'],
});
export const claimsOfDocuments = defineQuery<
  { ids: string[]; at: At; afterId: string; limit: number },
  ClaimNode & { parentId: string }
>({
  name: 'claim/of-documents',
  mode: 'read',
  params: ['ids', 'at', 'afterId', 'limit'],
  columns: ['parentId', ...claimColumns],
});

export interface QuantityNode {
  parentId: string;
  id: string;
  measure: string;
  unit: string | null;
  value: number | null;
  min: number | null;
  max: number | null;
  comparator: ValueOf<'Comparator'>;
  approximate: boolean;
}
export const quantitiesOfClaims = defineQuery<{ ids: string[]; at: At }, QuantityNode>({
  name: 'claim/quantities',
  mode: 'read',
  params: ['ids', 'at'],
  columns: ['parentId', 'id', 'measure', 'unit', 'value', 'min', 'max', 'comparator', 'approximate'],
});
export interface EventNode {
  parentId: string;
  id: string;
  label: string;
  time: string | null;
  type: string | null;
}
export const eventsOfClaims = defineQuery<{ ids: string[]; at: At }, EventNode>({
  name: 'claim/events',
  mode: 'read',
  params: ['ids', 'at'],
  columns: ['parentId', 'id', 'label', 'time', 'type'],
});

export const presentClaims = defineQuery<{ ids: string[] }, { id: string; row: ClaimRow }>({
  name: 'claim/present',
  mode: 'read',
  params: ['ids'],
  columns: ['id', 'row'],
});
export const claimsInUse = defineQuery<{ ids: string[] }, { id: string }>({
  name: 'claim/in-use',
  mode: 'read',
  params: ['ids'],
  columns: ['id'],
});
export const recordClaims = defineQuery<{ changeSet: string; rows: ClaimRow[] }, { id: string }>({
  name: 'claim/record',
  mode: 'write',
  params: ['changeSet', 'rows'],
  columns: ['id'],
});
export const claimRevision = defineQuery<{ id: string }, { revision: number }>({
  name: 'claim/revision',
  mode: 'read',
  params: ['id'],
  columns: ['revision'],
});
