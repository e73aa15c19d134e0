import type { QueryEvent } from '../../src/graph/graph';

/** The names of an answer's queries, wave by wave: those of one transaction travelled together. */
export function wavesIn(queries: QueryEvent[]): string[][] {
  const batches = new Map<number, string[]>();
  for (const { batch, name } of queries) batches.set(batch, [...(batches.get(batch) ?? []), name]);
  return [...batches].sort(([one], [other]) => one - other).map(([, names]) => names);
}
