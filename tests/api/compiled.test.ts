import { parse, validate } from 'graphql';
import { buildSchema } from '../../src/api/build-schema';
import type { Graph } from '../../src/graph/graph';
import { fromRoot } from '../../src/root';
import { readOperations } from '../../src/web/operations';
import { startTestApi, type TestApi } from '../support/api';
import { readsApart, seededGraph } from '../support/graph';
import { madeUpQuery, randomFrom } from './generated-operations';

// On a new database each query is planned first, which takes a slow machine longer than the test itself.
jest.setTimeout(600_000);

let graph: Graph;
let compiling: TestApi;
let plain: TestApi;
const ids = new Map<string, string[]>();

beforeAll(async () => {
  graph = await seededGraph();
  const apart = readsApart(graph);
  compiling = await startTestApi(apart);
  plain = await startTestApi(apart, undefined, { compile: false });
  const rows = await graph.command(
    'MATCH (n) WHERE n.id IS NOT NULL AND NOT n:ChangeSet WITH left(n.id, 3) AS kind, n.id AS id ORDER BY id RETURN kind, collect(id)[..12] AS ids',
  );
  for (const { kind, ids: some } of rows) ids.set(kind as string, some as string[]);
});
afterAll(async () => {
  await compiling.close();
  await plain.close();
  await graph.close();
});

/** A reference to the log is another each time. */
const comparable = ({ status, data, errors }: Awaited<ReturnType<TestApi['ask']>>) =>
  JSON.parse(
    JSON.stringify({ status, data, errors }).replace(
      /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f-]{17}/g,
      'reference',
    ),
  ) as object;

const tries = Number(process.env.SAYSO_TEST_OPERATIONS ?? 2_000);

test(`${tries} made-up operations: data, errors, paths and status are the same, compiled or not`, async () => {
  const schema = buildSchema();
  const random = randomFrom(20261127);
  let refused = 0;
  let withData = 0;
  for (let i = 0; i < tries; i++) {
    const query = madeUpQuery(schema, random, ids);
    if (i < 200) expect(validate(schema, parse(query))).toEqual([]);
    const asked = comparable(await plain.ask(query));
    await compiling.ask(query);
    expect({ query, ...comparable(await compiling.ask(query)) }).toEqual({ query, ...asked });
    const { data, errors } = asked as { data?: Record<string, unknown> | null; errors?: unknown[] };
    if (errors) refused += 1;
    if (data && Object.values(data).some((value) => value !== null)) withData += 1;
  }
  // Of both there were enough to tell something.
  expect(refused).toBeGreaterThan(tries / 20);
  expect(withData).toBeGreaterThan(tries / 4);
});

test('the examples are answered alike, with their variables', async () => {
  for (const { name, query, variables } of await readOperations(fromRoot('schema', 'operations'))) {
    if (/^mutation\b/m.test(query)) continue;
    const asked = comparable(await plain.ask(query, variables ?? {}));
    await compiling.ask(query, variables ?? {});
    expect({ name, ...comparable(await compiling.ask(query, variables ?? {})) }).toEqual({ name, ...asked });
  }
});

test('what cannot be resolved, and variables that do not fit, are refused alike each time', async () => {
  const two = 'query A { viewer { id } } query B { viewer { id } }';
  const typed =
    'query T($id: ID!, $first: Int = 2) { claim(id: $id) { attributionChains(first: $first) { nodes { id } } } }';
  const claim = ids.get('clm')?.[0];
  const cases: [string, Record<string, unknown>][] = [
    [two, {}],
    [typed, {}],
    [typed, { id: claim, first: 'three' }],
    [typed, { id: claim }],
    [typed, { id: claim, first: null }],
    [typed, { id: [claim] }],
  ];
  for (const [query, variables] of cases) {
    const asked = comparable(await plain.ask(query, variables));
    for (let time = 0; time < 3; time++) {
      expect({ query, variables, ...comparable(await compiling.ask(query, variables)) }).toEqual({
        query,
        variables,
        ...asked,
      });
    }
  }
});

test('a short text of nested fragments, which written out is long, is answered without being compiled', async () => {
  const level = (i: number) =>
    `fragment F${i} on Claim { relations(first: 1) { nodes { ...F${i + 1} } edges { node { ...F${i + 1} } } } contradictions(first: 1) { nodes { ...F${i + 1} } edges { node { ...F${i + 1} } } } }`;
  const query = [
    `query Nested { claim(id: "${ids.get('clm')?.[0]}") { ...F0 } }`,
    ...[0, 1, 2, 3, 4, 5].map(level),
    'fragment F6 on Claim { id }',
  ].join('\n');
  for (let time = 0; time < 2; time++) await compiling.ask(query);
  const before = process.memoryUsage().heapUsed;
  const { status, errors } = await compiling.ask(query);
  expect({ status, errors }).toEqual({ status: 200, errors: undefined });
  // Compiled it would be 90 MB.
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(60 * 2 ** 20);
});

test('a read that has failed is not asked of the database again when its operation is executed anew', async () => {
  const asked: string[] = [];
  const failing: Graph = {
    ...graph,
    reader: (options) => ({
      read: (query, params) => {
        asked.push(query.name);
        return query.name === 'claim/list'
          ? Promise.reject(new Error('no'))
          : graph.reader(options).read(query, params);
      },
    }),
  };
  const api = await startTestApi(failing);
  const query = '{ claims(first: 1) { nodes { id } } }';
  for (let time = 0; time < 3; time++) {
    asked.length = 0;
    const { errors } = await api.ask(query);
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['INTERNAL']);
    expect(asked).toEqual(['claim/list']);
  }
  await api.close();
});
