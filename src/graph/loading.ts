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
      const found: (R | null)[] = keys.map(() => null);
      await eachGroup(keys, async (places, { at }) => {
        for (const row of await fetch([...places.keys()], at)) {
          const place = places.get(row.id);
          if (place !== undefined) found[place] = row;
        }
      });
      return found;
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
      const found: R[][] = keys.map(() => []);
      await eachGroup(keys, async (places, args) => {
        for (const row of await fetch([...places.keys()], args as unknown as A)) {
          const place = places.get(row.parentId);
          if (place !== undefined) found[place]?.push(row);
        }
      });
      return found;
    },
    { cacheKeyFn: keyText },
  );
}

/** The keys that differ in nothing but `id`: where each id stands among the keys. The loader has made each key one. */
async function eachGroup<K extends Key>(
  keys: readonly K[],
  run: (places: Map<string, number>, args: Omit<K, 'id'>) => Promise<void>,
) {
  const groups = new Map<string, { places: Map<string, number>; args: Omit<K, 'id'> }>();
  let last: { key: K; places: Map<string, number> } | undefined;
  keys.forEach((key, place) => {
    if (last && differInNothingButId(key, last.key)) return void last.places.set(key.id, place);
    const { id, ...args } = key;
    const name = keyText(args);
    const group = groups.get(name) ?? { places: new Map<string, number>(), args };
    group.places.set(id, place);
    groups.set(name, group);
    last = { key, places: group.places };
  });
  await Promise.all([...groups.values()].map(({ places, args }) => run(places, args)));
}

/** Without a look into objects: the keys of one list share theirs. Those that do not are told alike by their text. */
function differInNothingButId<K extends Key>(one: K, other: K): boolean {
  for (const name in one) if (name !== 'id' && one[name] !== other[name]) return false;
  return true;
}

/** Property order must not matter: a spread puts `id` elsewhere than a literal does. */
function keyText(key: object): string {
  const names = Object.keys(key);
  const order = names.join();
  let sorted = sortedNames.get(order);
  if (!sorted) sortedNames.set(order, (sorted = names.sort()));
  let text = '';
  for (const name of sorted) {
    const value = (key as { [name: string]: unknown })[name];
    text += `${name}:${typeof value === 'string' || (typeof value === 'object' && value !== null) ? JSON.stringify(value) : String(value)} `;
  }
  return text;
}
/** As many as there are kinds of keys in the code. */
const sortedNames = new Map<string, string[]>();

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
