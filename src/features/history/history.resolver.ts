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

/** The same field on every type whose states are kept. */
function historyOn<N extends { id: string; at: At }>(type: () => abstract new (...args: never[]) => N) {
  @Resolver(type)
  class HistoryOf {
    @FieldResolver(() => RevisionConnection, { description })
    history(@Root() root: N, @Args(() => PageArgs) args: PageArgs, @Ctx() ctx: Context): Promise<Connection<Revision>> {
      return historyOf(root, args, ctx);
    }
  }
  return HistoryOf;
}
export const ClaimHistoryResolver = historyOn(() => Claim);
export const AttributionHistoryResolver = historyOn(() => Attribution);
export const AgentHistoryResolver = historyOn(() => Agent);
export const DocumentHistoryResolver = historyOn(() => Document);
export const ClaimRelationHistoryResolver = historyOn(() => ClaimRelation);

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
