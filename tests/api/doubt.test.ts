import type { Graph } from '../../src/graph/graph';
import { startTestApi, type TestApi } from '../support/api';
import { seededGraph } from '../support/graph';
import type { Json } from './json';

/** What the made-up set has PROPOSED or REJECTED. */
const proposedClaim = 'clm_01a20de1-59ab-7cf1-92fb-8801a174bdec';
const rejectedClaim = 'clm_01a20de1-59ab-7cf1-92fb-87c6b84139e7';
const notWarned = 'clm_01a20de1-59ab-7cf1-92fb-87c98ea8d6b6';
const widow = 'agt_01a20de1-59aa-7b63-9dd0-021122263ea0';
const blog = 'ver_2c810560-2830-5472-b5cd-4629effd78e4';
const doubtedOfBlog = [
  'atr_01a20de1-59af-7156-9625-594cbcd5db6f',
  'atr_01a20de1-59af-7156-9625-594d5787638e',
  'atr_01a20de1-59af-7156-9625-594e0c75c286',
];
const two = 'clm_01a20de1-59ab-7cf1-92fb-87c3960544eb';
const rejectedContradiction = 'rel_e089649b-804a-5424-adec-ca9b784b424e';

let graph: Graph;
let api: TestApi;
beforeAll(async () => {
  graph = await seededGraph();
  api = await startTestApi(graph);
});
afterAll(async () => {
  await api.close();
  await graph.close();
});

async function ask(query: string, variables: Record<string, unknown> = {}): Promise<Json> {
  const { data, errors } = await api.ask(query, variables);
  expect(errors).toBeUndefined();
  return data;
}
const ids = (list: { nodes: { id: string }[] }) => list.nodes.map((node) => node.id);

test('a list of claims and its count have what is confirmed, unless the filter names other states', async () => {
  const page = `totalCount nodes { id reviewState }`;
  for (const order of ['RECORDED_DESC', 'DISTINCT_ORIGINS_DESC']) {
    const list = (filter: string) =>
      `claims(orderBy: ${order}, first: 100${filter}) { ${page} pageInfo { endCursor } }`;
    const { confirmed, proposed, rejected, any } = await ask(`{
      confirmed: ${list('')}
      proposed: ${list(', filter: { reviewStates: [PROPOSED] }')}
      rejected: ${list(', filter: { reviewStates: [REJECTED] }')}
      any: ${list(', filter: { reviewStates: [CONFIRMED, PROPOSED, REJECTED] }')} }`);
    expect(new Set(confirmed.nodes.map((node: Json) => node.reviewState))).toEqual(new Set(['CONFIRMED']));
    expect(proposed).toMatchObject({ totalCount: 1, nodes: [{ id: proposedClaim, reviewState: 'PROPOSED' }] });
    expect(rejected).toMatchObject({ totalCount: 1, nodes: [{ id: rejectedClaim, reviewState: 'REJECTED' }] });
    expect([confirmed.totalCount, any.totalCount]).toEqual([115, 117]);
  }
});

test('a search finds what is confirmed, unless the filter names other states', async () => {
  const search = (filter = '') =>
    `searchClaims(text: "Sorrend has something to answer for"${filter}, first: 100) { nodes { claim { id reviewState } } }`;
  const { confirmed, proposed } = await ask(
    `{ confirmed: ${search()} proposed: ${search(', filter: { reviewStates: [PROPOSED] }')} }`,
  );
  const found = (list: Json) => list.nodes.map((node: Json) => node.claim.id);
  expect(found(confirmed).length).toBeGreaterThan(5);
  expect(found(confirmed)).not.toContain(proposedClaim);
  expect(found(proposed)).toEqual([proposedClaim]);
});

test('a proposed chain is shown on a filter only, and counts for nothing', async () => {
  const { claim, agent, version } = await ask(
    `query ($claim: ID!, $agent: ID!, $version: ID!) {
       claim(id: $claim) {
         default: attributionChains { totalCount nodes { text reviewState } }
         proposed: attributionChains(filter: { reviewStates: [PROPOSED] }) { totalCount nodes { text reviewState } }
         origins { chains documents distinctKnown unnamed }
         speakers { totalCount nodes { name } }
         sources { totalCount nodes { title } }
       }
       agent(id: $agent) { name claims { totalCount nodes { id } } }
       version: node(id: $version) { ... on DocumentVersion { attributions(first: 100) { totalCount nodes { id } } document {
         claims(first: 100) { nodes { id } } } } }
     }`,
    { claim: notWarned, agent: widow, version: blog },
  );
  expect(claim.default).toMatchObject({
    totalCount: 2,
    nodes: [{ reviewState: 'CONFIRMED' }, { reviewState: 'CONFIRMED' }],
  });
  expect(claim.proposed).toEqual({
    totalCount: 1,
    nodes: [{ text: 'Salt and Tide ← unnamed widow on the mole', reviewState: 'PROPOSED' }],
  });
  expect(claim.origins).toEqual({ chains: 2, documents: 2, distinctKnown: 2, unnamed: 0 });
  expect(claim.speakers.totalCount).toBe(2);
  expect(claim.speakers.nodes).not.toContainEqual({ name: 'unnamed widow on the mole' });
  expect(claim.sources.totalCount).toBe(2);
  expect(claim.sources.nodes).not.toContainEqual({ title: "Who fired on Quillport? A reader's notes" });
  expect(agent).toEqual({ name: 'unnamed widow on the mole', claims: { totalCount: 0, nodes: [] } });
  expect(version.attributions.totalCount).toBe(version.attributions.nodes.length);
  for (const id of doubtedOfBlog) expect(ids(version.attributions)).not.toContain(id);
  expect(ids(version.document.claims)).not.toContain(notWarned);
  expect(ids(version.document.claims)).not.toContain(proposedClaim);
});

test('a rejected contradiction is shown on a filter only', async () => {
  const {
    default: byDefault,
    rejected,
    claim,
    other,
  } = await ask(
    `query ($claim: ID!) {
       default: contradictions(first: 100) { totalCount nodes { id reviewState } }
       rejected: contradictions(filter: { reviewStates: [REJECTED] }) { totalCount nodes { id } }
       claim(id: $claim) {
         contradictions { totalCount edges { relation { id } } }
         relations(first: 100) { totalCount edges { relation { id reviewState } } }
       }
       other: claims(filter: { hasContradiction: true }, first: 100) { nodes { id } }
     }`,
    { claim: two },
  );
  expect(byDefault.totalCount).toBe(byDefault.nodes.length);
  expect(new Set(byDefault.nodes.map((node: Json) => node.reviewState))).toEqual(new Set(['CONFIRMED']));
  expect(rejected).toEqual({ totalCount: 1, nodes: [{ id: rejectedContradiction }] });
  const relations = (list: Json) => list.edges.map((edge: Json) => edge.relation.id);
  expect(claim.contradictions.totalCount).toBe(1);
  expect(relations(claim.contradictions)).not.toContain(rejectedContradiction);
  expect(relations(claim.relations)).not.toContain(rejectedContradiction);
  // "Three fishermen died" is contradicted by nothing else.
  expect(ids(other)).not.toContain('clm_01a20de1-59ab-7cf1-92fb-87e01d5cd219');
});

test('a proposed relation is no relation of its claims yet', async () => {
  const { claim } = await ask(
    `{ claim(id: "clm_01a20de1-59ab-7cf1-92fb-87caa3186497") { relations(kinds: [SUPPORTS]) { totalCount nodes { id } } } }`,
  );
  expect(claim.relations).toEqual({ totalCount: 0, nodes: [] });
});

test('a proposed join folds nothing', async () => {
  const { claim } = await ask(
    `{ claim(id: "clm_01a20de1-59ab-7cf1-92fb-87d17919f2aa") { origins { distinctKnown unnamed chains } } }`,
  );
  // Three unnamed officers: two report one utterance; that the third does too is only proposed.
  expect(claim.origins).toEqual({ distinctKnown: 3, unnamed: 2, chains: 4 });
});
