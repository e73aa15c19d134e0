import { defineQuery } from '../../graph/query';
import type { ChainStand } from '../origin/origin.rules';

/** An IN_CHAIN_OF relationship: where an agent stands in the chains of a claim. */
export type ChainEdge = ChainStand & { claimId: string };
const chainEdgeColumns = ['claimId', 'agentId', 'role', 'polarity', 'presupposed', 'depth', 'recordedFrom'] as const;

export const chainEdges = defineQuery<{ ids: string[] }, ChainEdge>({
  name: 'derived/chain-edges',
  mode: 'read',
  params: ['ids'],
  columns: chainEdgeColumns,
});
export const makeChainEdges = defineQuery<{ rows: ChainEdge[] }, { claimId: string }>({
  name: 'derived/make-chain-edges',
  mode: 'write',
  params: ['rows'],
  columns: ['claimId'],
});
export const mendChainEdges = defineQuery<{ rows: (ChainEdge & { holds: boolean })[] }, { claimId: string }>({
  name: 'derived/mend-chain-edges',
  mode: 'write',
  params: ['rows'],
  columns: ['claimId'],
});
export const countOrigins = defineQuery<{ rows: { claimId: string; originCount: number }[] }, { claimId: string }>({
  name: 'derived/count-origins',
  mode: 'write',
  params: ['rows'],
  columns: ['claimId'],
});

export const stampChainEdges = defineQuery<{ claimIds: string[]; recordedAt: Date }, { stamped: number }>({
  name: 'derived/stamp-chain-edges',
  mode: 'write',
  params: ['claimIds', 'recordedAt'],
  columns: ['stamped'],
});

export const lockClaims = defineQuery<{ ids: string[] }, { id: string; originCount: number | null }>({
  name: 'derived/lock-claims',
  mode: 'write',
  params: ['ids'],
  columns: ['id', 'originCount'],
});

export const keepRelationEdges = defineQuery<{ ids: string[] }, { id: string }>({
  name: 'derived/keep-relation-edges',
  mode: 'write',
  params: ['ids'],
  columns: ['id'],
});

export const claimsAfter = defineQuery<{ afterId: string; limit: number }, { id: string; originCount: number | null }>({
  name: 'derived/claims-after',
  mode: 'read',
  params: ['afterId', 'limit'],
  columns: ['id', 'originCount'],
});

/** A plain edge between claims: how many there are, and how many confirmed relations give it. */
export interface PlainEdge {
  claimId: string;
  type: 'CONTRADICTS' | 'SUPPORTS' | 'EQUIVALENT_TO';
  right: string;
  edges: number;
  relations: number;
}
export const plainEdges = defineQuery<{ ids: string[] }, PlainEdge>({
  name: 'derived/plain-edges',
  mode: 'read',
  params: ['ids'],
  columns: ['claimId', 'type', 'right', 'edges', 'relations'],
});
export const mendPlainEdges = defineQuery<
  { rows: (Pick<PlainEdge, 'claimId' | 'type' | 'right'> & { holds: boolean })[] },
  { claimId: string }
>({ name: 'derived/mend-plain-edges', mode: 'write', params: ['rows'], columns: ['claimId'] });

/** A document's publisher, and the copy of it that gives an outlet's documents their index. */
export interface KeptPublisher {
  id: string;
  recorded: string | null;
  publisher: string | null;
}
export const publishersAfter = defineQuery<{ afterId: string; limit: number }, KeptPublisher>({
  name: 'derived/publishers-after',
  mode: 'read',
  params: ['afterId', 'limit'],
  columns: ['id', 'recorded', 'publisher'],
});
export const mendPublishers = defineQuery<{ rows: KeptPublisher[] }, { id: string }>({
  name: 'derived/mend-publishers',
  mode: 'write',
  params: ['rows'],
  columns: ['id'],
});
