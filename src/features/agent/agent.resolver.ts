import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import { AsOf, momentOf } from '../../api/as-of';
import { connectBelow, connectList, PageArgs, type Connection, type ListOrder } from '../../api/connection';
import { HopRole, Polarity } from '../../api/enums';
import { startBelow } from '../../api/start-below';
import type { Context } from '../../context';
import { placeBefore } from '../../graph/loading';
import type { ValueOf } from '../../graph/vocabulary';
import { checkId } from '../../identity';
import { AgentClaimConnection, toClaim, type Claim } from '../claim/claim.type';
import type { AgentClaimRow } from '../claim/claim.queries';
import { Document, toDocument } from '../document/document.type';
import { may } from '../principal/viewer';
import { AgentFilter } from './agent.input';
import { listAgents, searchAgents } from './agent.loaders';
import type { AgentNode } from './agent.queries';
import { labelOfType } from './agent.service';
import { Agent, AgentConnection, Organization, toAgent, UnnamedSource } from './agent.type';

const byRecorded: ListOrder<AgentNode> = {
  list: 'agents',
  keys: ['number', 'string'],
  position: (row) => [row.recordedFrom.getTime(), row.id],
};
const byMatch: ListOrder<AgentNode & { score: number }> = {
  list: 'agents.match',
  keys: ['number', 'string'],
  position: (row) => [row.score, row.id],
};
const claimsByChain: ListOrder<AgentClaimRow> = {
  list: 'agent.claims',
  keys: ['number', 'string'],
  position: (row) => [row.inChainFrom.getTime(), row.id],
};

@Resolver(() => Agent)
export class AgentResolver {
  @Query(() => Agent, { nullable: true, description: 'An agent by id; null where nothing has it.' })
  async agent(
    @Arg('id', () => ID, { description: 'agt_…' }) id: string,
    @AsOf() asOf: Date | null,
    @Ctx() ctx: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Agent | null> {
    const key = { id: checkId(id, 'Agent'), at: momentOf(asOf) };
    startBelow(info, key, ctx);
    const row = await ctx.loaders.agent.byId.load(key);
    return row && toAgent(row, key.at);
  }

  @Query(() => AgentConnection, {
    description: 'Agents, the newest recorded first, or the best matching where a name is given.',
  })
  async agents(
    @Arg('filter', () => AgentFilter, { nullable: true, description: 'Which agents.' }) filter: AgentFilter | null,
    @Args(() => PageArgs) args: PageArgs,
    @AsOf() asOf: Date | null,
    @Ctx() { reader }: Context,
  ): Promise<Connection<Agent>> {
    const at = momentOf(asOf);
    const match = { labels: filter?.types?.map((type) => labelOfType[type]) ?? null, kinds: filter?.kinds ?? null };
    const node = (row: AgentNode) => toAgent(row, at);
    const name = filter?.name;
    return name == null
      ? connectList(reader, byRecorded, args, (page) => listAgents(match, page, at), node)
      : connectList(reader, byMatch, args, (page) => searchAgents(name, match, page, at), node);
  }

  @FieldResolver(() => AgentClaimConnection, {
    description: 'Confirmed claims in whose chains it stands at any hop, the newest such first; each claim once.',
  })
  claims(
    @Root() agent: Agent,
    @Arg('role', () => HopRole, { nullable: true, description: 'Only where it stands in this role.' })
    role: ValueOf<'HopRole'> | null,
    @Arg('polarity', () => Polarity, {
      nullable: true,
      description: 'Only where the chain asserts, or denies, the claim.',
    })
    polarity: ValueOf<'Polarity'> | null,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { loaders }: Context,
  ): Promise<Connection<Claim>> {
    const { id, at } = agent;
    return connectBelow(
      loaders.claim.ofAgent,
      claimsByChain,
      args,
      { id, at, role: role ?? null, polarity: polarity ?? null },
      (page) => placeBefore(page, at),
      (row) => toClaim(row, at),
      ({ role, polarity, depth }) => ({ role, polarity, position: depth }),
    );
  }
}

@Resolver(() => UnnamedSource)
export class UnnamedSourceResolver {
  @FieldResolver(() => [Organization], { description: 'The organisations that the document says it belongs to.' })
  async affiliatedWith(@Root() { id, at }: UnnamedSource, @Ctx() { loaders }: Context): Promise<Organization[]> {
    const rows = await loaders.agent.affiliations.load({ id, at });
    return rows.map((row) => toAgent(row, at) as Organization);
  }

  @FieldResolver(() => Document, { nullable: true, description: 'The one document that it belongs to.' })
  async document(@Root() { id, at }: UnnamedSource, @Ctx() { loaders }: Context): Promise<Document | null> {
    const [link] = await loaders.agent.documentOfUnnamed.load({ id, at });
    const row = link && (await loaders.document.byId.load({ id: link.id, at }));
    return row ? toDocument(row, at) : null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'A guess at who it is. Shown to a REVIEWER; null to everybody else.',
  })
  async identityNote(
    @Root() { id, at }: UnnamedSource,
    @Ctx() { loaders, viewer, sealing }: Context,
  ): Promise<string | null> {
    if (!may(viewer, 'REVIEWER')) return null;
    const [row] = await loaders.agent.sealedNote.load({ id, at });
    return row ? sealing.unseal(row.sealedNote, id) : null;
  }
}
