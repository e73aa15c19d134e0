import { Arg, Ctx, Field, ID, InputType, Int, Mutation, Resolver } from 'type-graphql';
import { AgentType, OrganizationKind } from '../../api/enums';
import type { Context } from '../../context';
import { kindOf } from '../../identity';
import type { ValueOf } from '../../graph/vocabulary';
import { mutate, MutationInput, payloadType, type Payload } from '../change-set/mutation';
import { reviseAgent, type AgentRevision, type NewAgent } from './agent.write';
import { Agent, toAgent } from './agent.type';

@InputType({ description: 'An agent that is not there yet.' })
export class NewAgentInput implements NewAgent {
  @Field(() => AgentType, { description: 'What it is.' })
  type!: ValueOf<'AgentType'>;
  @Field(() => String, { description: 'Its name, or for an unnamed source what the document calls it.' })
  name!: string;
  @Field(() => [String], { nullable: true, description: 'Other names that documents use.' })
  aliases?: string[] | null;
  @Field(() => OrganizationKind, { nullable: true, description: 'Of an organisation; OTHER where it is not given.' })
  kind?: ValueOf<'OrganizationKind'> | null;
  @Field(() => String, { nullable: true, description: 'Of an unnamed source: how the document describes it.' })
  descriptor?: string | null;
  @Field(() => [ID], {
    nullable: true,
    description: 'Of an unnamed source: the organisations that the document says it belongs to.',
  })
  affiliatedWith?: string[] | null;
  @Field(() => String, {
    nullable: true,
    description: 'Of an unnamed source: why the name is withheld, where the document says so.',
  })
  anonymityReason?: string | null;
}

@InputType({ description: 'How an agent is mended. What is not given stays.' })
export class ReviseAgentInput extends MutationInput {
  @Field(() => ID, { description: 'agt_…' })
  agent!: string;
  @Field(() => String, { nullable: true, description: 'Its name.' })
  name?: string | null;
  @Field(() => [String], { nullable: true, description: 'All its other names.' })
  aliases?: string[] | null;
  @Field(() => OrganizationKind, { nullable: true, description: 'Its kind.' })
  kind?: ValueOf<'OrganizationKind'> | null;
  @Field(() => String, { nullable: true, description: 'Of an unnamed source: how the document describes it.' })
  descriptor?: string | null;
  @Field(() => String, { nullable: true, description: 'Of an unnamed source: why the name is withheld.' })
  anonymityReason?: string | null;
  @Field(() => String, {
    nullable: true,
    description:
      'Of an unnamed source: a guess at who it is. Sealed, shown to a REVIEWER only; an empty text removes it.',
  })
  identityNote?: string | null;
  @Field(() => Int, { nullable: true, description: 'Refused with CONFLICT where its revision is another by now.' })
  expectedRevision?: number | null;
}

const ReviseAgentPayload = payloadType('ReviseAgent', 'agent', () => Agent, 'The agent.');

@Resolver()
export class AgentMutations {
  @Mutation(() => ReviseAgentPayload, { description: 'Mends the names and description of an agent. REVIEWER.' })
  reviseAgent(
    @Arg('input', () => ReviseAgentInput, { description: 'What is to change.' }) input: ReviseAgentInput,
    @Ctx() ctx: Context,
  ): Promise<Payload<Agent>> {
    return mutate(ctx, {
      as: 'agent',
      role: 'REVIEWER',
      op: 'REVISE',
      input,
      work: function reviseAgentWithNote(writer, { identityNote, ...revision }: ReviseAgentInput, viewer) {
        const sealedNote =
          identityNote === undefined ? undefined : identityNote ? ctx.sealing.seal(identityNote, revision.agent) : null;
        return reviseAgent(writer, { ...revision, sealedNote } satisfies AgentRevision, viewer);
      },
      find: findAgent,
    });
  }
}

export async function findAgent(id: string, { loaders }: Context): Promise<Agent | null> {
  const row = kindOf(id) === 'Agent' ? await loaders.agent.byId.load({ id, at: null }) : null;
  return row && toAgent(row, null);
}
