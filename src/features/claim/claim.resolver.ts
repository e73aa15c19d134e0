import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import { AsOf, momentOf } from '../../api/as-of';
import { afterId, connectBelow, connectList, PageArgs, type Connection, type ListOrder } from '../../api/connection';
import { ClaimRelationKind } from '../../api/enums';
import { startBelow } from '../../api/start-below';
import type { Context } from '../../context';
import { badInput } from '../../errors';
import { placeBefore, type At } from '../../graph/loading';
import type { Page } from '../../graph/page';
import { matchedWords } from '../../graph/search-text';
import type { ValueOf } from '../../graph/vocabulary';
import { checkId } from '../../identity';
import type { AgentBelow } from '../agent/agent.queries';
import { AgentConnection, toAgent, type Agent } from '../agent/agent.type';
import { AttributionChainFilter, toChainMatch } from '../attribution/attribution.input';
import type { ChainRow } from '../attribution/attribution.queries';
import {
  AttributionChainConnection,
  keyOf,
  toChain,
  type AttributionChain,
} from '../attribution/attribution-chain.type';
import { chainPartsOf } from '../attribution/chain-parts';
import type { DocumentBelow } from '../document/document.queries';
import { DocumentConnection, toDocument, type Document } from '../document/document.type';
import { OriginSummary, toOriginSummary } from '../origin/origin.type';
import type { RelationNode } from '../relation/relation.queries';
import { RelatedClaimConnection } from '../relation/relation.resolver';
import { toRelation } from '../relation/relation.type';
import type { ReviewNode } from '../review/review.queries';
import { ReviewConnection, toReview, type Review } from '../review/review.type';
import { ClaimFilter, ClaimOrder, statesOf, toMatch } from './claim.input';
import { listClaims, listClaimsByOrigins, listClaimsOfAgent, searchForClaims } from './claim.loaders';
import type { ClaimNode } from './claim.queries';
import {
  Claim,
  ClaimConnection,
  ClaimSearchConnection,
  Event,
  Quantity,
  toClaim,
  type ClaimSearchHit,
} from './claim.type';

const byRecorded: ListOrder<ClaimNode> = {
  list: 'claims',
  keys: ['number', 'string'],
  position: (row) => [row.recordedFrom.getTime(), row.id],
};
const byOrigins: ListOrder<ClaimNode> = {
  list: 'claims.origins',
  keys: ['number', 'string'],
  position: (row) => [row.originCount, row.id],
};
const byChain: ListOrder<ClaimNode & { inChainFrom: Date }> = {
  list: 'claims.agent',
  keys: ['number', 'string'],
  position: (row) => [row.inChainFrom.getTime(), row.id],
};
const byScore: ListOrder<ClaimNode & { score: number }> = {
  list: 'claims.search',
  keys: ['number', 'string'],
  position: (row) => [row.score, row.id],
};
const chainsByKey: ListOrder<ChainRow> = { list: 'claim.chains', keys: ['string'], position: (row) => [keyOf(row)] };
const originsById: ListOrder<AgentBelow> = { list: 'claim.origins', keys: ['string'], position: (row) => [row.id] };
const documentsById: ListOrder<DocumentBelow> = {
  list: 'claim.sources',
  keys: ['string'],
  position: (row) => [row.id],
};
const reviewsById: ListOrder<ReviewNode & { parentId: string }> = {
  list: 'claim.reviews',
  keys: ['string'],
  position: (row) => [row.id],
};
const relationsByRecorded: ListOrder<RelationNode & { parentId: string; other: ClaimNode }> = {
  list: 'claim.relations',
  keys: ['number', 'string'],
  position: (row) => [row.recordedFrom.getTime(), row.id],
};
const longestSearch = 1_000;

@Resolver(() => Claim)
export class ClaimResolver {
  @Query(() => Claim, { nullable: true, description: 'A claim by id, whatever its state; null where nothing has it.' })
  async claim(
    @Arg('id', () => ID, { description: 'clm_…' }) id: string,
    @AsOf() asOf: Date | null,
    @Ctx() ctx: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Claim | null> {
    const key = { id: checkId(id, 'Claim'), at: momentOf(asOf) };
    startBelow(info, key, ctx);
    const row = await ctx.loaders.claim.byId.load(key);
    return row && toClaim(row, key.at);
  }

  @Query(() => ClaimConnection, {
    description: 'Claims in an order. Confirmed ones, unless the filter names other states.',
  })
  claims(
    @Arg('filter', () => ClaimFilter, { nullable: true, description: 'Which claims.' }) filter: ClaimFilter | null,
    @Arg('orderBy', () => ClaimOrder, { defaultValue: ClaimOrder.RECORDED_DESC, description: 'In what order.' })
    orderBy: ClaimOrder,
    @Args(() => PageArgs) args: PageArgs,
    @AsOf() asOf: Date | null,
    @Ctx() { reader }: Context,
  ): Promise<Connection<Claim>> {
    const at = momentOf(asOf);
    const match = toMatch(filter);
    const node = (row: ClaimNode) => toClaim(row, at);
    if (orderBy === ClaimOrder.DISTINCT_ORIGINS_DESC) {
      if (at !== null)
        throw badInput('orderBy: DISTINCT_ORIGINS_DESC ranks what holds now; it has no asOf.', 'orderBy');
      return connectList(reader, byOrigins, args, (page) => listClaimsByOrigins(match, page, at), node);
    }
    if (at === null && (match.agent !== null || match.outlet !== null)) {
      return connectList(reader, byChain, args, (page) => listClaimsOfAgent(match, page, at), node);
    }
    return connectList(reader, byRecorded, args, (page) => listClaims(match, page, at), node);
  }

  @Query(() => ClaimSearchConnection, {
    description: 'Claims whose text has any of these words (English ones by their stem), the best matching first.',
  })
  searchClaims(
    @Arg('text', () => String, {
      description: `What to look for: words, at most ${longestSearch} characters. No syntax.`,
    })
    text: string,
    @Arg('filter', () => ClaimFilter, { nullable: true, description: 'Which claims.' }) filter: ClaimFilter | null,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { reader }: Context,
  ): Promise<Connection<ClaimSearchHit>> {
    if (text.trim() === '') throw badInput('text: nothing to look for.', 'text');
    if (text.length > longestSearch) throw badInput(`text: longer than ${longestSearch} characters.`, 'text');
    const match = toMatch(filter);
    return connectList(
      reader,
      byScore,
      args,
      (page) => searchForClaims(text, match, page),
      (row) => ({ score: row.score, claim: toClaim(row, null), highlights: matchedWords(text, row.text) }),
    );
  }

  @FieldResolver(() => [Quantity], { description: 'The numbers that it states.' })
  quantities(@Root() { id, at }: Claim, @Ctx() { loaders }: Context): Promise<Quantity[]> {
    return loaders.claim.quantities.load({ id, at });
  }

  @FieldResolver(() => [Event], { description: 'The events that it is about.' })
  events(@Root() { id, at }: Claim, @Ctx() { loaders }: Context): Promise<Event[]> {
    return loaders.claim.events.load({ id, at });
  }

  @FieldResolver(() => AgentConnection, {
    description: 'Who says so: the agents at the origin of a confirmed chain that asserts it.',
  })
  speakers(
    @Root() claim: Claim,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() ctx: Context,
  ): Promise<Connection<Agent>> {
    return agentsAtOrigin(claim, 'ASSERTED', args, ctx);
  }

  @FieldResolver(() => AgentConnection, {
    description:
      'Who denies it: the agents at the origin of a confirmed chain that does. None of them is a speaker for that.',
  })
  deniedBy(
    @Root() claim: Claim,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() ctx: Context,
  ): Promise<Connection<Agent>> {
    return agentsAtOrigin(claim, 'DENIED', args, ctx);
  }

  @FieldResolver(() => DocumentConnection, { description: 'The documents that carry it in a confirmed attribution.' })
  sources(
    @Root() { id, at }: Claim,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { loaders }: Context,
  ): Promise<Connection<Document>> {
    return connectBelow(loaders.document.ofClaim, documentsById, args, { id, at }, afterId, (row) =>
      toDocument(row, at),
    );
  }

  @FieldResolver(() => AttributionChainConnection, {
    description:
      'Through whom it reaches us: its chains of attribution. Confirmed ones, unless the filter names other states.',
  })
  attributionChains(
    @Root() claim: Claim,
    @Arg('filter', () => AttributionChainFilter, { nullable: true, description: 'Which chains.' })
    filter: AttributionChainFilter | null,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { loaders }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<AttributionChain>> {
    const { id, at } = claim;
    const parts = chainPartsOf(info);
    const key = { id, at, ...toChainMatch(filter), ...parts };
    const afterKey = (page: Page) => ({ afterKey: (page.after?.[0] as string | undefined) ?? '' });
    return connectBelow(loaders.attribution.chainsOfClaim, chainsByKey, args, key, afterKey, (row) =>
      toChain(row, claim, parts),
    );
  }

  @FieldResolver(() => OriginSummary, {
    description: 'How many distinct origins stand behind its confirmed chains, and what these share.',
  })
  async origins(@Root() { id, at }: Claim, @Ctx() { loaders }: Context): Promise<OriginSummary> {
    return toOriginSummary(await loaders.origin.ofClaim.load({ id, at }), at);
  }

  @FieldResolver(() => RelatedClaimConnection, {
    description: 'Confirmed relations to other claims, the newest recorded first.',
  })
  relations(
    @Root() claim: Claim,
    @Arg('kinds', () => [ClaimRelationKind], { nullable: true, description: 'Of one of these kinds.' })
    kinds: ValueOf<'ClaimRelationKind'>[] | null,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() ctx: Context,
  ): Promise<Connection<Claim>> {
    return relatedClaims(claim, kinds ?? null, args, ctx);
  }

  @FieldResolver(() => RelatedClaimConnection, {
    description: 'Who says otherwise: the claims that a confirmed relation has contradict it.',
  })
  contradictions(
    @Root() claim: Claim,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() ctx: Context,
  ): Promise<Connection<Claim>> {
    return relatedClaims(claim, ['CONTRADICTS'], args, ctx);
  }

  @FieldResolver(() => ReviewConnection, { description: "Verdicts of others on it, each under its author's name." })
  reviews(
    @Root() { id, at }: Claim,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { loaders }: Context,
  ): Promise<Connection<Review>> {
    return connectBelow(loaders.review.ofClaim, reviewsById, args, { id, at }, afterId, (row) => toReview(row, at));
  }
}

function agentsAtOrigin(
  { id, at }: Claim,
  polarity: ValueOf<'Polarity'>,
  args: PageArgs,
  { loaders }: Context,
): Promise<Connection<Agent>> {
  const key = { id, at, polarity };
  return connectBelow(loaders.agent.atOriginOfClaim, originsById, args, key, afterId, (row) => toAgent(row, at));
}

function relatedClaims(
  { id, at }: Claim,
  kinds: ValueOf<'ClaimRelationKind'>[] | null,
  args: PageArgs,
  { loaders }: Context,
): Promise<Connection<Claim>> {
  return connectBelow(
    loaders.relation.ofClaim,
    relationsByRecorded,
    args,
    { id, at, kinds, reviewStates: statesOf(null) },
    (page) => placeBefore(page, at),
    (row) => claimFrom(row.other, at, loaders),
    (row) => ({ relation: toRelation(row, at) }),
  );
}

/** A claim that came along with another row is known to the loader from then on. */
function claimFrom(row: ClaimNode, at: At, loaders: Context['loaders']): Claim {
  loaders.claim.byId.prime({ id: row.id, at }, row);
  return toClaim(row, at);
}
