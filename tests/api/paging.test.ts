import { isInterfaceType, isObjectType } from 'graphql';
import { buildSchema } from '../../src/api/build-schema';
import type { Graph } from '../../src/graph/graph';
import { shippedSeeds } from '../../src/features/seed/seed.files';
import { seed } from '../../src/features/seed/seed.service';
import { newId, reviewId } from '../../src/identity';
import { copySeed, removeCopies } from '../graph/seed-copy';
import { startTestApi, type TestApi } from '../support/api';
import { emptyGraph } from '../support/graph';
import { Hand } from '../support/writing';
import type { Json } from './json';

const gannet = 'clm_01a20de1-59ab-7cf1-92fb-87d17919f2aa';
const vessel = 'clm_01a20de1-59ab-7cf1-92fb-87c5068d4cf4';
const two = 'clm_01a20de1-59ab-7cf1-92fb-87c3960544eb';
const skerries = 'clm_01a20de1-59ab-7cf1-92fb-88002bbc304f';
const newsweek = 'agt_01a20dd7-8505-7678-a399-def297619b5c';
const broadcaster = 'agt_01a20de1-59a8-72af-9f37-f58ba7094832';
const wire = 'agt_01a20de1-59a7-76d0-8ca3-0c62f742dead';
const orrinPost = 'doc_536ad36c-2963-55d2-b5c9-d2a3f8fe8173';
const denial = newId('Attribution');
const relation = 'rel_65c2e547-d678-55ab-aacb-c5d8e8d049d8';
const blog = 'ver_2c810560-2830-5472-b5cd-4629effd78e4';

/** A list: its field, what is asked around it, its arguments besides those of paging, and what a node is known by. */
interface List {
  /** What is counted without asking the database again. */
  countsItself?: true;
  field: string;
  around: (list: string) => string;
  path: string[];
  args?: string;
  node?: string;
}
const root = (name: string, args = '', node = 'id'): List => ({
  field: `Query.${name}`,
  around: (list) => list,
  path: [name],
  args,
  node,
});
const below = (field: string, parent: string, id: string, args = ''): List => ({
  field,
  around: (list) =>
    parent === 'Agent'
      ? `parent: agent(id: "${id}") { ${list} }`
      : `parent: node(id: "${id}") { ... on ${parent} { ${list} } }`,
  path: ['parent', field.split('.')[1] ?? ''],
  args,
});

/** For every list of the schema a parent that has some; a new list needs a row. */
const lists: Record<string, List> = {
  agents: root('agents'),
  'agents of a type': root('agents', 'filter: { types: [UNNAMED_SOURCE, PERSON] }'),
  'agents by name': root('agents', 'filter: { name: "ministry" }'),
  claims: root('claims'),
  'claims with most origins': root('claims', 'orderBy: DISTINCT_ORIGINS_DESC'),
  'claims in every state': root('claims', 'filter: { reviewStates: [CONFIRMED, PROPOSED, REJECTED] }'),
  'claims in every state with most origins': root(
    'claims',
    'orderBy: DISTINCT_ORIGINS_DESC, filter: { reviewStates: [PROPOSED, CONFIRMED, REJECTED] }',
  ),
  'claims of an agent': root('claims', `filter: { agent: "${broadcaster}" }`),
  'claims of an outlet': root('claims', `filter: { outlet: "${wire}" }`),
  contradictions: root('contradictions'),
  'contradictions in every state': root('contradictions', 'filter: { reviewStates: [REJECTED, CONFIRMED] }'),
  documents: root('documents'),
  search: root('searchClaims', 'text: "shelling of Quillport"', 'score claim { id }'),
  'claims in whose chains an agent stands': below('Agent.claims', 'Agent', broadcaster),
  'claims that an agent publishes': below('Agent.claims', 'Agent', newsweek, 'role: OUTLET'),
  'claims that an agent passes on': below('Agent.claims', 'Agent', wire, 'role: RELAY'),
  'chains of a claim': below('Claim.attributionChains', 'Claim', vessel),
  'chains of a claim in every state': below(
    'Claim.attributionChains',
    'Claim',
    'clm_01a20de1-59ab-7cf1-92fb-87c98ea8d6b6',
    'filter: { reviewStates: [CONFIRMED, PROPOSED, REJECTED] }',
  ),
  'contradictions of a claim': below('Claim.contradictions', 'Claim', gannet),
  'relations of a claim': below('Claim.relations', 'Claim', two),
  'who denies a claim': below('Claim.deniedBy', 'Claim', skerries),
  'who says a claim': below('Claim.speakers', 'Claim', vessel),
  'documents of a claim': below('Claim.sources', 'Claim', vessel),
  'reviews of a claim': below('Claim.reviews', 'Claim', two),
  'claims of a document': below('Document.claims', 'Document', orrinPost),
  'versions of a document': below('Document.versions', 'Document', orrinPost),
  'history of a claim': { ...below('Claim.history', 'Claim', skerries), node: 'revision', countsItself: true },
  'history of an agent': { ...below('Agent.history', 'Agent', wire), node: 'revision', countsItself: true },
  'history of a document': {
    ...below('Document.history', 'Document', orrinPost),
    node: 'revision',
    countsItself: true,
  },
  'history of an attribution': {
    ...below('Attribution.history', 'Attribution', denial),
    node: 'revision',
    countsItself: true,
  },
  'history of a relation': {
    ...below('ClaimRelation.history', 'ClaimRelation', relation),
    node: 'revision',
    countsItself: true,
  },
  changes: root('changes'),
  'what a change set changed': {
    field: 'ChangeSet.changes',
    around: (list) => `changes(first: 1) { nodes { ${list} } }`,
    path: ['changes', 'nodes', '0', 'changes'],
    node: 'nodeId',
  },
  'attributions of a version': below('DocumentVersion.attributions', 'DocumentVersion', blog),
};

let graph: Graph;
let api: TestApi;
beforeAll(async () => {
  graph = await emptyGraph();
  for (const folder of shippedSeeds()) await seed(graph, folder);
  // The shipped sets have no claim with two denials, and none with two reviews.
  const more = copySeed('quillport-shelling', ({ attributions, reviews }) => {
    attributions![denial] = {
      version: blog,
      agent: wire,
      disclosure: 'INSTITUTION',
      asserts: { [skerries]: 'DENIED' },
    };
    const url = 'https://another-checker.example/two-children';
    reviews![reviewId(url, two)] = { url, claim: two, author: wire, claimReviewed: 'Two children died' };
  });
  await seed(graph, more);
  const hand = new Hand(graph);
  for (const note of ['looked at', 'looked at again']) {
    await hand.change('REVISE', async (writer) => {
      await writer.revise([
        { id: skerries, after: { language: note === 'looked at' ? 'en-GB' : 'en' } },
        { id: wire, after: { descriptor: note } },
        { id: orrinPost, after: { docType: note } },
        { id: denial, after: { reviewState: note === 'looked at' ? 'PROPOSED' : 'CONFIRMED' } },
        { id: relation, after: { rationale: note } },
      ]);
      return skerries;
    });
  }
  api = await startTestApi(graph);
});
afterAll(async () => {
  await api.close();
  await graph.close();
  removeCopies();
});

interface Page {
  totalCount?: number;
  edges: { cursor: string; node: unknown }[];
  nodes: unknown[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
  queries: string[];
}
async function page(list: List, first: number, after: string | null, withTotal = false): Promise<Page> {
  const args = [list.args, `first: ${first}`, after ? `after: "${after}"` : ''].filter(Boolean).join(', ');
  const node = list.node ?? 'id';
  const name = list.path[list.path.length - 1] ?? '';
  const { data, errors, queries } = await api.ask(
    `{ ${list.around(`${name}(${args}) { edges { cursor node { ${node} } } nodes { ${node} }
       pageInfo { hasNextPage hasPreviousPage startCursor endCursor } ${withTotal ? 'totalCount' : ''} }`)} }`,
  );
  expect(errors).toBeUndefined();
  const connection = list.path.reduce((value: Json, step) => value[step], data);
  return { ...connection, queries: queries.map((one) => one.name) };
}
async function walk(list: List, first: number): Promise<Page[]> {
  const pages: Page[] = [];
  for (let after: string | null = null; ;) {
    const next = await page(list, first, after);
    pages.push(next);
    if (!next.pageInfo.hasNextPage) return pages;
    after = next.pageInfo.endCursor;
  }
}
const nodesOf = (pages: Page[]) => pages.flatMap((one) => one.nodes);

test('every list of the schema is walked here', () => {
  const paged: string[] = [];
  for (const type of Object.values(buildSchema().getTypeMap())) {
    if (type.name.startsWith('__') || !(isObjectType(type) || isInterfaceType(type))) continue;
    const inherited = new Set(type.getInterfaces().flatMap((one) => Object.keys(one.getFields())));
    for (const field of Object.values(type.getFields())) {
      const isPaged = field.args.some((arg) => arg.name === 'first');
      if (isPaged && !inherited.has(field.name)) paged.push(`${type.name}.${field.name}`);
    }
  }
  expect([...new Set(Object.values(lists).map((list) => list.field))].sort()).toEqual(paged.sort());
});

describe.each(Object.entries(lists))('%s', (_, list) => {
  test.each([1, 2])(
    'come in pages of %d as in pages of 100: the same nodes in the same order, each once',
    async (first) => {
      const whole = nodesOf(await walk(list, 100));
      expect(whole.length).toBeGreaterThan(1);
      expect(new Set(whole.map((node) => JSON.stringify(node))).size).toBe(whole.length);
      const pages = await walk(list, first);
      expect(nodesOf(pages)).toEqual(whole);
      pages.forEach(({ edges, nodes, pageInfo }, place) => {
        const isLast = place === pages.length - 1;
        expect(nodes.length).toBe(isLast ? whole.length - place * first : first);
        expect(edges.map((edge) => edge.node)).toEqual(nodes);
        expect(pageInfo).toEqual({
          hasNextPage: !isLast,
          hasPreviousPage: place > 0,
          startCursor: edges[0]?.cursor,
          endCursor: edges[edges.length - 1]?.cursor,
        });
      });
      const cursors = pages.flatMap((one) => one.edges.map((edge) => edge.cursor));
      expect(new Set(cursors).size).toBe(cursors.length);
    },
  );

  test('are counted right, on every page, and by a query of its own only when the count is asked for', async () => {
    const whole = await walk(list, 100);
    const total = nodesOf(whole).length;
    const plain = await page(list, 1, null);
    const counted = await page(list, 1, null, true);
    expect(counted.totalCount).toBe(total);
    expect((await page(list, 1, plain.pageInfo.endCursor, true)).totalCount).toBe(total);
    expect(plain.queries.filter((name) => name.endsWith('#count'))).toEqual([]);
    const counting = counted.queries.filter((name) => name.endsWith('#count'));
    expect(counting).toHaveLength(list.countsItself ? 0 : 1);
    expect(counted.queries).toEqual([...plain.queries, ...counting]);
  });
});

test('the lists above are walked across equal sort keys', async () => {
  const { data } = await api.ask(`{ claims(first: 100) { nodes { recordedFrom } } }`);
  expect(new Set(data!.claims.nodes.map((node: Json) => node.recordedFrom)).size).toBe(2);
});
