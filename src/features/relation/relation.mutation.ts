import { Arg, Ctx, Field, Float, ID, InputType, Int, Mutation, Resolver } from 'type-graphql';
import { ClaimRelationKind, ContradictionType, RelationMethod, ReviewState, SameEvent } from '../../api/enums';
import type { Context } from '../../context';
import type { ValueOf } from '../../graph/vocabulary';
import { mutate, MutationInput, payloadType, type Payload } from '../change-set/mutation';
import { ClaimRelation, toRelation } from './relation.type';
import { relateClaims, reviseRelation } from './relation.write';

@InputType({ description: 'How one claim stands to another.' })
export class RelateClaimsInput extends MutationInput {
  @Field(() => ID, { description: 'The claim on the left of "left KIND right".' })
  left!: string;
  @Field(() => ID, { description: 'The claim on the right.' })
  right!: string;
  @Field(() => ClaimRelationKind, { description: 'In what way. CONTRADICTS needs sameEvent YES and a type.' })
  kind!: ValueOf<'ClaimRelationKind'>;
  @Field(() => [ContradictionType], { nullable: true, description: 'By what they contradict.' })
  types?: ValueOf<'ContradictionType'>[] | null;
  @Field(() => SameEvent, { description: 'Whether both are about one event or situation.' })
  sameEvent!: ValueOf<'SameEvent'>;
  @Field(() => String, { nullable: true, description: 'Why, in words.' })
  rationale?: string | null;
  @Field(() => RelationMethod, { nullable: true, description: 'What found it; HUMAN where it is not given.' })
  method?: ValueOf<'RelationMethod'> | null;
  @Field(() => Float, { nullable: true, description: 'How sure the method is, 0 to 1.' })
  score?: number | null;
  @Field(() => [ID], { nullable: true, description: 'The attributions and spans that it is based on.' })
  basedOn?: string[] | null;
  @Field(() => ReviewState, {
    nullable: true,
    description: 'A REVIEWER may say otherwise than CONFIRMED; a CONTRIBUTOR records PROPOSED.',
  })
  reviewState?: ValueOf<'ReviewState'> | null;
}

@InputType({ description: 'How a relation is mended. What is not given stays.' })
export class ReviseRelationInput extends MutationInput {
  @Field(() => ID, { description: 'rel_…' })
  relation!: string;
  @Field(() => [ContradictionType], { nullable: true, description: 'By what they contradict.' })
  types?: ValueOf<'ContradictionType'>[] | null;
  @Field(() => SameEvent, { nullable: true, description: 'Whether both are about one event or situation.' })
  sameEvent?: ValueOf<'SameEvent'> | null;
  @Field(() => String, { nullable: true, description: 'Why, in words.' })
  rationale?: string | null;
  @Field(() => Float, { nullable: true, description: 'How sure the method is, 0 to 1.' })
  score?: number | null;
  @Field(() => Int, { nullable: true, description: 'Refused with CONFLICT where its revision is another by now.' })
  expectedRevision?: number | null;
}

const RelateClaimsPayload = payloadType('RelateClaims', 'relation', () => ClaimRelation, 'The relation.');
const ReviseRelationPayload = payloadType('ReviseRelation', 'relation', () => ClaimRelation, 'The relation.');

@Resolver()
export class ClaimRelationMutations {
  @Mutation(() => RelateClaimsPayload, {
    description: 'Relates two claims. One that is there already, or was rejected, is refused. CONTRIBUTOR.',
  })
  relateClaims(
    @Arg('input', () => RelateClaimsInput, { description: 'The relation.' }) input: RelateClaimsInput,
    @Ctx() ctx: Context,
  ): Promise<Payload<ClaimRelation>> {
    return mutate(ctx, {
      as: 'relation',
      role: 'CONTRIBUTOR',
      op: 'RECORD',
      input,
      work: relateClaims,
      find: findRelation,
    });
  }

  @Mutation(() => ReviseRelationPayload, {
    description: 'Mends a relation. CONTRIBUTOR while it is proposed, REVIEWER after.',
  })
  reviseRelation(
    @Arg('input', () => ReviseRelationInput, { description: 'What is to change.' }) input: ReviseRelationInput,
    @Ctx() ctx: Context,
  ): Promise<Payload<ClaimRelation>> {
    return mutate(ctx, {
      as: 'relation',
      role: 'CONTRIBUTOR',
      op: 'REVISE',
      input,
      work: reviseRelation,
      find: findRelation,
    });
  }
}

async function findRelation(id: string, { loaders }: Context): Promise<ClaimRelation | null> {
  const row = await loaders.relation.byId.load({ id, at: null });
  return row && toRelation(row, null);
}
