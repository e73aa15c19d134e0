import { type Node } from '../../api/node.type';
import type { Context } from '../../context';
import { badInput } from '../../errors';
import type { At } from '../../graph/loading';
import { kindOf, type Identified } from '../../identity';
import { toAgent } from '../agent/agent.type';
import { toAttribution } from '../attribution/attribution.type';
import { toClaim } from '../claim/claim.type';
import { toChangeSet } from '../feed/feed.type';
import { toDocument, toVersion } from '../document/document.type';
import { toRelation } from '../relation/relation.type';
import { toReview } from '../review/review.type';
import { toUtterance } from '../utterance/utterance.type';

type Find = (id: string, at: At, loaders: Context['loaders']) => Promise<Node | null>;
const found = <R, N>(row: R | null, toNode: (row: R, at: At) => N, at: At): N | null => row && toNode(row, at);

/** How each kind that implements Node is found. An id of another kind is well formed, and no Node has it. */
const finders: Partial<Record<Identified, Find>> = {
  Agent: async (id, at, { agent }) => found(await agent.byId.load({ id, at }), toAgent, at),
  Attribution: async (id, at, { attribution }) => found(await attribution.byId.load({ id, at }), toAttribution, at),
  ChangeSet: async (id, at, { feed }) => found(await feed.byId.load({ id, at }), toChangeSet, at),
  Claim: async (id, at, { claim }) => found(await claim.byId.load({ id, at }), toClaim, at),
  ClaimRelation: async (id, at, { relation }) => found(await relation.byId.load({ id, at }), toRelation, at),
  Document: async (id, at, { document }) => found(await document.byId.load({ id, at }), toDocument, at),
  DocumentVersion: async (id, at, { document }) => found(await document.versionById.load({ id, at }), toVersion, at),
  Review: async (id, at, { review }) => found(await review.byId.load({ id, at }), toReview, at),
  Utterance: async (id, at, { utterance }) => found(await utterance.byId.load({ id, at }), toUtterance, at),
};

/** @throws SaysoError BAD_USER_INPUT for what is no id. */
export async function findNode(id: string, at: At, loaders: Context['loaders']): Promise<Node | null> {
  const kind = kindOf(id);
  if (kind === null) throw badInput(`id: "${id.slice(0, 60)}" is no id: three letters, an underscore, a UUID.`, 'id');
  return (await finders[kind]?.(id, at, loaders)) ?? null;
}
