import { Field, Float, Int, ObjectType } from 'type-graphql';
import { connectionType } from '../../api/connection';
import { Node } from '../../api/node.type';
import { DateTime, Url } from '../../api/scalars';
import type { At } from '../../graph/loading';
import type { RatingValues, ReviewNode } from './review.queries';
import { normalise } from './review.rules';

@ObjectType({ description: 'A rating as its author gave it (schema.org Rating).', simpleResolvers: true })
export class Rating {
  @Field(() => Float, { nullable: true, description: 'The value on the scale.' })
  ratingValue!: number | null;
  @Field(() => Float, { nullable: true, description: 'The best end of the scale.' })
  bestRating!: number | null;
  @Field(() => Float, { nullable: true, description: 'The worst end of the scale.' })
  worstRating!: number | null;
  @Field(() => String, { nullable: true, description: "The verdict in the author's words." })
  alternateName!: string | null;
}

@ObjectType({
  implements: Node,
  description: "Somebody's verdict on a claim (schema.org ClaimReview). Sayso has no verdict of its own.",
  simpleResolvers: true,
})
export class Review extends Node {
  @Field(() => Url, { nullable: true, description: 'Where it was published.' })
  url!: string | null;
  @Field(() => DateTime, { nullable: true, description: 'When it was published.' })
  datePublished!: Date | null;
  @Field(() => Rating, { nullable: true, description: "The rating on its author's own scale." })
  rating!: RatingValues | null;
  @Field(() => Rating, {
    nullable: true,
    description: 'The same rating brought to a scale from 0 (worst) to 1 (best); null where its scale does not tell.',
  })
  normalizedRating!: RatingValues | null;
  @Field(() => Int, { nullable: true, description: 'The revision of the claim that was judged.' })
  claimRevision!: number | null;

  claimId!: string;
  authorRow!: ReviewNode['author'];
  raw!: string | null;
}

export const ReviewConnection = connectionType<Review>('Review', () => Review);

export function toReview({ author, ...row }: ReviewNode, at: At): Review {
  return Object.assign(new Review(), row, {
    at,
    authorRow: author,
    normalizedRating: row.rating && normalise(row.rating),
  });
}
