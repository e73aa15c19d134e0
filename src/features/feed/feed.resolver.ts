import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root, Subscription } from 'type-graphql';
import {
  afterId,
  connect,
  connectBelow,
  PageArgs,
  pageOf,
  type Connection,
  type ListOrder,
} from '../../api/connection';
import { Node } from '../../api/node.type';
import type { Context } from '../../context';
import { badInput } from '../../errors';
import { maximumCount } from '../../graph/page';
import { countOf } from '../../graph/query';
import { kindOf } from '../../identity';
import { findNode } from '../node/find-node';
import { ChangeFilter, toChangeMatch } from './feed.input';
import { changeSetList, type ChangeRow, type ChangeSetNode } from './feed.queries';
import { feedCursor, feedList, readFeed, seqOfCursor } from './feed.service';
import { Change, ChangeConnection, ChangeSet, ChangeSetConnection, toChangeSet } from './feed.type';

const bySeq: ListOrder<ChangeSetNode> = { list: feedList, keys: ['number'], position: (row) => [row.seq] };
const byNode: ListOrder<ChangeRow> = { list: 'changeSet.changes', keys: ['string'], position: (row) => [row.nodeId] };

@Resolver()
export class FeedResolver {
  @Query(() => ChangeSetConnection, {
    description:
      'All changes, the oldest first: read on after the last cursor and you have each once, in order, none left out.',
  })
  async changes(@Args(() => PageArgs) args: PageArgs, @Ctx() { reader }: Context): Promise<Connection<ChangeSet>> {
    const page = pageOf(bySeq, args);
    const rows = await readFeed(reader, seqOfCursor(args.after) ?? 0, page.first + 1);
    return connect(
      bySeq,
      page,
      rows,
      (row) => toChangeSet(row, null),
      async () => {
        const [row] = await reader.read(countOf(changeSetList, null), { after: 0, limit: maximumCount + 1 });
        return row?.total ?? 0;
      },
    );
  }

  @Subscription(() => ChangeSet, {
    description:
      'Changes as they come, each once and in order. By graphql-transport-ws or server-sent events at this address.',
    subscribe: ({ args, context }) => follow(args as ChangedArgs, context as Context),
  })
  changed(
    @Arg('filter', () => ChangeFilter, { nullable: true, description: 'Which of them.' }) _filter: ChangeFilter | null,
    @Arg('after', () => String, {
      nullable: true,
      description: 'The cursor of the last one that you have: those since then come first. From now on without it.',
    })
    _after: string | null,
    @Root() row: ChangeSetNode | undefined,
  ): ChangeSet {
    // Where the operation came by a plain POST: it was run as though it were a query.
    if (!row) throw unstreamed();
    return toChangeSet(row, null);
  }
}

@Resolver(() => ChangeSet)
export class ChangeSetResolver {
  @FieldResolver(() => String, { description: 'Its place in the feed: give it as `after` to go on from there.' })
  cursor(@Root() { seq }: ChangeSet): string {
    return feedCursor(seq);
  }

  @FieldResolver(() => ChangeConnection, { description: 'What it made or changed, by id.' })
  changes(
    @Root() { id }: ChangeSet,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { loaders }: Context,
  ): Promise<Connection<Change>> {
    return connectBelow(loaders.feed.changes, byNode, args, { id, at: null }, afterId, ({ nodeId }) =>
      Object.assign(new Change(), { nodeId, kind: kindOf(nodeId) ?? 'Unknown' }),
    );
  }
}

@Resolver(() => Change)
export class ChangeResolver {
  @FieldResolver(() => Node, {
    nullable: true,
    description:
      'The node as it is now; null where it has no type of its own in this API, or is not for you. ' +
      "For how it was then, ask for it `asOf` the change set's `recordedAt`.",
  })
  node(@Root() { nodeId }: Change, @Ctx() { loaders }: Context): Promise<Node | null> {
    return findNode(nodeId, null, loaders);
  }
}

interface ChangedArgs {
  filter?: ChangeFilter | null;
  after?: string | null;
}

function follow({ filter, after }: ChangedArgs, { feed }: Context) {
  if (!feed) throw unstreamed();
  return feed.poller.follow({
    after: seqOfCursor(feed.resumeAfter ?? after),
    match: toChangeMatch(filter),
    signal: feed.signal,
  });
}

const unstreamed = () =>
  badInput('A subscription needs a connection that stays open: graphql-transport-ws, or Accept: text/event-stream.');
