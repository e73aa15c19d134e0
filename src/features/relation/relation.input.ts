import { Field, ID, InputType } from 'type-graphql';
import { ContradictionType, RelationMethod, ReviewState } from '../../api/enums';
import type { ValueOf } from '../../graph/vocabulary';

@InputType({ description: 'Which relations. All that is given must hold.' })
export class ClaimRelationFilter {
  @Field(() => [ContradictionType], { nullable: true, description: 'Of one of these types.' })
  types?: ValueOf<'ContradictionType'>[] | null;
  @Field(() => [RelationMethod], { nullable: true, description: 'Found by one of these.' })
  methods?: ValueOf<'RelationMethod'>[] | null;
  @Field(() => ID, { nullable: true, description: 'With this claim on either side.' })
  claim?: string | null;
  @Field(() => ID, { nullable: true, description: 'With a claim on either side that this agent stands in a chain of.' })
  agent?: string | null;
  @Field(() => [ReviewState], {
    nullable: true,
    description: 'In one of these states; CONFIRMED where it is not given.',
  })
  reviewStates?: ValueOf<'ReviewState'>[] | null;
}
