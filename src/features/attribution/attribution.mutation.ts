import { Arg, Ctx, Field, Float, ID, InputType, Int, Mutation, Resolver } from 'type-graphql';
import { ClaimType, Disclosure, Polarity, QuoteType, ReviewState, SpanRole, Zone } from '../../api/enums';
import type { Context } from '../../context';
import type { ValueOf } from '../../graph/vocabulary';
import { NewAgentInput } from '../agent/agent.mutation';
import { mutate, MutationInput, payloadType, type Payload } from '../change-set/mutation';
import { QuantityInput } from '../claim/claim.mutation';
import { wholeChains } from './chain-parts';
import { AttributionChain, toChain } from './attribution-chain.type';
import { recordAttribution } from './attribution.write';

@InputType({ description: 'Words in the version, by offsets or by the words themselves.' })
export class SpanInput {
  @Field(() => SpanRole, { description: 'What these words are to the attribution.' })
  role!: ValueOf<'SpanRole'>;
  @Field(() => Int, {
    nullable: true,
    description: 'Which part, from 0, where the words of one role do not stand together.',
  })
  segment?: number | null;
  @Field(() => Int, { nullable: true, description: 'Where they begin, in UTF-16 code units.' })
  start?: number | null;
  @Field(() => Int, { nullable: true, description: 'Where they end, that unit excluded.' })
  end?: number | null;
  @Field(() => String, {
    nullable: true,
    description: 'The words, to be found in the text; with offsets, to be checked there.',
  })
  exact?: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'What stands right before, to tell apart words that stand more than once.',
  })
  prefix?: string | null;
  @Field(() => String, { nullable: true, description: 'What stands right after.' })
  suffix?: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'SHA-256 of the words; needed with the offsets where the text is not held.',
  })
  exactSha256?: string | null;
  @Field(() => Zone, { nullable: true, description: 'In which part of the document; BODY where it is not given.' })
  zone?: ValueOf<'Zone'> | null;
}

@InputType({ description: 'One hop of a chain. The outlet is not among them: it is the publisher of the document.' })
export class HopInput {
  @Field(() => ID, {
    nullable: true,
    description: 'Who is credited. Nobody, where neither this nor newAgent is given.',
  })
  agent?: string | null;
  @Field(() => NewAgentInput, { nullable: true, description: 'Who is credited, where that agent is not there yet.' })
  newAgent?: NewAgentInput | null;
  @Field(() => [ID], { nullable: true, description: 'For whom it speaks.' })
  onBehalfOf?: string[] | null;
  @Field(() => [ID], { nullable: true, description: 'To whom it was said.' })
  addressedTo?: string[] | null;
  @Field(() => [ID], { nullable: true, description: 'Relays that the wording leaves open.' })
  possiblyVia?: string[] | null;
  @Field(() => QuoteType, { nullable: true, description: 'How the words are given; not for a relay or a narrator.' })
  quoteType?: ValueOf<'QuoteType'> | null;
  @Field(() => Disclosure, {
    nullable: true,
    description:
      'How far who says so is disclosed; taken from the agent where it is not given. OWN_VOICE needs no agent.',
  })
  disclosure?: ValueOf<'Disclosure'> | null;
  @Field(() => String, { nullable: true, description: 'The words that attribute: "said".' })
  cue?: string | null;
  @Field(() => String, { nullable: true, description: 'What was done in saying it: ACCUSE, URGE.' })
  speechAct?: string | null;
  @Field(() => String, { nullable: true, description: 'The office or description that the document uses.' })
  describedAs?: string | null;
  @Field(() => String, { nullable: true, description: 'When it was said, as EDTF.' })
  saidAt?: string | null;
  @Field(() => String, { nullable: true, description: 'By what means.' })
  medium?: string | null;
  @Field(() => String, { nullable: true, description: 'On what occasion.' })
  setting?: string | null;
  @Field(() => Float, {
    nullable: true,
    description: 'How sure it is who is credited and how far, 0 to 1; not given where undoubted.',
  })
  scopeCertainty?: number | null;
  @Field(() => Boolean, { nullable: true, description: 'Whether the words stand so although they look like a slip.' })
  sic?: boolean | null;
  @Field(() => String, { nullable: true, description: "The reader's note." })
  note?: string | null;
  @Field(() => ID, { nullable: true, description: 'The statement, post or report that it cites.' })
  viaDocument?: string | null;
  @Field(() => [SpanInput], { nullable: true, description: 'The words that it stands on.' })
  spans?: SpanInput[] | null;
}

@InputType({ description: 'A claim that the origin asserts or denies: one that is there, or a new one.' })
export class AssertionInput {
  @Field(() => ID, { nullable: true, description: 'clm_…' })
  claim?: string | null;
  @Field(() => String, { nullable: true, description: 'The text of a new claim, without a speaker.' })
  text?: string | null;
  @Field(() => String, { nullable: true, description: 'The language of a new claim.' })
  language?: string | null;
  @Field(() => ClaimType, { nullable: true, description: 'The type of a new claim.' })
  type?: ValueOf<'ClaimType'> | null;
  @Field(() => [QuantityInput], { nullable: true, description: 'The numbers of a new claim.' })
  quantities?: QuantityInput[] | null;
  @Field(() => Polarity, { nullable: true, description: 'ASSERTED where it is not given.' })
  polarity?: ValueOf<'Polarity'> | null;
}

@InputType({ description: 'A whole chain of attribution, as it stands in one version of a document.' })
export class RecordAttributionInput extends MutationInput {
  @Field(() => ID, { description: 'The version where it was read: ver_…' })
  documentVersion!: string;
  @Field(() => [HopInput], { description: 'Outermost first, origin last.' })
  hops!: HopInput[];
  @Field(() => [AssertionInput], { nullable: true, description: 'What the origin asserts or denies.' })
  asserts?: AssertionInput[] | null;
  @Field(() => [ID], { nullable: true, description: 'Claims that the origin takes for granted.' })
  presupposes?: string[] | null;
  @Field(() => ID, { nullable: true, description: 'An attribution in whose place this chain stands: it is retracted.' })
  supersedes?: string | null;
  @Field(() => ReviewState, {
    nullable: true,
    description: 'A REVIEWER may say otherwise than CONFIRMED; a CONTRIBUTOR records PROPOSED.',
  })
  reviewState?: ValueOf<'ReviewState'> | null;
}

const RecordAttributionPayload = payloadType(
  'RecordAttribution',
  'chain',
  () => AttributionChain,
  'The chain, of the first of its claims.',
);

@Resolver()
export class AttributionMutations {
  @Mutation(() => RecordAttributionPayload, {
    description: 'Records a whole chain with its spans and claims. CONTRIBUTOR.',
  })
  recordAttribution(
    @Arg('input', () => RecordAttributionInput, { description: 'The chain.' }) input: RecordAttributionInput,
    @Ctx() ctx: Context,
  ): Promise<Payload<AttributionChain>> {
    return mutate(ctx, {
      as: 'chain',
      role: 'CONTRIBUTOR',
      op: 'RECORD',
      input,
      work: recordAttribution,
      find: findChain,
    });
  }
}

/** The chain that has this attribution at its origin. */
async function findChain(origin: string, { loaders }: Context): Promise<AttributionChain | null> {
  const edges = (await loaders.attribution.edges.load({ id: origin, at: null }))[0];
  const claim = edges?.claims[0];
  if (claim === undefined) return null;
  const key = {
    id: claim,
    at: null,
    afterKey: '',
    limit: 1,
    reviewStates: ['PROPOSED', 'CONFIRMED', 'REJECTED'] as ValueOf<'ReviewState'>[],
    polarity: null,
    presupposed: null,
    anonymous: null,
    agent: null,
    origin,
    ...wholeChains,
  };
  const [row] = await loaders.attribution.chainsOfClaim.rows.load(key);
  return row ? toChain(row, { id: claim, at: null }, wholeChains) : null;
}
