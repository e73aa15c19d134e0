import type { Graph } from '../../src/graph/graph';
import { startTestApi, type TestApi } from '../support/api';
import { seededGraph } from '../support/graph';
import type { Json } from './json';

/**
 * What the reference reading of the seed article expects, written down here as facts: its claims under our ids, its
 * chains by names, outlet first.
 */
const claims = {
  C3: 'clm_01a20dd7-8507-7953-ab78-6c1c741faf53',
  C4: 'clm_01a20dd7-8507-7953-ab78-6c1dbb30c1ea',
  C5: 'clm_01a20dd7-8507-7953-ab78-6c1eb733b2bc',
  C6: 'clm_01a20dd7-8507-7953-ab78-6c1f735866dd',
  C9: 'clm_01a20dd7-8507-7953-ab78-6c22502eae89',
  C11: 'clm_01a20dd7-8507-7953-ab78-6c24510aa4b5',
  C12: 'clm_01a20dd7-8507-7953-ab78-6c2547fef139',
  C16: 'clm_01a20dd7-8507-7953-ab78-6c292f50661a',
  C17: 'clm_01a20dd7-8507-7953-ab78-6c2a3e903a09',
  C18: 'clm_01a20dd7-8507-7953-ab78-6c2b51ee0d50',
  C19: 'clm_01a20dd7-8507-7953-ab78-6c2cb214787a',
  C23: 'clm_01a20dd7-8507-7953-ab78-6c325031de87',
  C24: 'clm_01a20dd7-8507-7953-ab78-6c33370bcd94',
  C44: 'clm_01a20dd7-8507-7953-ab78-6c2dbf92a8ce',
};
type ClaimName = keyof typeof claims;

const expectedChains: [ClaimName, string, string[]][] = [
  [
    'C16',
    'Iran did not inform Pakistan before the strike',
    ['Newsweek', 'Associated Press', 'unnamed Pakistani security official'],
  ],
  [
    'C17',
    'the strike sets a dangerous precedent with reciprocal implications',
    ['Newsweek', 'Associated Press', 'unnamed Pakistani security official'],
  ],
  ['C4', 'two children died in the attack on Pakistan', ['Newsweek', 'Pakistan']],
  ['C5', 'the attack on Pakistan targeted two bases of Jaish al-Adl', ['Newsweek', 'Iranian state media']],
  ['C6', 'Iran carried out a similar attack inside Iraq', ['Newsweek', 'Reuters']],
  ['C12', 'the attack on Pakistan was unprovoked', ['Newsweek', 'Mumtaz Zahra Baloch']],
  [
    'C23',
    "the air attacks in Pakistan were a response to the group's attacks on Rask",
    ['Newsweek', 'Hossein Amir-Abdollahian'],
  ],
  ['C18', 'the act was illegal', ['Newsweek', 'Ministry of Foreign Affairs of Pakistan']],
  ['C9', 'Jaish al-Adl is a Sunni Muslim armed group', ['Newsweek']],
];
const expectedDistinctKnownOrigins: [ClaimName, number][] = [
  ['C3', 2],
  ['C4', 1],
  ['C16', 1],
  ['C12', 1],
  ['C44', 1],
];
const expectedPresupposed: ClaimName[] = ['C3', 'C11', 'C12', 'C18', 'C19', 'C24'];

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

test.each(expectedChains)('%s, that %s, has the one chain that is expected', async (name, text, chain) => {
  const { data, errors } = await api.ask(
    `query ($id: ID!) { claim(id: $id) { text attributionChains { totalCount nodes { length hops { agent { name } } } } } }`,
    { id: claims[name] },
  );
  expect(errors).toBeUndefined();
  expect(data!.claim.text).toBe(text);
  expect(data!.claim.attributionChains).toEqual({
    totalCount: 1,
    nodes: [{ length: chain.length, hops: chain.map((agent) => ({ agent: { name: agent } })) }],
  });
});

test.each(expectedDistinctKnownOrigins)('%s has %d distinct known origins', async (name, distinctKnown) => {
  const { data } = await api.ask(`query ($id: ID!) { claim(id: $id) { origins { distinctKnown unknown } } }`, {
    id: claims[name],
  });
  expect(data!.claim.origins).toEqual({ distinctKnown, unknown: 0 });
});

test('exactly the claims that are expected to be presupposed are', async () => {
  const presupposed = new Set<string>();
  let after: string | null = null;
  do {
    const { data, errors } = await api.ask(
      `query ($document: ID!, $after: String) { document(id: $document) { claims(first: 40, after: $after) {
         nodes { id attributionChains(filter: { presupposed: true }) { nodes { presupposed } } }
         pageInfo { hasNextPage endCursor } } } }`,
      { document: 'doc_01a20dd7-8507-7953-ab78-6c4611906f0e', after },
    );
    expect(errors).toBeUndefined();
    const page: Json = data!.document.claims;
    for (const { id, attributionChains } of page.nodes) if (attributionChains.nodes.length > 0) presupposed.add(id);
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after !== null);
  expect([...presupposed].sort()).toEqual(expectedPresupposed.map((name) => claims[name]).sort());
});
