import { Arg, Ctx, Field, ID, InputType, Int, Mutation, Resolver } from 'type-graphql';
import { Node } from '../../api/node.type';
import { ReviewState } from '../../api/enums';
import type { Context } from '../../context';
import type { ValueOf } from '../../graph/vocabulary';
import { kindOf } from '../../identity';
import { mutate, MutationInput, payloadType, type Payload } from '../change-set/mutation';
import { findNode } from '../node/find-node';
import { redact } from '../redaction/redaction.service';
import { decide } from './decision.service';
import { retract } from './retraction.service';

@InputType({ description: 'A decision on what can be doubted.' })
export class DecideInput extends MutationInput {
  @Field(() => ID, {
    description: 'A claim, attribution, utterance, relation, join, or a span that waits for a decision.',
  })
  id!: string;
  @Field(() => ReviewState, { description: 'What it is from now on.' })
  to!: ValueOf<'ReviewState'>;
  @Field(() => Int, { nullable: true, description: 'Refused with CONFLICT where its revision is another by now.' })
  expectedRevision?: number | null;
}

@InputType({ description: 'A fact that does not hold.' })
export class RetractInput extends MutationInput {
  @Field(() => ID, { description: 'An attribution, review, notice or request for comment.' })
  id!: string;
  @Field(() => Int, { nullable: true, description: 'Refused with CONFLICT where its revision is another by now.' })
  expectedRevision?: number | null;
}

@InputType({ description: "What is removed for the law's sake." })
export class RedactInput extends MutationInput {
  @Field(() => ID, { description: 'The node; ids of change sets too.' })
  id!: string;
  @Field(() => [String], { description: 'The properties that are removed, from its former states too.' })
  properties!: string[];
}

const DecidePayload = payloadType(
  'Decide',
  'node',
  () => Node,
  'What was decided; null where it can be asked for only through another.',
);
const RetractPayload = payloadType(
  'Retract',
  'node',
  () => Node,
  'The former fact; null where it can be asked for only through another.',
);
const RedactPayload = payloadType('Redact', 'node', () => Node, 'What is left of it.');

@Resolver()
export class DecisionMutations {
  @Mutation(() => DecidePayload, { description: 'Proposes, confirms or rejects. REVIEWER.' })
  decide(
    @Arg('input', () => DecideInput, { description: 'The decision.' }) input: DecideInput,
    @Ctx() ctx: Context,
  ): Promise<Payload<Node>> {
    return mutate(ctx, { as: 'node', role: 'REVIEWER', op: 'DECIDE', input, work: decide, find });
  }

  @Mutation(() => RetractPayload, {
    description:
      'Makes a fact a former one. An attribution goes with every hop that is left without a chain. CONTRIBUTOR while it is proposed, REVIEWER after.',
  })
  retract(
    @Arg('input', () => RetractInput, { description: 'The fact.' }) input: RetractInput,
    @Ctx() ctx: Context,
  ): Promise<Payload<Node>> {
    return mutate(ctx, { as: 'node', role: 'CONTRIBUTOR', op: 'RETRACT', input, work: retract, find });
  }

  @Mutation(() => RedactPayload, {
    description: 'Removes properties for good. The one exception to "nothing is deleted". ADMIN.',
  })
  redact(
    @Arg('input', () => RedactInput, { description: 'What is removed.' }) input: RedactInput,
    @Ctx() ctx: Context,
  ): Promise<Payload<Node>> {
    return mutate(ctx, { as: 'node', role: 'ADMIN', op: 'REDACT', input, work: redact, find });
  }
}

async function find(id: string, ctx: Context): Promise<Node | null> {
  return kindOf(id) === null ? null : findNode(id, null, ctx.loaders);
}
