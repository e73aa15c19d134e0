import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context';
import { Agent, toAgent } from '../agent/agent.type';
import { toUtterance, Utterance } from '../utterance/utterance.type';
import { SharedHop } from './origin.type';

@Resolver(() => SharedHop)
export class SharedHopResolver {
  @FieldResolver(() => Agent, { nullable: true, description: 'Who is shared; null where it is an utterance.' })
  async agent(@Root() { agentId, at }: SharedHop, @Ctx() { loaders }: Context): Promise<Agent | null> {
    const row = agentId === null ? null : await loaders.agent.byId.load({ id: agentId, at });
    return row && toAgent(row, at);
  }

  @FieldResolver(() => Utterance, {
    nullable: true,
    description: 'The utterance that is shared; null where it is an agent.',
  })
  async utterance(@Root() { utteranceId, at }: SharedHop, @Ctx() { loaders }: Context): Promise<Utterance | null> {
    const row = utteranceId === null ? null : await loaders.utterance.byId.load({ id: utteranceId, at });
    return row && toUtterance(row, at);
  }
}
