import { parse, validate } from 'graphql';
import { buildSchema } from '../../../src/api/build-schema';
import { Grown, isSomebody, partOfAgent, partOfClaim, partOfDocument } from '../../../src/web/explore/grown';
import { questions, type Answers } from '../../../src/web/explore/questions';

test.each(Object.entries(questions))('the API understands what is asked about a %s', (_, question) => {
  expect(validate(buildSchema(), parse(question))).toEqual([]);
});

const whole = { pageInfo: { hasNextPage: false } };
const outlet = { __typename: 'Organization', id: 'agt_1', name: 'The Times' };
const agency = { __typename: 'Organization', id: 'agt_2', name: 'The Agency' };
const official = { __typename: 'UnnamedSource', id: 'agt_3', name: 'an official' };
const article = { id: 'doc_1', title: 'About the bridge', url: 'https://times.example/1' };
const told = { disclosure: 'INSTITUTION' };
const hopsOf = (...all: [typeof outlet | null, { disclosure: string } | null][]) =>
  all.map(([agent, attribution], i) => ({
    role: i === 0 ? ('OUTLET' as const) : i === all.length - 1 ? ('ORIGIN' as const) : ('RELAY' as const),
    ...{ agent, attribution },
  }));
const claimOf = (...chains: Answers['claim']['attributionChains']['nodes']): Answers['claim'] => ({
  ...{ id: 'clm_1', text: 'the bridge was \u202eclosed' },
  attributionChains: { nodes: chains, ...whole },
  contradictions: { nodes: [{ id: 'clm_0', text: 'the bridge was open' }], ...whole },
});

test('a chain leads from the outlet over its document to the origin, and on to the claim', () => {
  const hops = hopsOf([outlet, null], [agency, told], [official, { disclosure: 'UNNAMED' }]);
  const { nodes, edges } = partOfClaim(claimOf({ polarity: 'ASSERTED', document: article, hops }));
  expect(edges.map(({ id }) => id)).toEqual([
    'agt_1 published doc_1',
    'doc_1 cites agt_2',
    'agt_2 cites agt_3',
    'agt_3 says clm_1',
    'clm_0 contradicts clm_1',
  ]);
  expect(nodes.filter(({ isUnnamed }) => isUnnamed).map(({ id }) => id)).toEqual(['agt_3']);
  expect(nodes.find(({ id }) => id === 'clm_1')?.name).toBe('the bridge was closed');
});

test('nobody is a node that nothing is asked about; a document in its own voice says it itself', () => {
  const stated = partOfClaim(
    claimOf({
      ...{ polarity: 'DENIED', document: article },
      hops: hopsOf([outlet, null], [null, { disclosure: 'UNSTATED' }]),
    }),
  );
  const nobody = stated.nodes.find(({ name }) => name === 'source not stated');
  expect(nobody && isSomebody(nobody)).toBe(false);
  expect(stated.edges.filter(({ kind }) => kind === 'denies')).toHaveLength(1);
  const own = partOfClaim(
    claimOf({
      polarity: 'ASSERTED',
      document: article,
      hops: hopsOf([outlet, null], [outlet, { disclosure: 'OWN_VOICE' }]),
    }),
  );
  expect(own.edges.map(({ id }) => id)).toContain('doc_1 says clm_1');
});

test('an agent says, denies or passes on; a document carries; an address that is none of the web’s is no link', () => {
  const edges = (['ORIGIN', 'RELAY'] as const).map((role) => ({
    ...{ role, polarity: 'DENIED' as const, node: { id: `clm_${role}`, text: role } },
  }));
  expect(partOfAgent({ ...agency, claims: { edges, ...whole } }).edges.map(({ kind }) => kind)).toEqual([
    'denies',
    'passes on',
  ]);
  const document = { ...article, url: 'javascript:alert(1)', publisher: outlet };
  const part = partOfDocument({ ...document, claims: { nodes: [{ id: 'clm_1', text: 'x' }], ...whole } });
  expect(part.edges.map(({ id }) => id)).toEqual(['agt_1 published doc_1', 'doc_1 carries clm_1']);
  expect(part.nodes[0]?.url).toBeNull();
});

test('what is there already is not added again, and what has no room is left out with its lines', () => {
  const hops = hopsOf([outlet, null], [agency, told]);
  const part = partOfClaim(claimOf({ polarity: 'ASSERTED', document: article, hops }));
  const graph = new Grown(100);
  expect([graph.add(part).nodes.length, graph.add(part).nodes.length, graph.add(part).edges.length]).toEqual([5, 0, 0]);
  expect(graph.sentencesOf('agt_2')).toEqual([
    'About the bridge — cites — The Agency',
    'The Agency — says — the bridge was closed',
  ]);
  const narrow = new Grown(2);
  expect(narrow.add(part)).toMatchObject({ isWhole: false, edges: [] });
  expect(narrow.nodes.size).toBe(2);
});
