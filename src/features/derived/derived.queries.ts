import { defineQuery } from '../../graph/query';
import type { ChainStand } from '../origin/origin.rules';

export const keepChainEdges = defineQuery<
  { rows: { claimId: string; originCount: number; stands: ChainStand[] }[] },
  { claimId: string }
>({ name: 'derived/keep-chain-edges', mode: 'write', params: ['rows'], columns: ['claimId'] });

export const stampChainEdges = defineQuery<{ claimIds: string[]; recordedAt: Date }, { stamped: number }>({
  name: 'derived/stamp-chain-edges',
  mode: 'write',
  params: ['claimIds', 'recordedAt'],
  columns: ['stamped'],
});

export const lockClaims = defineQuery<{ ids: string[] }, { id: string }>({
  name: 'derived/lock-claims',
  mode: 'write',
  params: ['ids'],
  columns: ['id'],
});

export const keepRelationEdges = defineQuery<{ ids: string[] }, { id: string }>({
  name: 'derived/keep-relation-edges',
  mode: 'write',
  params: ['ids'],
  columns: ['id'],
});
