import { Field, ID, Int, ObjectType } from 'type-graphql';
import { ReviewState } from '../../api/enums';
import type { ValueOf } from '../../graph/vocabulary';

@ObjectType({
  description: 'That two agents, or two utterances, are one. A reviewed act, and reversible.',
  simpleResolvers: true,
})
export class Join {
  @Field(() => ID, { description: 'joi_…: decide it by this id.' })
  id!: string;
  @Field(() => [ID], { description: 'The two.' })
  joins!: string[];
  @Field(() => ReviewState, { description: 'Only a confirmed join holds.' })
  reviewState!: ValueOf<'ReviewState'>;
  @Field(() => String, { nullable: true, description: 'Why, in words.' })
  rationale!: string | null;
  @Field(() => Int, { description: '1 when recorded, one more with each decision.' })
  revision!: number;
}
