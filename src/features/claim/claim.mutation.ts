import { Arg, Ctx, Field, Float, ID, InputType, Int, Mutation, Resolver } from 'type-graphql';
import { ClaimType, Comparator, ReviewState } from '../../api/enums';
import type { Context } from '../../context';
import type { ValueOf } from '../../graph/vocabulary';
import { mutate, MutationInput, payloadType, type Payload } from '../change-set/mutation';
import { recordClaim, reviseClaim } from './claim.write';
import { Claim, toClaim } from './claim.type';

@InputType({ description: 'A number that a claim states.' })
export class QuantityInput {
  @Field(() => String, { description: 'What is counted or measured: "deaths".' })
  measure!: string;
  @Field(() => String, { nullable: true, description: 'In what: "children", "km".' })
  unit?: string | null;
  @Field(() => Float, { nullable: true, description: 'The number.' })
  value?: number | null;
  @Field(() => Float, { nullable: true, description: 'The lower end of a range.' })
  min?: number | null;
  @Field(() => Float, { nullable: true, description: 'The upper end of a range.' })
  max?: number | null;
  @Field(() => Comparator, { nullable: true, description: 'EQUAL where it is not given.' })
  comparator?: ValueOf<'Comparator'> | null;
  @Field(() => Boolean, { nullable: true, description: 'Whether the text says "about".' })
  approximate?: boolean | null;
}

@InputType({ description: 'A claim that is not there yet.' })
export class RecordClaimInput extends MutationInput {
  @Field(() => String, {
    description: 'The proposition in one sentence, without a speaker, with its own negation; at most 2000 characters.',
  })
  text!: string;
  @Field(() => String, { description: 'Its language, as BCP 47.' })
  language!: string;
  @Field(() => ClaimType, { description: 'What sort of proposition it is.' })
  type!: ValueOf<'ClaimType'>;
  @Field(() => [QuantityInput], { nullable: true, description: 'The numbers that it states.' })
  quantities?: QuantityInput[] | null;
  @Field(() => [ID], { nullable: true, description: 'Agents that it speaks of.' })
  mentions?: string[] | null;
  @Field(() => ReviewState, {
    nullable: true,
    description: 'A REVIEWER may say otherwise than CONFIRMED; a CONTRIBUTOR records PROPOSED.',
  })
  reviewState?: ValueOf<'ReviewState'> | null;
}

@InputType({ description: 'How a claim is mended. What is not given stays.' })
export class ReviseClaimInput extends MutationInput {
  @Field(() => ID, { description: 'clm_…' })
  claim!: string;
  @Field(() => String, {
    nullable: true,
    description: 'The new wording; once an attribution stands on it, with the same numbers and negations.',
  })
  text?: string | null;
  @Field(() => String, { nullable: true, description: 'Its language.' })
  language?: string | null;
  @Field(() => ClaimType, { nullable: true, description: 'Its type; not once an attribution stands on it.' })
  type?: ValueOf<'ClaimType'> | null;
  @Field(() => Int, { nullable: true, description: 'Refused with CONFLICT where its revision is another by now.' })
  expectedRevision?: number | null;
}

const RecordClaimPayload = payloadType('RecordClaim', 'claim', () => Claim, 'The claim.');
const ReviseClaimPayload = payloadType('ReviseClaim', 'claim', () => Claim, 'The claim.');

@Resolver()
export class ClaimMutations {
  @Mutation(() => RecordClaimPayload, { description: 'Records a claim. CONTRIBUTOR.' })
  recordClaim(
    @Arg('input', () => RecordClaimInput, { description: 'The claim.' }) input: RecordClaimInput,
    @Ctx() ctx: Context,
  ): Promise<Payload<Claim>> {
    return mutate(ctx, { as: 'claim', role: 'CONTRIBUTOR', op: 'RECORD', input, work: recordClaim, find: findClaim });
  }

  @Mutation(() => ReviseClaimPayload, {
    description: 'Mends a claim. CONTRIBUTOR while it is proposed, REVIEWER after.',
  })
  reviseClaim(
    @Arg('input', () => ReviseClaimInput, { description: 'What is to change.' }) input: ReviseClaimInput,
    @Ctx() ctx: Context,
  ): Promise<Payload<Claim>> {
    return mutate(ctx, { as: 'claim', role: 'CONTRIBUTOR', op: 'REVISE', input, work: reviseClaim, find: findClaim });
  }
}

export async function findClaim(id: string, { loaders }: Context): Promise<Claim | null> {
  const row = await loaders.claim.byId.load({ id, at: null });
  return row && toClaim(row, null);
}
