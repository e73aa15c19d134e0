import neo4j from 'neo4j-driver';
import * as queries from '../../src/features/principal/principal.queries';
import type { Graph } from '../../src/graph/graph';
import { emptyGraph, testNeo4j } from '../support/graph';

let graph: Graph;
beforeAll(async () => (graph = await emptyGraph()));
afterAll(() => graph.close());

test.each([
  ['a key', queries.principalOfKey, /NodeUniqueIndexSeek/],
  ['a name', queries.principalByName, /NodeUniqueIndexSeek/],
  ['a name to keep', queries.keepPrincipalRow, /NodeUniqueIndexSeek/],
  ['an id to revoke', queries.revokeKeyRow, /NodeUniqueIndexSeek/],
] as const)('%s is found by its index, however many there are', async (_what, query, seek) => {
  const plan = await planOf(query.text, query.params);
  expect(plan).toMatch(seek);
  expect(plan).not.toMatch(/LabelScan|AllNodesScan/);
});

test('the hash of a key is there once', async () => {
  const twice = graph.command("UNWIND ['key_a', 'key_b'] AS id CREATE (:ApiKey {id: id, sha256: 'same'})");
  await expect(twice).rejects.toThrow();
  expect(await graph.command('MATCH (k:ApiKey) RETURN k.id AS id')).toEqual([]);
});

async function planOf(text: string, params: readonly string[]): Promise<string> {
  const { uri, user, password, database } = testNeo4j();
  const driver = neo4j.driver(uri, neo4j.auth.basic(user, password));
  try {
    const given = Object.fromEntries(params.map((name) => [name, null]));
    const { summary } = await driver.executeQuery(`EXPLAIN ${text}`, given, { database });
    return JSON.stringify(summary.plan);
  } finally {
    await driver.close();
  }
}
