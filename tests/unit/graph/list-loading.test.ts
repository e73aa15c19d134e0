import { listLoader, type At } from '../../../src/graph/loading';

interface Args {
  at: At;
  limit: number;
  kinds: string[] | null;
}
interface Row {
  parentId: string;
  id: string;
}

function loading(
  rows: Row[] = ['a', 'b'].flatMap((parentId) => [1, 2].map((n) => ({ parentId, id: `${parentId}${n}` }))),
) {
  const queries: { ids: string[]; args: Args }[] = [];
  const loader = listLoader<Args, Row>(async (ids, args) => {
    queries.push({ ids, args });
    return rows.filter((row) => ids.includes(row.parentId));
  });
  return { loader, queries };
}
const args: Args = { at: null, limit: 3, kinds: ['CONTRADICTS'] };

test('keys that differ in nothing but their node share a query, and each gets its own rows in their order', async () => {
  const { loader, queries } = loading([
    { parentId: 'b', id: 'b1' },
    { parentId: 'a', id: 'a1' },
    { parentId: 'b', id: 'b2' },
  ]);
  const [a, none, b] = await Promise.all(['a', 'none', 'b'].map((id) => loader.load({ ...args, id })));
  expect(a).toEqual([{ parentId: 'a', id: 'a1' }]);
  expect(none).toEqual([]);
  expect(b?.map((row) => row.id)).toEqual(['b1', 'b2']);
  expect(queries).toEqual([{ ids: ['a', 'none', 'b'], args }]);
});

test('the order in which a key is written does not matter', async () => {
  const { loader, queries } = loading();
  await Promise.all([
    loader.load({ id: 'a', at: null, limit: 3, kinds: ['CONTRADICTS'] }),
    loader.load({ kinds: ['CONTRADICTS'], limit: 3, at: null, id: 'b' }),
    loader.load({ limit: 3, id: 'a', kinds: ['CONTRADICTS'], at: null }),
  ]);
  expect(queries).toEqual([{ ids: ['a', 'b'], args }]);
});

test.each<[string, Partial<Args>]>([
  ['limit', { limit: 4 }],
  ['filter', { kinds: null }],
  ['order of a list', { kinds: ['TENSION', 'CONTRADICTS'] }],
  ['moment', { at: new Date('2024-01-17T17:21:00Z') }],
])('another %s is another query, and its rows stay apart', async (_what, other) => {
  const { loader, queries } = loading();
  const base = { ...args, kinds: ['CONTRADICTS', 'TENSION'] };
  const [one, two] = await Promise.all([
    loader.load({ ...base, id: 'a' }),
    loader.load({ ...base, ...other, id: 'b' }),
  ]);
  expect([one?.map((row) => row.id), two?.map((row) => row.id)]).toEqual([
    ['a1', 'a2'],
    ['b1', 'b2'],
  ]);
  expect(queries).toEqual([
    { ids: ['a'], args: base },
    { ids: ['b'], args: { ...base, ...other } },
  ]);
});

test('one node under two limits gets the rows of each', async () => {
  const loader = listLoader<Args, Row>(async (ids, { limit }) =>
    ids.flatMap((parentId) => Array.from({ length: limit }, (_, n) => ({ parentId, id: `${parentId}${n}` }))),
  );
  const [one, three] = await Promise.all([1, 3].map((limit) => loader.load({ ...args, limit, id: 'a' })));
  expect([one?.length, three?.length]).toEqual([1, 3]);
});
