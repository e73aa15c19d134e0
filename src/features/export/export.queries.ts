import type { ValueOf } from '../../graph/vocabulary';
import { defineQuery, type Query } from '../../graph/query';

type State = ValueOf<'ReviewState'>;

/** What belongs to an export: recorded up to a moment, and in one of these states. */
export interface Extent {
  states: readonly State[];
  until: Date;
}
export interface Place {
  afterId: string;
  until: Date;
  limit: number;
}
export interface Placed {
  id: string;
  recordedFrom: Date;
}
export interface InChain {
  agentId: string;
  role: ValueOf<'HopRole'>;
  polarity: ValueOf<'Polarity'>;
  presupposed: boolean;
  recordedFrom: Date;
  depth: number;
}
export interface PlacedClaim extends Placed {
  originCount: number;
  inChains: InChain[];
}
/** A chain and its claim's surroundings as the flat table has them. */
export interface FlatChain {
  polarity: ValueOf<'Polarity'>;
  presupposed: boolean;
  /** Who is credited, outermost first; null where nobody is. */
  hops: (string | null)[];
  narrated: boolean;
  outletId: string | null;
  outlet: string | null;
  originId: string | null;
  origin: string | null;
  originType: string | null;
  originKind: string | null;
  attributionId: string;
  disclosure: ValueOf<'Disclosure'>;
  describedAs: string | null;
  quoteType: ValueOf<'QuoteType'> | null;
  speechAct: string | null;
  cue: string | null;
  saidAt: string | null;
  scopeCertainty: number | null;
  documentId: string;
  url: string | null;
  title: string | null;
  language: string | null;
  versionId: string;
  publishedAt: Date | null;
  contentStart: number | null;
  contentEnd: number | null;
}

/** Where an export is read at. `graph` is the first change set, by which two databases are told apart. */
export const readAt = defineQuery<
  object,
  { seq: number; recordedAt: Date | null; graph: string | null; schemaVersion: string | null }
>({ name: 'export/at', mode: 'read', params: [], columns: ['seq', 'recordedAt', 'graph', 'schemaVersion'] });

export const agentPlaces = defineQuery<Place & { unnamed: boolean }, Placed>({
  name: 'export/agents',
  mode: 'read',
  params: ['afterId', 'until', 'unnamed', 'limit'],
  columns: ['id', 'recordedFrom'],
});
export const eventPlaces = places('export/events');
export const documentPlaces = places('export/documents');
export const utterancePlaces = placesOfStates('export/utterances');
export const relationPlaces = placesOfStates('export/relations');
export const joinPlaces = placesOfStates('export/joins');
export const reviewPlaces = placesOfStates('export/reviews');
export const claimPlaces = defineQuery<Place & Extent, PlacedClaim>({
  name: 'export/claims',
  mode: 'read',
  params: ['afterId', 'until', 'states', 'limit'],
  columns: ['id', 'recordedFrom', 'originCount', 'inChains'],
});

export const versionPlaces = defineQuery<
  { ids: string[]; until: Date },
  Placed & { textAccess: ValueOf<'TextAccess'> | null; document: string; seq: number }
>({
  name: 'export/versions',
  mode: 'read',
  params: ['ids', 'until'],
  columns: ['id', 'recordedFrom', 'textAccess', 'document', 'seq'],
});
export const attributionPlaces = defineQuery<{ ids: string[] } & Extent, Placed & { version: string }>({
  name: 'export/attributions',
  mode: 'read',
  params: ['ids', 'until', 'states'],
  columns: ['id', 'recordedFrom', 'version'],
});
export const spanPlaces = defineQuery<{ ids: string[]; until: Date }, Placed & { owner: string }>({
  name: 'export/spans',
  mode: 'read',
  params: ['ids', 'until'],
  columns: ['id', 'recordedFrom', 'owner'],
});
export const laterSpanPlaces = placesBelow('export/later-spans');
export const noticePlaces = placesBelow('export/notices');
export const commentRequestPlaces = placesBelow('export/comment-requests');

/** Of ids that records refer to, those that are in the export. */
export const keptIds = defineQuery<
  { claims: string[]; utterances: string[]; attributions: string[] } & Extent,
  { id: string }
>({
  name: 'export/kept',
  mode: 'read',
  params: ['claims', 'utterances', 'attributions', 'until', 'states'],
  columns: ['id'],
});
export const spanRoots = defineQuery<{ ids: string[] }, { id: string; owner: string }>({
  name: 'export/span-roots',
  mode: 'read',
  params: ['ids'],
  columns: ['id', 'owner'],
});
export const flatChains = defineQuery<{ ids: string[] } & Extent, { claimId: string; chain: FlatChain | null }>({
  name: 'export/chains',
  mode: 'read',
  params: ['ids', 'until', 'states'],
  columns: ['claimId', 'chain'],
});

function places(name: string): Query<Place, Placed> {
  return defineQuery({ name, mode: 'read', params: ['afterId', 'until', 'limit'], columns: ['id', 'recordedFrom'] });
}
function placesOfStates(name: string): Query<Place & Extent, Placed> {
  return defineQuery({
    name,
    mode: 'read',
    params: ['afterId', 'until', 'states', 'limit'],
    columns: ['id', 'recordedFrom'],
  });
}
function placesBelow(name: string): Query<{ ids: string[]; until: Date }, Placed> {
  return defineQuery({ name, mode: 'read', params: ['ids', 'until'], columns: ['id', 'recordedFrom'] });
}
