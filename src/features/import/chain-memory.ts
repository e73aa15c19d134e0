import type { ChangeWriter } from '../change-set/change-set.service';
import type { KnownClaim } from '../derived/derived.rules';
import { standsOf, summarise } from '../origin/origin.rules';
import { sameAs } from './record.queries';
import { chainsOf } from './record.rules';
import type { RecordRows } from './record.rows';
import type { Surroundings } from '../attribution/attribution.rules';

/**
 * What an import remembers of the claims that it wrote about last, so that each batch need not read their chains again.
 * It is exact as long as nobody else commits in between, which the numbers of the change sets tell: `after` is the last.
 */
export interface ChainMemory {
  after: number | null;
  claims: Map<string, KnownClaim>;
  /** What is one with an agent or utterance, as joins have it; empty for an utterance that is not confirmed. */
  same: Map<string, string[]>;
  /** What the batch under way will add, once it is committed. */
  pending: Map<string, KnownClaim> | null;
  chains: number;
}
export const emptyMemory = (): ChainMemory => ({
  after: null,
  claims: new Map(),
  same: new Map(),
  pending: null,
  chains: 0,
});

/** Some 500 bytes each. */
const mostChains = 300_000;
const mostSame = 300_000;

/**
 * Tells the writer what is known of the claims that these rows add chains to: all of a new claim, and of one that is
 * remembered. Nothing is told where the rows do more than add.
 */
export async function recall(
  writer: ChangeWriter,
  memory: ChainMemory,
  rows: RecordRows,
  around: Surroundings,
): Promise<void> {
  memory.pending = null;
  const adds = rows.joins.length === 0 && rows.attributions.every((row) => writer.isNew?.(row.id));
  // Before the first change set of this run nothing tells whether others have written in between.
  if (!adds || !writer.know || memory.after === null) return;
  const chains = chainsOf(rows.attributions, around, null);
  await lookUpSame(
    writer,
    memory,
    rows,
    chains.flatMap((one) => [one.hopAgents.at(-1), one.hopUtterances.at(-1)]),
  );
  const known = new Map<string, KnownClaim>();
  for (const { id } of rows.claims) {
    if (writer.isNew?.(id)) known.set(id, { chains: [], edges: [], originCount: 0, isNew: true });
  }
  for (const { claimId, ...chain } of chains) {
    let claim = known.get(claimId);
    const remembered = memory.claims.get(claimId);
    if (!claim && remembered) {
      claim = { ...remembered, chains: [...remembered.chains] };
      known.set(claimId, claim);
    }
    claim?.chains.push({
      ...chain,
      hopUtterances: [],
      sameAgents: same(memory, chain.hopAgents.at(-1)),
      sameUtterances: same(memory, chain.hopUtterances.at(-1)),
    });
  }
  memory.pending = known;
  writer.know(known);
}

/** Takes the batch in that was committed as this change set. */
export function settle(memory: ChainMemory, changeSet: { seq: number; recordedAt: Date } | null): void {
  const { pending, after } = memory;
  memory.pending = null;
  if (changeSet === null) return;
  const isUnbroken = after !== null && changeSet.seq === after + 1;
  if (!isUnbroken || pending === null) Object.assign(memory, emptyMemory());
  memory.after = changeSet.seq;
  if (!isUnbroken || pending === null) return;
  for (const [claimId, { chains }] of pending) {
    for (const chain of chains) chain.recordedFrom ??= changeSet.recordedAt;
    memory.chains += chains.length - (memory.claims.get(claimId)?.chains.length ?? 0);
    // Last in, last out.
    memory.claims.delete(claimId);
    const edges = standsOf(chains).map((stand) => ({ ...stand, claimId }));
    memory.claims.set(claimId, { chains, edges, originCount: summarise(chains).distinctKnown, isNew: false });
  }
  for (const [claimId, { chains }] of memory.claims) {
    if (memory.chains <= mostChains) break;
    memory.claims.delete(claimId);
    memory.chains -= chains.length;
  }
  if (memory.same.size > mostSame) memory.same.clear();
}

const same = (memory: ChainMemory, id: string | null | undefined): string[] =>
  id == null ? [] : (memory.same.get(id) ?? []);

async function lookUpSame(
  writer: ChangeWriter,
  memory: ChainMemory,
  rows: RecordRows,
  ids: (string | null | undefined)[],
): Promise<void> {
  for (const { id } of rows.agents) if (writer.isNew?.(id)) memory.same.set(id, [id]);
  for (const { id, reviewState } of rows.utterances)
    if (writer.isNew?.(id)) memory.same.set(id, reviewState === 'CONFIRMED' ? [id] : []);
  const unknown = [...new Set(ids)].filter((id): id is string => id != null && !memory.same.has(id));
  if (unknown.length === 0) return;
  for (const one of await writer.read(sameAs, { ids: unknown })) memory.same.set(one.id, one.confirmed ? one.same : []);
}
