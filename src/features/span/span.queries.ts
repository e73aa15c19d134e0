import type { At } from '../../graph/loading';
import { defineQuery } from '../../graph/query';
import type { ValueOf } from '../../graph/vocabulary';

export interface SpanRow {
  id: string;
  /** The attribution, notice or request that has it; null where it is the later place of another span. */
  owner: string | null;
  version: string;
  anchoredFrom: string | null;
  role: ValueOf<'SpanRole'>;
  segment: number;
  /** Null for an orphan, as are its words. */
  start: number | null;
  end: number | null;
  exact: string | null;
  exactSha256: string | null;
  prefix: string | null;
  suffix: string | null;
  zone: ValueOf<'Zone'>;
  anchorStatus: ValueOf<'AnchorStatus'>;
  anchorScore: number;
}

export interface SpanNode {
  id: string;
  role: ValueOf<'SpanRole'>;
  segment: number;
  start: number | null;
  end: number | null;
  exact: string | null;
  exactSha256: string | null;
  prefix: string | null;
  suffix: string | null;
  zone: ValueOf<'Zone'>;
  anchorStatus: ValueOf<'AnchorStatus'>;
  anchorScore: number | null;
  versionId: string;
  textAccess: ValueOf<'TextAccess'> | null;
}
export const spanColumns = [
  'id',
  'role',
  'segment',
  'start',
  'end',
  'exact',
  'exactSha256',
  'prefix',
  'suffix',
  'zone',
  'anchorStatus',
  'anchorScore',
  'versionId',
  'textAccess',
] as const;

export const spansByIds = defineQuery<{ ids: string[]; at: At }, SpanNode>({
  name: 'span/by-ids',
  mode: 'read',
  params: ['ids', 'at'],
  columns: spanColumns,
});
export const spansOfAttributions = defineQuery<{ ids: string[]; at: At }, SpanNode & { parentId: string }>({
  name: 'span/of-attributions',
  mode: 'read',
  params: ['ids', 'at'],
  columns: ['parentId', ...spanColumns],
});
export const laterPlacesOfSpans = defineQuery<{ ids: string[]; at: At }, SpanNode & { parentId: string }>({
  name: 'span/later-places',
  mode: 'read',
  params: ['ids', 'at'],
  columns: ['parentId', ...spanColumns],
});
export const undecidedSpans = defineQuery<{ ids: string[]; at: At }, SpanNode & { parentId: string }>({
  name: 'span/undecided',
  mode: 'read',
  params: ['ids', 'at'],
  columns: ['parentId', ...spanColumns],
});
export interface PlacedSpan {
  id: string;
  role: ValueOf<'SpanRole'>;
  start: number | null;
  end: number | null;
  exactSha256: string | null;
}
export const spansOfVersion = defineQuery<{ id: string }, PlacedSpan>({
  name: 'span/of-version',
  mode: 'read',
  params: ['id'],
  columns: ['id', 'role', 'start', 'end', 'exactSha256'],
});

export const presentSpans = defineQuery<{ ids: string[] }, { id: string; row: SpanRow }>({
  name: 'span/present',
  mode: 'read',
  params: ['ids'],
  columns: ['id', 'row'],
});
export const recordSpans = defineQuery<{ changeSet: string; rows: SpanRow[] }, { id: string }>({
  name: 'span/record',
  mode: 'write',
  params: ['changeSet', 'rows'],
  columns: ['id'],
});
export const quoteSpans = defineQuery<
  { changeSet: string; rows: { id: string; exact: string; prefix: string; suffix: string }[] },
  { id: string }
>({ name: 'span/quote', mode: 'write', params: ['changeSet', 'rows'], columns: ['id'] });

/** A span of an attribution at its place in a version: its own, or a later one. `root` is the span that the attribution has. */
export interface SpanPlace {
  attribution: string;
  root: string;
  role: ValueOf<'SpanRole'>;
  segment: number;
  zone: ValueOf<'Zone'>;
  start: number | null;
  end: number | null;
  exact: string | null;
  prefix: string | null;
  suffix: string | null;
  exactSha256: string;
}
export const placesInVersion = defineQuery<{ version: string }, SpanPlace>({
  name: 'span/places-in-version',
  mode: 'read',
  params: ['version'],
  columns: [
    'attribution',
    'root',
    'role',
    'segment',
    'zone',
    'start',
    'end',
    'exact',
    'prefix',
    'suffix',
    'exactSha256',
  ],
});
export const laterPlace = defineQuery<
  { id: string },
  {
    id: string;
    anchorStatus: ValueOf<'AnchorStatus'>;
    attribution: string;
    version: string;
    statuses: ValueOf<'AnchorStatus'>[];
  }
>({
  name: 'span/place',
  mode: 'read',
  params: ['id'],
  columns: ['id', 'anchorStatus', 'attribution', 'version', 'statuses'],
});
