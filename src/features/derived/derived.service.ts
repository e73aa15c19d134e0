import type { Transaction } from '../../graph/graph';
import { claimsAtOrigin } from '../join/join.queries';
import { originChains } from '../origin/origin.queries';
import { differencesOf, type ClaimDifferences, type KnownClaim } from './derived.rules';
import {
  chainEdges,
  countOrigins,
  keepRelationEdges,
  lockClaims,
  makeChainEdges,
  mendChainEdges,
  stampChainEdges,
  type ChainEdge,
} from './derived.queries';

/** What has changed of that from which something is derived: ids of claims whose chains did, of relations, of joins. */
export interface Sources {
  claims: Iterable<string>;
  relations: Iterable<string>;
  joins: Iterable<string>;
}

/**
 * Brings IN_CHAIN_OF and originCount of these claims, and of those that these joins can fold, and the plain edges of
 * these relations, in line with what they are derived from. Runs in the transaction that changed their sources. Only what
 * differs is written. Of a claim in `known` nothing is read; what was read of the others is put there. Gives the claims
 * that have got a relationship whose moment is not known yet.
 */
export async function keepDerived(
  tx: Transaction,
  { claims, relations, joins }: Sources,
  known: Map<string, KnownClaim> = new Map(),
): Promise<string[]> {
  const joinIds = [...joins];
  const folded = joinIds.length > 0 ? await tx.run(claimsAtOrigin, { ids: joinIds }) : [];
  const claimIds = [...new Set([...claims, ...folded.map((row) => row.claimId)])].sort();
  const relationIds = [...relations].sort();
  const [differences] = await Promise.all([
    claimIds.length > 0 ? chainDifferences(tx, claimIds, known) : [],
    relationIds.length > 0 ? tx.run(keepRelationEdges, { ids: relationIds }) : [],
  ]);
  await mendChains(tx, differences);
  return differences
    .filter(({ missing, wrong }) => isUnstamped(missing) || isUnstamped(wrong))
    .map((one) => one.claimId);
}

/** How these claims' derived relationships and counts differ from what they are derived from. Locks the claims first. */
export async function chainDifferences(
  tx: Transaction,
  claimIds: string[],
  known: Map<string, KnownClaim> = new Map(),
): Promise<ClaimDifferences[]> {
  const unread = claimIds.filter((id) => !known.has(id));
  const old = claimIds.filter((id) => !known.get(id)?.isNew);
  // The three are sent at once; the database runs them in this order, so that both reads see what the locks let in.
  const [locked, chains, edges] = await Promise.all([
    old.length > 0 ? tx.run(lockClaims, { ids: old }) : [],
    unread.length > 0 ? tx.run(originChains, { ids: unread, at: null }) : [],
    unread.length > 0 ? tx.run(chainEdges, { ids: unread }) : [],
  ]);
  const read = new Map(locked.map(({ id, originCount }) => [id, originCount]));
  for (const id of unread) {
    const originCount = read.get(id);
    if (originCount !== undefined) known.set(id, { chains: [], edges: [], originCount, isNew: false });
  }
  for (const { parentId, ...chain } of chains) known.get(parentId)?.chains.push(chain);
  for (const edge of edges) known.get(edge.claimId)?.edges.push(edge);
  return claimIds.flatMap((id) => differencesOf(id, known.get(id)) ?? []);
}

export async function mendChains(tx: Transaction, differences: ClaimDifferences[]): Promise<void> {
  const missing = differences.flatMap((one) => one.missing);
  const mended = differences.flatMap((one) => [
    ...one.wrong.map((edge) => ({ ...edge, holds: true })),
    ...one.astray.map((edge) => ({ ...edge, holds: false })),
  ]);
  const counts = differences.flatMap(({ claimId, originCount }) =>
    originCount === null ? [] : [{ claimId, originCount: originCount.derived }],
  );
  await Promise.all([
    mended.length > 0 ? tx.run(mendChainEdges, { rows: mended }) : [],
    missing.length > 0 ? tx.run(makeChainEdges, { rows: missing }) : [],
    counts.length > 0 ? tx.run(countOrigins, { rows: counts }) : [],
  ]);
}

/** A derived relationship without a moment holds from this change set's on. */
export async function stampDerived(tx: Transaction, claimIds: string[], recordedAt: Date): Promise<void> {
  if (claimIds.length > 0) await tx.run(stampChainEdges, { claimIds, recordedAt });
}

const isUnstamped = (edges: ChainEdge[]) => edges.some((edge) => edge.recordedFrom === null);
