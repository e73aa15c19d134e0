import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Json } from '../../api/scalars';
import type { Context } from '../../context';
import { Agent, toAgent } from '../agent/agent.type';
import { Claim, toClaim } from '../claim/claim.type';
import { toJsonLd } from './review.rules';
import { Review } from './review.type';

@Resolver(() => Review)
export class ReviewResolver {
  @FieldResolver(() => Agent, { nullable: true, description: 'Whose verdict it is.' })
  author(@Root() { authorRow, at }: Review): Agent | null {
    return authorRow && toAgent(authorRow, at);
  }

  @FieldResolver(() => Claim, { description: 'The claim that it judges.' })
  async claim(@Root() { claimId, at }: Review, @Ctx() { loaders }: Context): Promise<Claim | null> {
    const row = await loaders.claim.byId.load({ id: claimId, at });
    return row && toClaim(row, at);
  }

  @FieldResolver(() => Json, {
    nullable: true,
    description: 'As schema.org ClaimReview: as published where that is kept, else put together.',
  })
  async jsonLd(@Root() review: Review, @Ctx() { loaders }: Context): Promise<unknown> {
    const { claimId, authorRow, at } = review;
    const claim = await loaders.claim.byId.load({ id: claimId, at });
    return toJsonLd(review, claim?.text ?? '', authorRow?.name ?? null);
  }
}
