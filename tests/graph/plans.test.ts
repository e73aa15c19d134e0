import 'reflect-metadata';
import { readdirSync } from 'node:fs';
import neo4j, { type Driver, type Plan } from 'neo4j-driver';
import { countOf, definedQueries, type Params, type Query } from '../../src/graph/query';
import type { Graph } from '../../src/graph/graph';
import { encode } from '../../src/graph/values';
import { fromRoot } from '../../src/root';
import { seededGraph, testNeo4j } from '../support/graph';

for (const folder of ['features', 'graph']) {
  for (const file of readdirSync(fromRoot('src', folder), { recursive: true, encoding: 'utf8' })) {
    if (file.endsWith('.ts')) jest.requireActual(fromRoot('src', folder, file));
  }
}
const queries = definedQueries as unknown as Query<Params, Params>[];

/** What a request gives for each parameter; a parameter of a new name needs a value here. */
const claim = 'clm_01a20de1-59ab-7cf1-92fb-87c5068d4cf4';
const agent = 'agt_01a20de1-59a7-76d0-8ca3-0c62f742dead';
const given: Params = {
  at: null,
  ids: [claim, 'clm_01a20dd7-8507-7953-ab78-6c292f50661a'],
  id: 'doc_536ad36c-2963-55d2-b5c9-d2a3f8fe8173',
  claimIds: [claim],
  limit: 21,
  first: 20,
  window: 1_000,
  before: new Date('2026-01-01T00:00:00Z'),
  beforeId: claim,
  beforeCount: 9,
  belowScore: 4.5,
  afterId: '',
  afterKey: '',
  afterSeq: 0,
  text: 'inform strike',
  url: 'https://orrinpost.example/world/quillport-what-we-know',
  quotedUrl: '"https://orrinpost.example/world/quillport-what-we-know"',
  reviewStates: ['CONFIRMED'],
  kind: 'CONTRADICTS',
  kinds: ['CONTRADICTS'],
  types: ['NUMERIC'],
  methods: ['HUMAN'],
  labels: ['Person'],
  language: 'en',
  agent,
  outlet: agent,
  chainAgent: agent,
  atDepth: 0,
  claim,
  publisher: agent,
  docTypes: ['news article'],
  availabilities: ['HELD'],
  role: 'ORIGIN',
  polarity: 'ASSERTED',
  presupposed: false,
  anonymous: true,
  hasContradiction: true,
  disclosures: ['UNNAMED'],
  publishedFrom: new Date('2021-03-09T00:00:00Z'),
  publishedUntil: new Date('2021-03-10T00:00:00Z'),
  withAttributions: true,
  withAgents: true,
  withSpans: true,
  withLatest: true,
  version: 'V0001',
  name: 'identity',
  checksum: 'x',
  changeSet: 'chg_01a20de1-59ab-7cf1-92fb-87c5068d4cf4',
  key: 'a key',
  inputSha256: 'x',
  op: 'RECORD',
  reason: null,
  principal: 'seeds',
  principalId: 'prn_01a20de1-59ab-7cf1-92fb-87c5068d4cf4',
  roles: ['ADMIN'],
  claims: [],
  attributions: [],
  utterances: [],
  agents: [],
  documents: [],
  versions: [],
  spans: [],
  events: [],
  relations: [],
  reviews: [],
  notices: [],
  commentRequests: [],
  principals: [],
  keys: [],
  most: 1_000,
  recordedAt: new Date('2026-01-01T00:00:00Z'),
  rows: [{ id: claim }],
  joins: false,
  result: claim,
  origin: agent,
  after: 0,
  seq: 1,
  prefixes: ['clm_'],
  nodeIds: [claim],
  secretSealed: 'sealed',
  ops: ['RECORD'],
  holder: 'a server',
  leaseMs: 60_000,
  delayMs: 5_000,
  attempts: 1,
  lastError: null,
  delivery: 'dlv_01a20de1-59ab-7cf1-92fb-87c5068d4cf4',
  sha256: 'x',
  hint: 'abcd',
  label: 'a key',
  createdAt: new Date('2026-01-01T00:00:00Z'),
  expiresAt: null,
  now: new Date('2026-01-01T00:00:00Z'),
  until: new Date('2026-01-01T00:00:00Z'),
  since: new Date('2026-01-01T00:00:00Z'),
  unnamed: false,
  states: ['CONFIRMED'],
  to: 9,
  dump: 'x',
  step: 0,
};

let graph: Graph;
let driver: Driver;
/**
 * Bystanders: among forty claims a scan costs what a seek does, and either may be planned. They are of no change set.
 */
const crowd = `UNWIND range(1, 3000) AS i
WITH 'crowd-' + i AS id, datetime('2026-01-01T00:00:00Z') + duration({seconds: i}) AS at
CREATE (:Claim {id: id, reviewState: 'CONFIRMED', recordedFrom: at, originCount: 0}),
       (:Agent {id: id, recordedFrom: at}), (:Document {id: id, recordedFrom: at}), (:Attribution {id: id}),
       (:ClaimRelation {id: id, kind: 'CONTRADICTS', reviewState: 'CONFIRMED', recordedFrom: at})`;

beforeAll(async () => {
  graph = await seededGraph();
  await graph.command(crowd);
  // Plans go by the counts that the database holds of its indexes, and it takes these in the background.
  await graph.command('CALL db.prepareForReplanning(120)');
  const { uri, user, password } = testNeo4j();
  driver = neo4j.driver(uri, neo4j.auth.basic(user, password));
});
afterAll(async () => {
  await graph.command("MATCH (n) WHERE n.id STARTS WITH 'crowd-' DETACH DELETE n");
  await driver.close();
  await graph.close();
});

interface Operator {
  type: string;
  details: string;
  /** From the parent up to the root. */
  above: string[];
}
/** The operators of the plan that the database makes for a query, each with those above it. */
async function operatorsOf({ text, params }: Query<Params, Params>): Promise<Operator[]> {
  const values = Object.fromEntries(params.map((name) => [name, encode(given[name])]));
  const { summary } = await driver.executeQuery(`EXPLAIN ${text}`, values, { database: testNeo4j().database });
  const flat = (plan: Plan, above: string[]): Operator[] => {
    const type = plan.operatorType.replace(/@.*$/, '');
    const { Details } = plan.arguments as { Details?: string };
    return [
      { type, details: Details ?? '', above },
      ...plan.children.flatMap((child) => flat(child, [type, ...above])),
    ];
  };
  if (!summary.plan) throw new Error('EXPLAIN gave no plan.');
  return flat(summary.plan, []);
}

/** A whole label, a whole type, the whole graph, a whole index. */
const isScan = (type: string) => /Scan$/.test(type);

const ofName = (name: string): Query<Params, Params> => {
  const query = queries.find((one) => one.name === name);
  if (!query) throw new Error(`There is no query ${name}.`);
  return query;
};
const named = (list: Query<Params, Params>[]) =>
  list.map((query): [string, Query<Params, Params>] => [query.name, query]);
const lists = queries.filter((query) => query.params.includes('limit'));
const counts = lists.map((query) => countOf(query, query.columns.includes('parentId') ? 'parentId' : null));
const reads = queries.filter((query) => query.mode === 'read');
const writes = queries.filter((query) => query.mode === 'write');

test('every query has a value here for each of its parameters, and there are queries of both kinds', () => {
  const without = queries.flatMap(({ name, params }) =>
    params.filter((one) => !(one in given)).map((one) => `${name}: ${one}`),
  );
  expect(without).toEqual([]);
  expect([reads.length > 30, writes.length > 15, counts.length > 10]).toEqual([true, true, true]);
});

/** A handful of rows each, and no request but the health check causes them: the CLI, the start and the worker do. */
const scanning: Record<string, RegExp | RegExp[]> = {
  'migration/applied': /^NodeIndexScan .*Migration\(version\)/,
  'principal/keys': /^(DirectedRelationshipTypeScan .*KEY_OF|NodeIndexScan .*ApiKey|NodeByLabelScan .*ApiKey)/,
  'principal/admin-keys': /^(DirectedRelationshipTypeScan .*KEY_OF|NodeIndexScan .*ApiKey|NodeByLabelScan .*ApiKey)/,
  'import/what-is-there': [/^NodeByLabelScan p:Principal$/, /^DirectedRelationshipTypeScan .*KEY_OF/],
  'feed/webhook-list': /^NodeByLabelScan .*:Webhook$/,
  'feed/webhook-due': /^NodeByLabelScan .*:Webhook$/,
  // A dump and a restore ask once; of Restoring there is one at most.
  'dump/state': /^NodeByLabelScan m:Migration$/,
  'dump/what-is-there': /^NodeByLabelScan r:Restoring$/,
  'feed/dead-list': /^(DirectedRelationshipTypeScan .*MEANT_FOR|NodeByLabelScan .*DeadDelivery)/,
};

test.each(named([...reads, ...(counts as unknown as Query<Params, Params>[])]))(
  '%s scans nothing',
  async (name, query) => {
    const scans = (await operatorsOf(query))
      .filter((one) => isScan(one.type))
      .map((one) => `${one.type} ${one.details}`);
    const allowed = scanning[name];
    expect(scans).toEqual([allowed ?? []].flat().map((one) => expect.stringMatching(one) as string));
  },
);

/** Once, after an offline import, on a database that nobody uses yet. */
const scanningWrites = ['import/fill-empty-lists'];

test.each(named(writes.filter(({ name }) => !scanningWrites.includes(name))))(
  '%s writes without scanning anything',
  async (name, query) => {
    const scans = (await operatorsOf(query))
      .filter((one) => isScan(one.type))
      .map((one) => `${one.type} ${one.details}`);
    expect(scans).toEqual(name.startsWith('dump/') && scans.length > 0 ? ['NodeByLabelScan r:Restoring'] : []);
  },
);

const sorting = /^(Sort|Top|PartialSort|PartialTop|EagerAggregation|Distinct|OrderedDistinct|Eager)$/;
const ordered = {
  'claim/list': 'Claim(reviewState, recordedFrom, id)',
  'claim/list-by-origins': 'Claim(reviewState, originCount, id)',
  'claim/list-of-agent': 'IN_CHAIN_OF(agentId, recordedFrom, claimId)',
  'claim/of-agents': 'IN_CHAIN_OF(agentId, recordedFrom, claimId)',
  'agent/list': 'Agent(recordedFrom, id)',
  'document/list': 'Document(recordedFrom, id)',
  'document/list-of-publisher': 'Document(publisherId, recordedFrom, id)',
  'claim/list-at': 'Claim(recordedFrom, id)',
  'relation/list-at': 'ClaimRelation(kind, recordedFrom, id)',
  'feed/list': 'ChangeSet(seq)',
  'relation/list': 'ClaimRelation(kind, reviewState, recordedFrom, id)',
  'derived/claims-after': 'Claim(id)',
  'derived/publishers-after': 'Document(id)',
  'dump/change-sets': 'ChangeSet(seq)',
  'export/agents': 'Agent(id)',
  'export/claims': 'Claim(id)',
  'export/documents': 'Document(id)',
  'export/events': 'Event(id)',
  'export/joins': 'Join(id)',
  'export/relations': 'ClaimRelation(id)',
  'export/reviews': 'Review(id)',
  'export/utterances': 'Utterance(id)',
};
test.each(Object.entries(ordered))('%s goes through its index in order and stops at its limit', async (name, index) => {
  const operators = await operatorsOf(ofName(name));
  const leaves = operators.filter((one) => /Index(Seek|Scan)/.test(one.type) && one.details.includes(index));
  expect(leaves).toHaveLength(1);
  const { above } = leaves[0] as Operator;
  // Up to the limit each row is looked at as it comes: nothing gathers the rows, and nothing sorts them.
  const limit = above.indexOf('Limit');
  expect({ above, limited: limit >= 0 }).toEqual({ above, limited: true });
  expect(above.slice(0, limit).filter((type) => sorting.test(type))).toEqual([]);
});

test('every list that is not below a node is in the table above, or is a search in a full-text index', async () => {
  const roots = lists.filter((query) => !query.params.includes('ids')).map((query) => query.name);
  const searches = roots.filter((name) => !(name in ordered));
  expect(searches.sort()).toEqual(['agent/search', 'claim/search']);
  for (const name of searches) {
    const calls = (await operatorsOf(ofName(name))).filter((one) => one.type === 'ProcedureCall');
    expect(calls.map((one) => one.details)).toEqual([expect.stringContaining('db.index.fulltext.queryNodes')]);
  }
});
