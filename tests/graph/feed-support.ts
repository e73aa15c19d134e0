import { commitChange } from '../../src/features/change-set/change-set.service';
import { recordClaims, type ClaimRow } from '../../src/features/claim/claim.queries';
import type { Graph } from '../../src/graph/graph';
import type { ValueOf } from '../../src/graph/vocabulary';
import { newId } from '../../src/identity';

const principal = { name: 'a test', roles: ['ADMIN'] };

export const claimRow = (text = 'Two children died.'): ClaimRow => ({
  id: newId('Claim'),
  text,
  language: 'en',
  type: 'EVENT',
  reviewState: 'CONFIRMED',
  quantities: [],
  events: [],
  mentions: [],
});

/** One change set that records one claim. */
export async function recordOne(
  graph: Graph,
  text?: string,
  op: ValueOf<'ChangeOp'> = 'RECORD',
): Promise<{ id: string; seq: number; claim: string }> {
  const row = claimRow(text);
  const request = { principal, op, reason: 'a reason', key: `test ${row.id}`, input: row };
  const { changeSet } = await commitChange(graph, request, (writer) => writer.record(recordClaims, [row]));
  if (!changeSet) throw new Error('Nothing was recorded.');
  return { id: changeSet.id, seq: changeSet.seq, claim: row.id };
}

/** `writers` at a time, until there are `total` change sets more. */
export function recordMany(graph: Graph, total: number, writers: number): Promise<void> {
  return repeatedly(total, writers, () => recordOne(graph));
}

export async function repeatedly(total: number, writers: number, work: (writer: number) => Promise<unknown>) {
  let left = total;
  const write = async (_: unknown, writer: number) => {
    while (left-- > 0) await work(writer);
  };
  await Promise.all(Array.from({ length: writers }, write));
}

/** Waits for a condition, not for a time. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 10));
}
