import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { connect, PageArgs, pageOf, type Connection, type ListOrder } from '../../api/connection';
import type { Context } from '../../context';
import type { At } from '../../graph/loading';
import { Agent } from '../agent/agent.type';
import { Attribution } from '../attribution/attribution.type';
import { Claim } from '../claim/claim.type';
import { Document } from '../document/document.type';
import { ChangeSet, toChangeSet } from '../feed/feed.type';
import { ClaimRelation } from '../relation/relation.type';
import { differences } from './history.rules';
import { FieldChange, Revision, RevisionConnection } from './history.type';

const description = 'Each state that it had, the first first: who changed what, when and why.';
const byRevision: ListOrder<{ revision: number }> = {
  list: 'history',
  keys: ['number'],
  position: (row) => [row.revision],
};

@Resolver(() => Revision)
export class RevisionResolver {
  @FieldResolver(() => ChangeSet, { nullable: true, description: 'The change set that brought it.' })
  async changeSet(@Root() { changeSetId, at }: Revision, @Ctx() { loaders }: Context): Promise<ChangeSet | null> {
    const row = changeSetId === null ? null : await loaders.feed.byId.load({ id: changeSetId, at });
    return row && toChangeSet(row, at);
  }
}

@Resolver(() => Claim)
export class ClaimHistoryResolver {
  @FieldResolver(() => RevisionConnection, { description })
  history(
    @Root() root: Claim,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() ctx: Context,
  ): Promise<Connection<Revision>> {
    return historyOf(root, args, ctx);
  }
}
@Resolver(() => Attribution)
export class AttributionHistoryResolver {
  @FieldResolver(() => RevisionConnection, { description })
  history(
    @Root() root: Attribution,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() ctx: Context,
  ): Promise<Connection<Revision>> {
    return historyOf(root, args, ctx);
  }
}
@Resolver(() => Agent)
export class AgentHistoryResolver {
  @FieldResolver(() => RevisionConnection, { description })
  history(
    @Root() root: Agent,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() ctx: Context,
  ): Promise<Connection<Revision>> {
    return historyOf(root, args, ctx);
  }
}
@Resolver(() => Document)
export class DocumentHistoryResolver {
  @FieldResolver(() => RevisionConnection, { description })
  history(
    @Root() root: Document,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() ctx: Context,
  ): Promise<Connection<Revision>> {
    return historyOf(root, args, ctx);
  }
}
@Resolver(() => ClaimRelation)
export class ClaimRelationHistoryResolver {
  @FieldResolver(() => RevisionConnection, { description })
  history(
    @Root() root: ClaimRelation,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() ctx: Context,
  ): Promise<Connection<Revision>> {
    return historyOf(root, args, ctx);
  }
}

/** The states are few and come whole, so that a page is cut here. */
async function historyOf(
  { id, at }: { id: string; at: At },
  args: PageArgs,
  { loaders }: Context,
): Promise<Connection<Revision>> {
  const page = pageOf(byRevision, args);
  const states = differences(await loaders.history.ofNode.load({ id, at }));
  const after = (page.after?.[0] as number | undefined) ?? 0;
  const rows = states.filter((state) => state.revision > after).slice(0, page.first + 1);
  return connect(
    byRevision,
    page,
    rows,
    ({ revision, recordedFrom, recordedTo, changeSetId, fields }) =>
      Object.assign(new Revision(), {
        revision,
        recordedFrom,
        recordedTo,
        changeSetId,
        fields: fields.map((field) => Object.assign(new FieldChange(), field)),
        at,
      }),
    async () => states.length,
  );
}
