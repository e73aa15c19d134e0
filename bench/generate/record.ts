import type { SeedRows } from '../../src/features/seed/seed.rows';

/** The kinds of records, each with the rows that the services write (docs/import.md). */
const listOf = {
  agent: 'agents',
  event: 'events',
  utterance: 'utterances',
  document: 'documents',
  version: 'versions',
  claim: 'claims',
  attribution: 'attributions',
  notice: 'notices',
  commentRequest: 'commentRequests',
  span: 'spans',
  relation: 'relations',
  join: 'joins',
  review: 'reviews',
} as const satisfies Record<string, keyof SeedRows>;

export type RecordKind = keyof typeof listOf;
export type RowOf<K extends RecordKind> = SeedRows[(typeof listOf)[K]][number];
export type GraphRecord = { [K in RecordKind]: { kind: K; row: RowOf<K> } }[RecordKind];

/** The rows of records, by their kind. */
export function rowsByKind(records: Iterable<GraphRecord>): SeedRows {
  const rows = Object.fromEntries(Object.values(listOf).map((list) => [list, []])) as unknown as SeedRows;
  for (const { kind, row } of records) (rows[listOf[kind]] as unknown[]).push(row);
  return rows;
}
