import { nodeLoader, type At } from '../../../src/graph/loading';

interface Row {
  id: string;
  text: string;
}
const nodes: Record<string, Row> = Object.fromEntries(['a', 'b', 'c'].map((id) => [id, { id, text: `text of ${id}` }]));

function loading(answer: (ids: string[], at: At) => Row[] = (ids) => ids.flatMap((id) => nodes[id] ?? []).reverse()) {
  const queries: { ids: string[]; at: At }[] = [];
  const loader = nodeLoader<Row>(async (ids, at) => {
    queries.push({ ids, at });
    return answer(ids, at);
  });
  return { loader, queries };
}

test('what is asked for at once is one query, and each gets its own node whatever the order of the rows', async () => {
  const { loader, queries } = loading();
  const asked = ['b', 'a', 'c'].map((id) => loader.load({ id, at: null }));
  expect((await Promise.all(asked)).map((row) => row?.text)).toEqual(['text of b', 'text of a', 'text of c']);
  expect(queries).toEqual([{ ids: ['b', 'a', 'c'], at: null }]);
});

test('an id that nothing has gives null, in its place', async () => {
  const { loader } = loading();
  const asked = ['a', 'none', 'b'].map((id) => loader.load({ id, at: null }));
  expect((await Promise.all(asked)).map((row) => row?.id ?? null)).toEqual(['a', null, 'b']);
});

test('each moment is one query, and its answers are not those of another moment', async () => {
  const then = new Date('2024-01-17T17:21:00Z');
  const { loader, queries } = loading((ids, at) => ids.map((id) => ({ id, text: at?.toISOString() ?? 'now' })));
  const keys = [
    { id: 'a', at: null },
    { id: 'a', at: then },
    { id: 'b', at: new Date(then) },
    { id: 'b', at: null },
  ];
  const rows = await Promise.all(keys.map((key) => loader.load(key)));
  expect(rows.map((row) => row?.text)).toEqual(['now', then.toISOString(), then.toISOString(), 'now']);
  expect(queries).toEqual([
    { ids: ['a', 'b'], at: null },
    { ids: ['a', 'b'], at: then },
  ]);
});

test('an id asked for twice is fetched once, then and later', async () => {
  const { loader, queries } = loading();
  const [one, other] = await Promise.all([loader.load({ id: 'a', at: null }), loader.load({ at: null, id: 'a' })]);
  const later = await loader.load({ id: 'a', at: null });
  expect(one).toBe(nodes.a);
  expect([other, later]).toEqual([one, one]);
  expect(queries).toEqual([{ ids: ['a'], at: null }]);
});

test('a failure reaches everybody who waited for it', async () => {
  const loader = nodeLoader<Row>(() => Promise.reject(new Error('gone')));
  const asked = await Promise.allSettled(['a', 'b'].map((id) => loader.load({ id, at: null })));
  expect(asked.map((one) => (one.status === 'rejected' ? String(one.reason) : one.value))).toEqual([
    'Error: gone',
    'Error: gone',
  ]);
});
