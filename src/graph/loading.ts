import DataLoader from 'dataloader';
import type { Reader } from './graph';
import type { Page } from './page';
import { countOf, type Params, type Query } from './query';

/** The moment that is asked about; null is now. Every loader's key has one, so that `asOf` needs no second set. */
export type At = Date | null;
export interface Key {
  id: string;
  at: At;
}

/** One node for each key, null for an id that nothing has. One query for each moment asked about. */
export function nodeLoader<R extends { id: string }>(
  fetch: (ids: string[], at: At) => Promise<R[]>,
): DataLoader<Key, R | null, string> {
  return new DataLoader(
    async (keys: readonly Key[]) => {
      const found = new Map<string, R>();
      await eachGroup(keys, async (ids, { at }) => {
        for (const row of await fetch(ids, at)) found.set(keyText({ id: row.id, at }), row);
      });
      return keys.map((key) => found.get(keyText(key)) ?? null);
    },
    { cacheKeyFn: keyText },
  );
}

/** The rows below each key's node. Keys that differ in nothing but `id` share a query; `parentId` aligns its rows. */
export function listLoader<A extends { at: At }, R extends { parentId: string }>(
  fetch: (ids: string[], args: A) => Promise<R[]>,
): DataLoader<A & { id: string }, R[], string> {
  return new DataLoader(
    async (keys: readonly (A & { id: string })[]) => {
      const found = new Map<string, R[]>();
      await eachGroup(keys, async (ids, args) => {
        for (const row of await fetch(ids, args as unknown as A)) {
          const key = keyText({ ...args, id: row.parentId });
          const rows = found.get(key);
          if (rows) rows.push(row);
          else found.set(key, [row]);
        }
      });
      return keys.map((key) => found.get(keyText(key)) ?? []);
    },
    { cacheKeyFn: keyText },
  );
}

async function eachGroup<K extends Key>(
  keys: readonly K[],
  run: (ids: string[], args: Omit<K, 'id'>) => Promise<void>,
) {
  const groups = new Map<string, { ids: string[]; args: Omit<K, 'id'> }>();
  for (const { id, ...args } of keys) {
    const name = keyText(args);
    const group = groups.get(name);
    if (group) group.ids.push(id);
    else groups.set(name, { ids: [id], args });
  }
  await Promise.all([...groups.values()].map(({ ids, args }) => run(ids, args)));
}

/** Property order must not matter: a spread puts `id` elsewhere than a literal does. */
function keyText(key: object): string {
  return JSON.stringify(Object.entries(key).sort(([one], [other]) => (one < other ? -1 : 1)));
}

export interface PagedLoader<A, R> {
  rows: DataLoader<A & { id: string }, R[], string>;
  /** How many rows there are from the key's place on, at most its limit. */
  count: (key: A & { id: string }) => Promise<number>;
}

/**
 * The page lists and their sizes, below each key's node: what `query` gives for `ids` and the key's other parts. `past` is
 * the query for a moment, where what `query` goes by is derived and only known of now.
 */
export function pagedLoader<A extends { at: At; limit: number }, R extends { parentId: string }>(
  reader: Reader,
  query: Query<never, R>,
  past: Query<never, R> = query,
): PagedLoader<A, R> {
  const queryOf = (args: A) => (args.at === null ? query : past) as unknown as Query<Params, R>;
  // A query takes what it declares: some lists bound `at` by their own keys and have no parameter of that name.
  const params = (run: Query<Params, R>, ids: string[], args: A) =>
    Object.fromEntries(run.params.map((name) => [name, name === 'ids' ? ids : (args as Params)[name]]));
  const counts = listLoader<A, { parentId: string; total: number }>(async (ids, args) => {
    const run = queryOf(args);
    const rows = await reader.read(countOf(run, 'parentId'), params(run, ids, args));
    return rows.map(({ key, total }) => ({ parentId: key ?? '', total }));
  });
  return {
    rows: listLoader<A, R>((ids, args) => reader.read(queryOf(args), params(queryOf(args), ids, args))),
    count: async (key) => (await counts.load(key))[0]?.total ?? 0,
  };
}

/** The place of a page in a list whose newest comes first. The first page begins at the moment asked about. */
export function placeBefore(page: Page, at: At): { before: Date; beforeId: string } {
  if (page.after === null) return { before: at ?? new Date(253_402_300_799_999), beforeId: '\uffff' };
  const [time, id] = page.after;
  return { before: new Date(time as number), beforeId: id as string };
}

/** A page of a list without a parent: what to ask, and with what. */
export interface ListQuery<R> {
  query: Query<never, R & object>;
  params: object;
}
