import type { Graph } from '../../src/graph/graph';
import { enums } from '../../src/graph/vocabulary';
import { startTestApi, type GraphqlAnswer, type TestApi } from '../support/api';
import { seededGraph } from '../support/graph';

/** A claim with everything that a filter looks at, read through other fields than the filters. */
interface Claim {
  id: string;
  text: string;
  type: string;
  language: string;
  contradictions: { totalCount: number };
  attributionChains: {
    nodes: {
      hops: { position: number; agent: { id: string } | null }[];
      origin: { attribution: { disclosure: string } | null };
      version: { publishedAt: string | null; modifiedAt: string | null };
    }[];
  };
}

let graph: Graph;
let api: TestApi;
let claims: Claim[];
beforeAll(async () => {
  graph = await seededGraph();
  api = await startTestApi(graph);
  claims = await everyClaim();
});
afterAll(async () => {
  await api.close();
  await graph.close();
});

async function everyClaim(): Promise<Claim[]> {
  const all: Claim[] = [];
  for (let after: string | null = null; ;) {
    const { data, errors }: GraphqlAnswer = await api.ask(
      `query ($after: String) { claims(first: 60, after: $after) { nodes { id text type language
         contradictions { totalCount }
         attributionChains(first: 100) { nodes { hops { position agent { id } } origin { attribution { disclosure } }
           version { publishedAt modifiedAt } } } } pageInfo { hasNextPage endCursor } } }`,
      { after },
    );
    expect(errors).toBeUndefined();
    all.push(...data!.claims.nodes);
    if (!data!.claims.pageInfo.hasNextPage) return all;
    after = data!.claims.pageInfo.endCursor;
  }
}

/** Words that stand in nearly every claim of the sets, so that a filter has something to narrow. */
const wide =
  'shelling Quillport Sorrend Iran Pakistan children fired attack vessel harbour strikes group shells Halvenia';
const hitsOf = async (text: string, filter: Record<string, unknown> = {}) => {
  const { data, errors } = await api.ask(
    `query ($text: String!, $filter: ClaimFilter) { searchClaims(text: $text, filter: $filter, first: 100) {
       totalCount nodes { score highlights claim { id text } } } }`,
    { text, filter },
  );
  expect(errors).toBeUndefined();
  expect(data!.searchClaims.totalCount).toBe(data!.searchClaims.nodes.length);
  return data!.searchClaims.nodes as { score: number; highlights: string[]; claim: { id: string; text: string } }[];
};

const chainsOf = (claim: Claim) => claim.attributionChains.nodes;
const published = (chain: ReturnType<typeof chainsOf>[number]) => chain.version.publishedAt ?? chain.version.modifiedAt;
const wire = 'agt_01a20de1-59a7-76d0-8ca3-0c62f742dead';
const newsweek = 'agt_01a20dd7-8505-7678-a399-def297619b5c';
const broadcaster = 'agt_01a20de1-59a8-72af-9f37-f58ba7094832';
const salt = 'agt_01a20de1-59aa-7b63-9dd0-01e0cd75e82f';
const widow = 'agt_01a20de1-59aa-7b63-9dd0-021122263ea0';

const withAgent = (agent: string) => (claim: Claim) =>
  chainsOf(claim).some((chain) => chain.hops.some((hop) => hop.agent?.id === agent));
const withOutlet = (outlet: string) => (claim: Claim) =>
  chainsOf(claim).some((chain) => chain.hops.some((hop) => hop.position === 0 && hop.agent?.id === outlet));
const withDisclosure = (disclosure: string) => (claim: Claim) =>
  chainsOf(claim).some((chain) => chain.origin.attribution?.disclosure === disclosure);
const publishedWithin = (from: string, until: string) => (claim: Claim) =>
  chainsOf(claim).some((chain) => {
    const at = published(chain);
    return at !== null && Date.parse(at) >= Date.parse(from) && Date.parse(at) < Date.parse(until);
  });

const filters: [string, Record<string, unknown>, (claim: Claim) => boolean][] = [
  ...[wire, newsweek, broadcaster, salt].map((agent): (typeof filters)[number] => [
    `agent ${agent}`,
    { agent },
    withAgent(agent),
  ]),
  ...[wire, newsweek, broadcaster, salt].map((outlet): (typeof filters)[number] => [
    `outlet ${outlet}`,
    { outlet },
    withOutlet(outlet),
  ]),
  ...enums.Disclosure.map((disclosure): (typeof filters)[number] => [
    `disclosure ${disclosure}`,
    { disclosures: [disclosure] },
    withDisclosure(disclosure),
  ]),
  [
    'two disclosures',
    { disclosures: ['UNNAMED', 'GROUP'] },
    (claim) => withDisclosure('UNNAMED')(claim) || withDisclosure('GROUP')(claim),
  ],
  ['one type', { types: ['QUANTITY'] }, (claim) => claim.type === 'QUANTITY'],
  ['two types', { types: ['DIRECTIVE', 'STATE'] }, (claim) => ['DIRECTIVE', 'STATE'].includes(claim.type)],
  ['a contradiction', { hasContradiction: true }, (claim) => claim.contradictions.totalCount > 0],
  ['no contradiction', { hasContradiction: false }, (claim) => claim.contradictions.totalCount === 0],
  ['English', { language: 'en' }, (claim) => claim.language === 'en'],
  [
    'published from a moment on',
    { publishedFrom: '2021-03-10T00:00:00Z' },
    publishedWithin('2021-03-10T00:00:00Z', '9999-01-01T00:00:00Z'),
  ],
  [
    'published before a moment',
    { publishedUntil: '2021-03-09T10:00:00Z' },
    publishedWithin('0001-01-01T00:00:00Z', '2021-03-09T10:00:00Z'),
  ],
  ...[
    '2021-03-09T08:40:00Z/2021-03-09T08:40:00.001Z',
    '2021-03-09T09:00:00Z/2021-03-09T15:00:00Z',
    '2021-03-12T00:00:00Z/2021-03-16T00:00:00Z',
    '2024-01-01T00:00:00Z/2025-01-01T00:00:00Z',
  ].map((span): (typeof filters)[number] => {
    const [from = '', until = ''] = span.split('/');
    return [`published within ${span}`, { publishedFrom: from, publishedUntil: until }, publishedWithin(from, until)];
  }),
  [
    'several at once',
    { agent: wire, types: ['EVENT'], hasContradiction: true, disclosures: ['INSTITUTION', 'NAMED_PERSON'] },
    (claim) =>
      withAgent(wire)(claim) &&
      claim.type === 'EVENT' &&
      claim.contradictions.totalCount > 0 &&
      (withDisclosure('INSTITUTION')(claim) || withDisclosure('NAMED_PERSON')(claim)),
  ],
];

test.each(filters)(
  'a search filtered by %s finds just those claims of which other fields say so',
  async (_, filter, holds) => {
    const all = (await hitsOf(wide)).map((hit) => hit.claim.id);
    const expected = claims.filter((claim) => all.includes(claim.id) && holds(claim)).map((claim) => claim.id);
    expect(expected.length).toBeGreaterThan(0);
    const found = (await hitsOf(wide, filter)).map((hit) => hit.claim.id);
    expect(found.sort()).toEqual(expected.sort());
  },
);

test.each(filters)(
  'a list filtered by %s has just those claims of which other fields say so, in both orders',
  async (_, filter, holds) => {
    const expected = claims
      .filter(holds)
      .map((claim) => claim.id)
      .sort();
    for (const order of ['RECORDED_DESC', 'DISTINCT_ORIGINS_DESC']) {
      const found: string[] = [];
      for (let after: string | null = null; ;) {
        const { data, errors }: GraphqlAnswer = await api.ask(
          `query ($filter: ClaimFilter, $after: String) { claims(filter: $filter, orderBy: ${order}, first: 100, after: $after) {
           nodes { id } pageInfo { hasNextPage endCursor } } }`,
          { filter, after },
        );
        expect(errors).toBeUndefined();
        found.push(...data!.claims.nodes.map((node: { id: string }) => node.id));
        if (!data!.claims.pageInfo.hasNextPage) break;
        after = data!.claims.pageInfo.endCursor;
      }
      expect({ order, found: found.sort() }).toEqual({ order, found: expected });
    }
  },
);

test('a filter by what stands in no confirmed chain finds nothing', async () => {
  expect(await hitsOf(wide, { agent: widow })).toEqual([]);
  expect(await hitsOf(wide, { language: 'fr' })).toEqual([]);
  expect(await hitsOf(wide, { publishedFrom: '2090-01-01T00:00:00Z' })).toEqual([]);
  expect(await hitsOf(wide, { types: [] })).toEqual([]);
});

test('a claim needs one of the words only, and the one with all of them comes first', async () => {
  const hits = await hitsOf('inform Pakistan before strike');
  expect(hits[0]?.claim.text).toBe('Iran did not inform Pakistan before the strike');
  expect(hits.length).toBeGreaterThan(5);
  expect(hits.some((hit) => !/inform/.test(hit.claim.text))).toBe(true);
  for (const hit of hits) expect(hit.claim.text).toMatch(/inform|pakistan|before|str(i|u)[ck]/i);
  const scores = hits.map((hit) => hit.score);
  expect(scores).toEqual([...scores].sort((one, other) => other - one));
  expect(scores[0]).toBeGreaterThan(scores[scores.length - 1]!);
});

test('every claim that has a word is found, whatever its ending', async () => {
  const withStrike = claims.filter((claim) => /\bstrikes?\b/i.test(claim.text)).map((claim) => claim.id);
  expect(withStrike.length).toBeGreaterThan(2);
  for (const word of ['strike', 'strikes', 'STRIKE', "strike's"]) {
    expect((await hitsOf(word)).map((hit) => hit.claim.id).sort()).toEqual([...withStrike].sort());
  }
});

test('highlights are the words of the text that matched, as they stand there', async () => {
  const [first] = await hitsOf('informed striking before');
  expect(first?.claim.text).toBe('Iran did not inform Pakistan before the strike');
  expect(first?.highlights).toEqual(['inform', 'before', 'strike']);
  for (const { claim, highlights } of await hitsOf(wide)) {
    expect(highlights.length).toBeGreaterThan(0);
    for (const word of highlights) expect(claim.text).toContain(word);
  }
});

test('claims that match equally well keep their order from page to page', async () => {
  const walk = async (first: number) => {
    const nodes: { score: number; claim: { id: string } }[] = [];
    for (let after: string | null = null; ;) {
      const { data }: GraphqlAnswer = await api.ask(
        `query ($after: String) { searchClaims(text: "Quillport", first: ${first}, after: $after) {
           nodes { score claim { id } } pageInfo { hasNextPage endCursor } } }`,
        { after },
      );
      nodes.push(...data!.searchClaims.nodes);
      if (!data!.searchClaims.pageInfo.hasNextPage) return nodes;
      after = data!.searchClaims.pageInfo.endCursor;
    }
  };
  const whole = await walk(100);
  expect(new Set(whole.map((hit) => hit.score)).size).toBeLessThan(whole.length / 2);
  expect(await walk(1)).toEqual(whole);
  expect(await walk(7)).toEqual(whole);
});
