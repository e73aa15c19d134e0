import type { Transaction } from '../../graph/graph';
import { claimsAtOrigin } from '../join/join.queries';
import { originChains } from '../origin/origin.queries';
import { standsOf, summarise, type OriginChain } from '../origin/origin.rules';
import { keepChainEdges, keepRelationEdges, lockClaims, stampChainEdges } from './derived.queries';

/** What has changed of that from which something is derived: ids of claims whose chains did, of relations, of joins. */
export interface Sources {
  claims: Iterable<string>;
  relations: Iterable<string>;
  joins: Iterable<string>;
}

/**
 * Brings IN_CHAIN_OF and originCount of these claims, and of those that these joins can fold, and the plain edges of
 * these relations, in line with what they are derived from. Runs in the transaction that changed their sources. Gives the
 * claims.
 */
export async function keepDerived(tx: Transaction, { claims, relations, joins }: Sources): Promise<string[]> {
  const joinIds = [...joins];
  const folded = joinIds.length > 0 ? await tx.run(claimsAtOrigin, { ids: joinIds }) : [];
  const claimIds = [...new Set([...claims, ...folded.map((row) => row.claimId)])].sort();
  const relationIds = [...relations].sort();
  if (claimIds.length > 0) {
    await tx.run(lockClaims, { ids: claimIds });
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
  return claimIds;
}

/** A derived relationship without a moment holds from this change set's on. */
export async function stampDerived(tx: Transaction, claimIds: string[], recordedAt: Date): Promise<void> {
  if (claimIds.length > 0) await tx.run(stampChainEdges, { claimIds, recordedAt });
}
