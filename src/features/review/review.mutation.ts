import { Arg, Ctx, Field, Float, ID, InputType, Int, Mutation, Resolver } from 'type-graphql';
import { DateTime, Url } from '../../api/scalars';
import type { Context } from '../../context';
import { NewAgentInput } from '../agent/agent.mutation';
import { mutate, MutationInput, payloadType, type Payload } from '../change-set/mutation';
import { Review, toReview } from './review.type';
import { recordReview } from './review.write';

@InputType({ description: 'A rating as its author gave it.' })
export class RatingInput {
  @Field(() => Float, { nullable: true, description: 'The value on the scale.' })
  ratingValue?: number | null;
  @Field(() => Float, { nullable: true, description: 'The best end of the scale.' })
  bestRating?: number | null;
  @Field(() => Float, { nullable: true, description: 'The worst end of the scale.' })
  worstRating?: number | null;
  @Field(() => String, { nullable: true, description: "The verdict in the author's words." })
  alternateName?: string | null;
}

@InputType({ description: "Somebody's verdict on a claim." })
export class RecordReviewInput extends MutationInput {
  @Field(() => ID, { description: 'The claim that it judges.' })
  claim!: string;
  @Field(() => Int, {
    nullable: true,
    description: 'The revision that was judged; the present one where it is not given.',
  })
  claimRevision?: number | null;
  @Field(() => ID, { nullable: true, description: 'The version of a document that was judged.' })
  documentVersion?: string | null;
  @Field(() => Url, { nullable: true, description: 'Where it was published: its identity, with the claim.' })
  url?: URL | null;
  @Field(() => ID, { nullable: true, description: 'Whose verdict it is; needed with a rating.' })
  author?: string | null;
  @Field(() => NewAgentInput, {
    nullable: true,
    description: 'Whose verdict it is, where that agent is not there yet.',
  })
  newAuthor?: NewAgentInput | null;
  @Field(() => String, { nullable: true, description: 'The claim in the words of the review.' })
  claimReviewed?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'When it was published.' })
  datePublished?: Date | null;
  @Field(() => RatingInput, { nullable: true, description: 'The rating.' })
  rating?: RatingInput | null;
  @Field(() => String, { nullable: true, description: 'The ClaimReview object as published, kept byte for byte.' })
  jsonLd?: string | null;
}

const RecordReviewPayload = payloadType('RecordReview', 'review', () => Review, 'The review.');

@Resolver()
export class ReviewMutations {
  @Mutation(() => RecordReviewPayload, { description: "Records somebody's verdict under the author's name. REVIEWER." })
  recordReview(
    @Arg('input', () => RecordReviewInput, { description: 'The review.' }) input: RecordReviewInput,
    @Ctx() ctx: Context,
  ): Promise<Payload<Review>> {
    return mutate(ctx, {
      as: 'review',
      role: 'REVIEWER',
      op: 'RECORD',
      input,
      work: function recordReviewAt(writer, { url, ...rest }: RecordReviewInput, viewer) {
        return recordReview(writer, { ...rest, url: url == null ? null : String(url) }, viewer);
      },
      find: findReview,
    });
  }
}

async function findReview(id: string, { loaders }: Context): Promise<Review | null> {
  const row = await loaders.review.byId.load({ id, at: null });
  return row && toReview(row, null);
}
