import type { Transaction } from '../../graph/graph';
import { originChains } from '../origin/origin.queries';
import { standsOf, summarise, type OriginChain } from '../origin/origin.rules';
import { keepChainEdges, keepRelationEdges, stampChainEdges } from './derived.queries';

/**
 * Brings IN_CHAIN_OF and originCount of these claims, and the plain edges of these relations, in line with what they
 * are derived from. Runs in the transaction that changed their sources.
 */
export async function keepDerived(tx: Transaction, claimIds: string[], relationIds: string[]): Promise<void> {
  if (claimIds.length > 0) {
    const chains = new Map<string, OriginChain[]>(claimIds.map((id) => [id, []]));
    for (const chain of await tx.run(originChains, { ids: claimIds, at: null }))
      chains.get(chain.parentId)?.push(chain);
    const rows = [...chains].map(([claimId, own]) => ({
      claimId,
      originCount: summarise(own).distinctKnown,
      stands: standsOf(own),
    }));
    await tx.run(keepChainEdges, { rows });
  }
  if (relationIds.length > 0) await tx.run(keepRelationEdges, { ids: relationIds });
}

/** A derived relationship without a moment holds from this change set's on. */
export async function stampDerived(tx: Transaction, claimIds: string[], recordedAt: Date): Promise<void> {
  if (claimIds.length > 0) await tx.run(stampChainEdges, { claimIds, recordedAt });
}
