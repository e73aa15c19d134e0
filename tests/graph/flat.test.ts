import neo4j, { type Driver, type ProfiledPlan } from 'neo4j-driver';
import { landmarksOf, type Landmarks } from '../../bench/generate/landmarks';
import type { Graph, QueryEvent } from '../../src/graph/graph';
import { countOf, definedQueries, type Params, type Query } from '../../src/graph/query';
import { maximumCount } from '../../src/graph/page';
import { searchWindow } from '../../src/graph/search-text';
import { encode } from '../../src/graph/values';
import { fromRoot } from '../../src/root';
import { readOperations } from '../../src/web/operations';
import { startTestApi, type TestApi } from '../support/api';
import { emptyGraph, testNeo4j } from '../support/graph';
import { asked, recordOthers, recordPlan } from './grown';

/**
 * Reads that stay flat: the same questions to a graph and to one ten times larger cost the database as many hits. Hits are
 * what PROFILE counts; time is not looked at.
 */
jest.setTimeout(900_000);

const claims = 1_000;
const plan = asked(claims);
const landmarks = landmarksOf(plan);

interface Question {
  query: string;
  variables: Record<string, unknown>;
}
/** What an answer cost the database: the hits of each of its queries, by name, and the rows that they gave or counted. */
type Cost = Map<string, { hits: number; rows: number }>;

/** For each example the variables that ask a generated graph the same. */
const variablesOf = (at: Landmarks): Record<string, Record<string, unknown>> => ({
  '01-provenance': { claim: at.contradicted },
  '02-search': { text: at.words },
  '03-who-contradicts': { claim: at.contradicted },
  '04-distinct-origins': { claim: at.mostCarried },
  '05-most-distinct-origins': {},
  '06-contradictions': { types: null },
  '07-agency': { agent: at.popularAgent },
  '08-unnamed-sources': {},
  '09-document': { document: at.document },
  '10-document-by-address': { url: at.url },
  '11-denied': { claim: at.denied },
  '12-correction': { claims: at.corrected },
  '13-find-an-agent': { name: at.agentName },
  '14-reviews': { claim: at.reviewed },
  '22-changes': { first: 2, after: null },
  '23-before-and-after': { claims: [at.contradicted, ...at.corrected], before: '2020-01-01T00:00:00Z' },
});
/** Lists that no example asks for, but somebody will. */
const lists: Record<string, Question> = {
  'the popular agent’s claims': {
    query: 'query($agent: ID!) { agent(id: $agent) { claims(first: 20) { nodes { text } } } }',
    variables: { agent: landmarks.popularAgent },
  },
  'claims by the popular agent, of a type': {
    query: 'query($agent: ID!) { claims(filter: { agent: $agent, types: [EVENT] }, first: 10) { nodes { text } } }',
    variables: { agent: landmarks.popularAgent },
  },
  'claims of an outlet': {
    query: 'query($outlet: ID!) { claims(filter: { outlet: $outlet }) { nodes { text } } }',
    variables: { outlet: landmarks.outlet },
  },
  'documents of an outlet': {
    query: 'query($outlet: ID!) { documents(filter: { publisher: $outlet }) { nodes { title } } }',
    variables: { outlet: landmarks.outlet },
  },
  'the newest contradictions': { query: '{ contradictions { nodes { id } } }', variables: {} },
  'the newest claims': { query: '{ claims { nodes { text } } }', variables: {} },
  'the newest agents': { query: '{ agents { nodes { name } } }', variables: {} },
};

let graph: Graph;
let api: TestApi;
let driver: Driver;
let questions: Map<string, Question>;
const small = new Map<string, Cost>();
const large = new Map<string, Cost>();
/** How many claims have any of the words that 02-search asks for. */
const matches = { small: 0, large: 0 };
beforeAll(async () => {
  graph = await emptyGraph();
  api = await startTestApi(graph);
  const { uri, user, password } = testNeo4j();
  driver = neo4j.driver(uri, neo4j.auth.basic(user, password));
  questions = await allQuestions();
  await recordPlan(graph, plan);
  await measure(small);
  matches.small = await matching(landmarks.words);
  await graph.command('MATCH (n) WHERE NOT n:Migration CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS');
  await recordOthers(graph, plan, 9 * claims);
  await recordPlan(graph, plan);
  await measure(large);
  matches.large = await matching(landmarks.words);
});
afterAll(async () => {
  await api.close();
  await driver.close();
  await graph.close();
});

async function allQuestions(): Promise<Map<string, Question>> {
  const variables = variablesOf(landmarks);
  const operations = await readOperations(fromRoot('schema', 'operations'));
  const examples = operations
    .filter(({ query }) => !/^mutation\b/m.test(query))
    .map(({ name, query }): [string, Question] => [name, { query, variables: variables[name] ?? {} }]);
  expect(examples.map(([name]) => name)).toEqual(Object.keys(variables));
  return new Map([...examples, ...Object.entries(lists)]);
}

async function measure(costs: Map<string, Cost>): Promise<void> {
  await graph.command('CALL db.awaitIndexes(300)');
  // Plans go by the counts that the database holds of its indexes, and it takes these in the background.
  await graph.command('CALL db.prepareForReplanning(300)');
  for (const [name, { query, variables }] of questions) costs.set(name, await costOf(query, variables));
}

async function matching(text: string): Promise<number> {
  const query = "CALL db.index.fulltext.queryNodes('claim_text', $text) YIELD node RETURN count(*) AS total";
  return (await graph.command(query, { text }))[0]?.total as number;
}

async function costOf(query: string, variables: Record<string, unknown>): Promise<Cost> {
  const { errors, queries } = await api.ask(query, variables);
  expect(errors).toBeUndefined();
  const cost: Cost = new Map();
  for (const event of queries) {
    const { hits, rows } = await profile(event);
    const before = cost.get(event.name) ?? { hits: 0, rows: 0 };
    cost.set(event.name, { hits: before.hits + hits, rows: before.rows + rows });
  }
  return cost;
}

/** Each query by itself, as its file has it: how those of one wave are put together is no matter of hits. */
async function profile({ name, params }: QueryEvent): Promise<{ hits: number; rows: number }> {
  const all = definedQueries as unknown as Query<Params, Params>[];
  const [own, isCount] = name.split('#');
  const query = all.find((one) => one.name === own) as Query<Params, Params>;
  const { text } = isCount ? countOf(query, query.columns.includes('parentId') ? 'parentId' : null) : query;
  const { database } = testNeo4j();
  const { summary, records } = await driver.executeQuery(`PROFILE ${text}`, encode(params), { database });
  const hitsOf = (part: ProfiledPlan): number => part.dbHits + part.children.reduce((sum, one) => sum + hitsOf(one), 0);
  const rows = isCount ? records.reduce((sum, one) => sum + Number(one.get('total')), 0) : records.length;
  return { hits: summary.profile ? hitsOf(summary.profile) : NaN, rows };
}

const isCount = (name: string) => name.endsWith('#count');
const isSearch = (name: string) => /^(claim|agent)\/search(#count)?$/.test(name);
/** Of what the answer says, and not of how many there are. */
const hitsOf = (cost: Cost | undefined, is: (name: string) => boolean) =>
  [...(cost ?? [])].reduce((sum, [name, { hits }]) => sum + (is(name) ? hits : 0), 0);
const rowsOf = (cost: Cost | undefined) =>
  Object.fromEntries([...(cost ?? [])].filter(([name]) => !isCount(name)).map(([name, { rows }]) => [name, rows]));

/** Those whose answer is another in a larger graph, since it has better matches and claims of more origins. */
const otherAnswers = ['02-search', '05-most-distinct-origins'];
const names = [...Object.keys(variablesOf(landmarks)), ...Object.keys(lists)];

test.each(names.filter((name) => !otherAnswers.includes(name)))('%s costs what it costs in a small graph', (name) => {
  const [before, after] = [small.get(name), large.get(name)];
  expect(rowsOf(after)).toEqual(rowsOf(before));
  const [less, more] = [before, after].map((cost) => hitsOf(cost, (query) => !isCount(query))) as [number, number];
  expect(less).toBeGreaterThan(0);
  expect({ less, more, isFlat: Math.abs(more / less - 1) <= 0.1 }).toEqual({ less, more, isFlat: true });
});

test('the claims of the most origins are as many hits for each row, and their list is as many as it is long', () => {
  const [before, after] = [small, large].map((costs) => costs.get('05-most-distinct-origins')) as [Cost, Cost];
  const each = (cost: Cost, query: string) => (cost.get(query)?.hits ?? NaN) / (cost.get(query)?.rows ?? NaN);
  for (const query of ['claim/list-by-origins', 'origin/chains-of-claims']) {
    expect(each(after, query)).toBeLessThanOrEqual(1.1 * each(before, query));
  }
  expect(after.get('claim/list-by-origins')?.rows).toBe(11);
});

test('a search looks at so many hits and no more, however many there are', () => {
  const [before, after] = [small, large].map((costs) => hitsOf(costs.get('02-search'), isSearch)) as [number, number];
  // The smaller graph has fewer matches than the window is wide, the larger one many more.
  expect(matches.small).toBeLessThan(searchWindow);
  expect(matches.large).toBeGreaterThan(2 * searchWindow);
  const each = before / matches.small;
  expect(after).toBeLessThanOrEqual(1.1 * each * searchWindow);
});

test('a count ends where it is not told any more', () => {
  const counts = [...large].flatMap(([name, cost]) =>
    [...cost].filter(([query]) => isCount(query)).map(([query, { hits, rows }]) => ({ name, query, hits, rows })),
  );
  expect(counts.filter(({ rows }) => rows > maximumCount + 1)).toEqual([]);
  expect(counts.filter(({ rows }) => rows === maximumCount + 1).map(({ name }) => name)).toContain(
    '08-unnamed-sources',
  );
  for (const { name, query, hits, rows } of counts.filter(({ query }) => !isSearch(query))) {
    const before = small.get(name)?.get(query) ?? { hits: NaN, rows: NaN };
    const [less, more] = [before.hits / before.rows, hits / rows];
    expect({ name, less, more, isFlat: more <= 1.5 * less }).toEqual({ name, less, more, isFlat: true });
  }
});
