import { Arg, Ctx, Field, FieldResolver, ID, InputType, Mutation, ObjectType, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context';
import { kindOf } from '../../identity';
import { findAgent } from '../agent/agent.mutation';
import { Agent } from '../agent/agent.type';
import { mutate, MutationInput, UserError, type Payload } from '../change-set/mutation';
import { ChangeSet } from '../feed/feed.type';
import { toUtterance, Utterance } from '../utterance/utterance.type';
import { Join } from './join.type';
import { joinAgents, joinUtterances, split } from './join.write';

@InputType({ description: 'Agents that are one.' })
export class JoinInput extends MutationInput {
  @Field(() => [ID], {
    description: 'Two or more, of one type. The id of the first recorded stands for all; the others stay valid.',
  })
  agents!: string[];
  @Field(() => String, { nullable: true, description: 'Why they are one.' })
  rationale?: string | null;
}

@InputType({ description: 'Attributions that report one utterance.' })
export class JoinUtterancesInput extends MutationInput {
  @Field(() => [ID], { description: 'Two or more origins of chains: atr_…' })
  attributions!: string[];
  @Field(() => String, { nullable: true, description: 'Why it is one utterance.' })
  rationale?: string | null;
}

@InputType({ description: 'What is not one after all.' })
export class SplitInput extends MutationInput {
  @Field(() => [ID], {
    description:
      'Members whose joins with each other are undone; with one member, all its joins. For utterances, attributions that report them do too.',
  })
  ids!: string[];
  @Field(() => String, { nullable: true, description: 'Why they are not one.' })
  rationale?: string | null;
}

abstract class JoinAnswer {
  changeSet!: () => Promise<ChangeSet | null>;
  thing!: () => Promise<Agent | Utterance | null>;
  userErrors!: UserError[];
}

@ObjectType({ description: 'What came of joining.' })
export class JoinPayload extends JoinAnswer {
  @Field(() => [UserError], { description: 'Why it was refused; empty where it was not.' })
  declare userErrors: UserError[];
}

@ObjectType({ description: 'What came of splitting.' })
export class SplitPayload extends JoinAnswer {
  @Field(() => [UserError], { description: 'Why it was refused; empty where it was not.' })
  declare userErrors: UserError[];
}

@Resolver(() => JoinPayload)
export class JoinMutations {
  @Mutation(() => JoinPayload, {
    description: 'Says that agents are one. A CONTRIBUTOR proposes it, a REVIEWER confirms.',
  })
  joinAgents(
    @Arg('input', () => JoinInput, { description: 'The agents.' }) input: JoinInput,
    @Ctx() ctx: Context,
  ): Promise<Payload<Agent>> {
    return mutate(ctx, { as: 'agent', role: 'CONTRIBUTOR', op: 'JOIN', input, work: joinAgents, find: findAgent });
  }

  @Mutation(() => JoinPayload, {
    description: 'Says that attributions report one utterance. A CONTRIBUTOR proposes it, a REVIEWER confirms.',
  })
  joinUtterances(
    @Arg('input', () => JoinUtterancesInput, { description: 'The attributions.' }) input: JoinUtterancesInput,
    @Ctx() ctx: Context,
  ): Promise<Payload<Utterance>> {
    return mutate(ctx, {
      as: 'utterance',
      role: 'CONTRIBUTOR',
      op: 'JOIN',
      input,
      work: joinUtterances,
      find: findUtterance,
    });
  }

  @Mutation(() => SplitPayload, { description: 'Undoes joins of agents. REVIEWER.' })
  splitAgents(
    @Arg('input', () => SplitInput, { description: 'The agents.' }) input: SplitInput,
    @Ctx() ctx: Context,
  ): Promise<Payload<Agent>> {
    return mutate(ctx, {
      as: 'agent',
      role: 'REVIEWER',
      op: 'SPLIT',
      input,
      work: function splitAgents(writer, given: SplitInput, viewer) {
        return split(writer, given, 'Agent', viewer);
      },
      find: findAgent,
    });
  }

  @Mutation(() => SplitPayload, { description: 'Undoes joins of utterances. REVIEWER.' })
  splitUtterances(
    @Arg('input', () => SplitInput, { description: 'The utterances.' }) input: SplitInput,
    @Ctx() ctx: Context,
  ): Promise<Payload<Utterance>> {
    return mutate(ctx, {
      as: 'utterance',
      role: 'REVIEWER',
      op: 'SPLIT',
      input,
      work: function splitUtterances(writer, given: SplitInput, viewer) {
        return split(writer, given, 'Utterance', viewer);
      },
      find: findUtterance,
    });
  }

  @FieldResolver(() => ChangeSet, { nullable: true, description: 'The change set that it became.' })
  changeSet(@Root() answer: JoinPayload): Promise<ChangeSet | null> {
    return answer.changeSet();
  }
  @FieldResolver(() => Agent, {
    nullable: true,
    description: 'The agent whose id stands for all; null for utterances.',
  })
  agent(@Root() answer: JoinPayload): Promise<Agent | null> {
    return agentOf(answer);
  }
  @FieldResolver(() => Utterance, {
    nullable: true,
    description: 'The utterance that stands for all; null for agents.',
  })
  utterance(@Root() answer: JoinPayload): Promise<Utterance | null> {
    return utteranceOf(answer);
  }
  @FieldResolver(() => [Join], { description: 'All joins of that agent or utterance.' })
  joins(@Root() answer: JoinPayload, @Ctx() ctx: Context): Promise<Join[]> {
    return joinsOf(answer, ctx);
  }
}

@Resolver(() => SplitPayload)
export class SplitPayloadResolver {
  @FieldResolver(() => ChangeSet, { nullable: true, description: 'The change set that it became.' })
  changeSet(@Root() answer: SplitPayload): Promise<ChangeSet | null> {
    return answer.changeSet();
  }
  @FieldResolver(() => Agent, { nullable: true, description: 'The first of the agents; null for utterances.' })
  agent(@Root() answer: SplitPayload): Promise<Agent | null> {
    return agentOf(answer);
  }
  @FieldResolver(() => Utterance, { nullable: true, description: 'The first of the utterances; null for agents.' })
  utterance(@Root() answer: SplitPayload): Promise<Utterance | null> {
    return utteranceOf(answer);
  }
  @FieldResolver(() => [Join], { description: 'All joins of that agent or utterance, the undone ones too.' })
  joins(@Root() answer: SplitPayload, @Ctx() ctx: Context): Promise<Join[]> {
    return joinsOf(answer, ctx);
  }
}

async function agentOf(answer: JoinAnswer): Promise<Agent | null> {
  const thing = await answer.thing();
  return thing instanceof Utterance ? null : thing;
}
async function utteranceOf(answer: JoinAnswer): Promise<Utterance | null> {
  const thing = await answer.thing();
  return thing instanceof Utterance ? thing : null;
}
async function joinsOf(answer: JoinAnswer, { loaders }: Context): Promise<Join[]> {
  const thing = await answer.thing();
  return thing
    ? (await loaders.join.ofMember.load({ id: thing.id, at: null })).map((row) => Object.assign(new Join(), row))
    : [];
}
async function findUtterance(id: string, { loaders }: Context): Promise<Utterance | null> {
  const row = kindOf(id) === 'Utterance' ? await loaders.utterance.byId.load({ id, at: null }) : null;
  return row && toUtterance(row, null);
}
