import type { At } from '../../graph/loading';
import { defineQuery } from '../../graph/query';
import type { ValueOf } from '../../graph/vocabulary';
import type { AgentLabel } from '../agent/agent.queries';

export interface AttributionRow {
  id: string;
  version: string;
  agent: string | null;
  disclosure: ValueOf<'Disclosure'>;
  quoteType: ValueOf<'QuoteType'> | null;
  cue: string | null;
  speechAct: string | null;
  describedAs: string | null;
  saidAt: string | null;
  medium: string | null;
  setting: string | null;
  scopeCertainty: number | null;
  sic: boolean;
  note: string | null;
  reviewState: ValueOf<'ReviewState'>;
  onBehalfOf: string[];
  addressedTo: string[];
  possiblyVia: string[];
  relays: string[];
  asserts: { claim: string; polarity: ValueOf<'Polarity'> }[];
  presupposes: string[];
  viaDocument: string | null;
  utterance: string | null;
  carriedIn: string[];
}

export interface AttributionNode {
  id: string;
  quoteType: ValueOf<'QuoteType'> | null;
  disclosure: ValueOf<'Disclosure'>;
  cue: string | null;
  speechAct: string | null;
  describedAs: string | null;
  saidAt: string | null;
  medium: string | null;
  setting: string | null;
  scopeCertainty: number | null;
  sic: boolean;
  note: string | null;
  reviewState: ValueOf<'ReviewState'>;
  revision: number;
  recordedFrom: Date;
  /** Since when it is a former one; null for one that holds. */
  recordedTo: Date | null;
}
export const attributionColumns = [
  'id',
  'quoteType',
  'disclosure',
  'cue',
  'speechAct',
  'describedAs',
  'saidAt',
  'medium',
  'setting',
  'scopeCertainty',
  'sic',
  'note',
  'reviewState',
  'revision',
  'recordedFrom',
  'recordedTo',
] as const;
export const attributionsByIds = defineQuery<{ ids: string[]; at: At }, AttributionNode>({
  name: 'attribution/by-ids',
  mode: 'read',
  params: ['ids', 'at'],
  columns: attributionColumns,
});
export const attributionsOfVersions = defineQuery<
  { ids: string[]; at: At; afterId: string; limit: number },
  AttributionNode & { parentId: string }
>({
  name: 'attribution/of-versions',
  mode: 'read',
  params: ['ids', 'at', 'afterId', 'limit'],
  columns: ['parentId', ...attributionColumns],
});

export const attributionsStandingIn = defineQuery<
  { ids: string[]; at: At; afterId: string; limit: number },
  AttributionNode & { parentId: string }
>({
  name: 'attribution/standing-in-versions',
  mode: 'read',
  params: ['ids', 'at', 'afterId', 'limit'],
  columns: ['parentId', ...attributionColumns],
});

export interface ClaimOfAttribution {
  parentId: string;
  id: string;
  text: string;
  language: string;
  type: ValueOf<'ClaimType'>;
  reviewState: ValueOf<'ReviewState'>;
  polarity: ValueOf<'Polarity'>;
  presupposed: boolean;
}
export const claimsOfAttributions = defineQuery<{ ids: string[]; at: At }, ClaimOfAttribution>({
  name: 'attribution/claims-of-attributions',
  mode: 'read',
  params: ['ids', 'at'],
  columns: ['parentId', 'id', 'text', 'language', 'type', 'reviewState', 'polarity', 'presupposed'],
});

export interface AttributionEdges {
  parentId: string;
  agentId: string | null;
  onBehalfOf: string[];
  addressedTo: string[];
  possiblyVia: string[];
  reportedIn: string;
  carriedIn: string[];
  viaDocument: string | null;
  utterance: string | null;
  relays: string[];
  relayedBy: string[];
  claims: string[];
}
export const edgesOfAttributions = defineQuery<{ ids: string[]; at: At }, AttributionEdges>({
  name: 'attribution/edges',
  mode: 'read',
  params: ['ids', 'at'],
  columns: [
    'parentId',
    'agentId',
    'onBehalfOf',
    'addressedTo',
    'possiblyVia',
    'reportedIn',
    'carriedIn',
    'viaDocument',
    'utterance',
    'relays',
    'relayedBy',
    'claims',
  ],
});

export interface ChainArgs {
  at: At;
  afterKey: string;
  limit: number;
  reviewStates: ValueOf<'ReviewState'>[];
  polarity: ValueOf<'Polarity'> | null;
  presupposed: boolean | null;
  anonymous: boolean | null;
  agent: string | null;
  /** Only chains with this attribution at their origin. */
  origin: string | null;
}
/** What of its hops a chain is wanted with, besides who stands there: each costs the database and the wire. */
export interface ChainParts {
  withAttributions: boolean;
  /** More of each agent than its id, type and name. */
  withAgents: boolean;
  withSpans: boolean;
  /** Whether the chain is in the latest version. */
  withLatest: boolean;
}
export interface ChainRow {
  parentId: string;
  presupposed: boolean;
  polarity: ValueOf<'Polarity'>;
  reviewState: ValueOf<'ReviewState'>;
  hops: HopValues[];
  versionId: string;
  documentId: string;
  publisher: AgentValues | null;
  inLatestVersion: boolean | null;
}
/** Lists and no maps: the names of a map travel with each of them. chain-values.ts gives the names back. */
export type HopValues = readonly [
  id: string,
  disclosure: ValueOf<'Disclosure'>,
  attribution: readonly unknown[] | null,
  agent: AgentValues | null,
  spans: readonly (readonly unknown[])[] | null,
];
/** The first three values alone where no more of an agent is wanted. */
export type AgentValues = readonly [id: string, type: AgentLabel, name: string, ...rest: unknown[]];
export const chainsOfClaims = defineQuery<ChainArgs & ChainParts & { ids: string[] }, ChainRow>({
  name: 'attribution/chains-of-claims',
  mode: 'read',
  params: [
    'ids',
    'at',
    'afterKey',
    'limit',
    'reviewStates',
    'polarity',
    'presupposed',
    'anonymous',
    'agent',
    'origin',
    'withAttributions',
    'withAgents',
    'withSpans',
    'withLatest',
  ],
  columns: [
    'parentId',
    'presupposed',
    'polarity',
    'reviewState',
    'hops',
    'versionId',
    'documentId',
    'publisher',
    'inLatestVersion',
  ],
});

export const presentAttributions = defineQuery<{ ids: string[] }, { id: string; row: AttributionRow }>({
  name: 'attribution/present',
  mode: 'read',
  params: ['ids'],
  columns: ['id', 'row'],
});
export const recordAttributions = defineQuery<{ changeSet: string; rows: AttributionRow[] }, { id: string }>({
  name: 'attribution/record',
  mode: 'write',
  params: ['changeSet', 'rows'],
  columns: ['id'],
});
export const recordRelays = defineQuery<{ rows: AttributionRow[] }, { id: string }>({
  name: 'attribution/record-relays',
  mode: 'write',
  params: ['rows'],
  columns: ['id'],
});

export const recordCarried = defineQuery<
  { changeSet: string; rows: { id: string; version: string }[] },
  { id: string }
>({
  name: 'attribution/carry',
  mode: 'write',
  params: ['changeSet', 'rows'],
  columns: ['id'],
});
export const linkSuperseded = defineQuery<{ rows: { id: string; supersedes: string }[] }, { id: string }>({
  name: 'attribution/supersede',
  mode: 'write',
  params: ['rows'],
  columns: ['id'],
});
export const linkReports = defineQuery<{ rows: { id: string; attribution: string }[] }, { id: string }>({
  name: 'attribution/report',
  mode: 'write',
  params: ['rows'],
  columns: ['id'],
});
export const claimsBehind = defineQuery<{ ids: string[] }, { claimId: string }>({
  name: 'attribution/claims-behind',
  mode: 'read',
  params: ['ids'],
  columns: ['claimId'],
});
export const componentOf = defineQuery<
  { id: string },
  { id: string; reviewState: ValueOf<'ReviewState'>; relays: string[]; relayedBy: string[] }
>({
  name: 'attribution/component',
  mode: 'read',
  params: ['id'],
  columns: ['id', 'reviewState', 'relays', 'relayedBy'],
});
