import { ArgsType, Field, Int, ObjectType, type ClassType } from 'type-graphql';
import type { Reader } from '../graph/graph';
import type { At, PagedLoader } from '../graph/loading';
import {
  defaultPageSize,
  encodeCursor,
  maximumCount,
  maximumPageSize,
  readPage,
  type Page,
  type Position,
} from '../graph/page';
import { countOf, type Query } from '../graph/query';
import { takeTurn } from '../turns';

@ObjectType({ description: 'Where a page stands in its list (Relay).', simpleResolvers: true })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether the list goes on after this page.' })
  hasNextPage!: boolean;
  @Field(() => Boolean, { description: 'Whether there is a page before this one: whether `after` was given.' })
  hasPreviousPage!: boolean;
  @Field(() => String, { nullable: true, description: 'The cursor of the first edge.' })
  startCursor!: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'The cursor of the last edge: give it as `after` for the next page.',
  })
  endCursor!: string | null;
}

@ArgsType()
export class PageArgs {
  @Field(() => Int, { defaultValue: defaultPageSize, description: `How many at most: 1 to ${maximumPageSize}.` })
  first!: number;
  @Field(() => String, {
    nullable: true,
    description: 'The cursor after which the page begins; it must be of this list.',
  })
  after?: string | null;
}

export interface Edge<N> {
  cursor: string;
  node: N;
}
export interface Connection<N, E extends Edge<N> = Edge<N>> {
  edges: E[];
  nodes: N[];
  pageInfo: PageInfo;
  totalCount: () => Promise<number | null>;
}

/** The GraphQL types of a list of `node`. `edge` is the class of its edges where they carry more than the node. */
export function connectionType<N extends object>(
  name: string,
  node: () => ClassType<N> | object,
  edge?: () => ClassType<Edge<N>>,
) {
  @ObjectType(`${name}Edge`, { description: `One ${name} in a list.`, simpleResolvers: true })
  class PlainEdge implements Edge<N> {
    @Field(() => String, { description: 'Its place in the list: opaque.' })
    cursor!: string;
    @Field(() => node() as ClassType<N>, { description: `The ${name}.` })
    node!: N;
  }
  @ObjectType(`${name}Connection`, { description: `A page of a list of ${name} (Relay).`, simpleResolvers: true })
  class ConnectionOf {
    @Field(() => [edge ? edge() : PlainEdge], { description: 'The members with their cursors.' })
    edges!: Edge<N>[];
    @Field(() => [node() as ClassType<N>], { description: 'The members alone.' })
    nodes!: N[];
    @Field(() => PageInfo, { description: 'Where this page stands.' })
    pageInfo!: PageInfo;
    @Field(() => Int, {
      nullable: true,
      description: `How many there are in all, counted only when asked for; null above ${maximumCount}.`,
    })
    totalCount!: () => Promise<number | null>;
  }
  return ConnectionOf as ClassType<Connection<N, Edge<N> & object>>;
}

/** How a list is paged: the name that its cursors bear and the types of its sort keys. */
export interface ListOrder<R> {
  list: string;
  keys: readonly ('string' | 'number')[];
  position: (row: R) => Position;
}

export function pageOf<R>(order: ListOrder<R>, args: { first?: number | null; after?: string | null }): Page {
  return readPage(order.list, order.keys, args);
}

/**
 * A connection from up to `first + 1` rows: the row too many tells that the list goes on. `count` gives how many there
 * are, up to one more than is ever told.
 */
export function connect<R, N, X extends object = object>(
  order: ListOrder<R>,
  page: Page,
  rows: R[],
  node: (row: R) => N,
  count: () => Promise<number>,
  extra?: (row: R) => X,
): Connection<N, Edge<N> & X> {
  const shown = rows.length > page.first ? rows.slice(0, page.first) : rows;
  const nodes = shown.map(node);
  const cursorOf = (row: R | undefined) => (row === undefined ? null : encodeCursor(order.list, order.position(row)));
  return {
    nodes,
    // Cursors are made for those who ask for them.
    get edges() {
      return shown.map((row, i) => ({
        cursor: cursorOf(row) as string,
        node: nodes[i] as N,
        ...(extra?.(row) as X),
      }));
    },
    get pageInfo() {
      return {
        hasNextPage: rows.length > page.first,
        hasPreviousPage: page.after !== null,
        startCursor: cursorOf(shown[0]),
        endCursor: cursorOf(shown[shown.length - 1]),
      };
    },
    totalCount: async () => {
      const total = await count();
      return total > maximumCount ? null : total;
    },
  };
}

/** A list that has no parent: `list` gives the query of a page, or null where nothing can match. */
export async function connectList<R extends object, N>(
  reader: Reader,
  order: ListOrder<R>,
  args: { first?: number | null; after?: string | null },
  list: (page: Page) => { query: Query<never, R>; params: object } | null,
  node: (row: R) => N,
): Promise<Connection<N>> {
  const page = pageOf(order, args);
  const asked = list(page);
  const rows = asked ? await reader.read(asked.query as Query<object, R>, asked.params) : [];
  return connect(order, page, rows, node, async () => {
    const whole = list({ first: maximumCount, after: null });
    if (!whole) return 0;
    const [row] = await reader.read(countOf(whole.query as Query<object, R>, null), whole.params);
    return row?.total ?? 0;
  });
}

/**
 * A list below a node. `key` is what its loader's keys have besides the place and the limit; `place` says where a page
 * begins, in the query's own parameters.
 */
export async function connectBelow<
  A extends { at: At; limit: number },
  R extends { parentId: string },
  N,
  P extends Partial<A>,
  X extends object = object,
>(
  loader: PagedLoader<A, R>,
  order: ListOrder<R>,
  args: { first?: number | null; after?: string | null },
  key: Omit<A, 'limit' | keyof P> & { id: string },
  place: (page: Page) => P,
  node: (row: R) => N,
  extra?: (row: R) => X,
): Promise<Connection<N, Edge<N> & X>> {
  const page = pageOf(order, args);
  const at = (page: Page) => ({ ...key, ...place(page), limit: page.first + 1 }) as unknown as A & { id: string };
  const rows = await loader.rows.load(at(page));
  await takeTurn(rows.length);
  return connect(order, page, rows, node, () => loader.count(at({ first: maximumCount, after: null })), extra);
}

/** The place of a page in a list by id, or by another one text that sorts it. */
export const afterId = (page: Page) => ({ afterId: (page.after?.[0] as string | undefined) ?? '' });
