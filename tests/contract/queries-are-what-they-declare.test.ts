import neo4j, { type Driver, type Session } from 'neo4j-driver';
import { countOf } from '../../src/graph/query';
import { migrate } from '../../src/graph/migrate';
import { openTestGraph, testNeo4j } from '../support/graph';
import { allQueries } from './all-features';
import { parametersOf } from './cypher-tokens';

// The database's own word: EXPLAIN plans a query, with its columns, its type and the parameters that it misses.
const queries = [...allQueries()].sort((one, other) => (one.name < other.name ? -1 : 1));
let driver: Driver;
let session: Session;

beforeAll(async () => {
  const graph = openTestGraph();
  await migrate(graph);
  await graph.close();
  const { uri, user, password, database } = testNeo4j();
  driver = neo4j.driver(uri, neo4j.auth.basic(user, password));
  session = driver.session({ database });
});
afterAll(async () => {
  await session.close();
  await driver.close();
});

async function explain(text: string) {
  const result = session.run(`EXPLAIN ${text}`);
  const columns = await result.keys();
  const { queryType, notifications } = await result.summary();
  const missing = notifications
    .filter(({ code }) => code.endsWith('ParameterNotProvided'))
    .flatMap(({ description }) => /parameters: ([^)]*)\)|provided: (.*)$/.exec(description)?.slice(1) ?? [])
    .filter((list): list is string => list !== undefined)
    .flatMap((list) => list.split(/,\s*/));
  const others = notifications.filter(
    ({ code }) => !/ParameterNotProvided|UnknownLabel|UnknownProperty|UnknownRel/.test(code),
  );
  return { columns, queryType, missing: missing.sort(), others: others.map(({ code, title }) => `${code}: ${title}`) };
}

test('there are queries to look at, of both modes', () => {
  expect(queries.length).toBeGreaterThan(70);
  expect(new Set(queries.map((query) => query.mode))).toEqual(new Set(['read', 'write']));
});

test.each(queries)('$name has the columns, the parameters and the mode that it declares', async (query) => {
  const { columns, queryType, missing, others } = await explain(query.text);
  expect(columns).toEqual(query.columns);
  expect(missing).toEqual([...query.params].sort());
  expect(parametersOf(query.text)).toEqual([...query.params].sort());
  expect(queryType).toBe(query.mode === 'read' ? 'r' : 'rw');
  expect(others).toEqual([]);
});

const lists = queries.filter((query) => query.params.some((name) => name === 'limit'));

test.each(lists)('the count of $name is a read with the columns and parameters that it declares', async (query) => {
  const key = query.columns.some((name) => name === 'parentId') ? 'parentId' : null;
  const count = countOf(query, key as never);
  const { columns, queryType, missing } = await explain(count.text);
  expect([columns, queryType, missing]).toEqual([['key', 'total'], 'r', [...query.params].sort()]);
});

test('there are lists to count', () => {
  expect(lists.length).toBeGreaterThan(10);
});
