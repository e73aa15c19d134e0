import { getNamedType, isInputObjectType, isObjectType } from 'graphql';
import { buildSchema } from '../../src/api/build-schema';
import { encodeCursor } from '../../src/graph/page';
import type { Graph } from '../../src/graph/graph';
import { startTestApi, type TestApi } from '../support/api';
import { seededGraph } from '../support/graph';
import { expectRefusal } from './refusal';

const claimId = 'clm_01a20de1-59ab-7cf1-92fb-87c5068d4cf4';
const agentId = 'agt_01a20de1-59a7-76d0-8ca3-0c62f742dead';

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

/** Every list: how it is asked with the given arguments. */
const below = (type: string, id: string, list: string) => (args: string) =>
  `{ node(id: "${id}") { ... on ${type} { ${list}(${args}) { nodes { __typename } } } } }`;
const root =
  (list: string, more = '') =>
  (args: string) =>
    `{ ${list}(${more} ${args}) { nodes { __typename } } }`;
const lists: Record<string, (args: string) => string> = {
  'Agent.claims': (args) => `{ agent(id: "${agentId}") { claims(${args}) { nodes { __typename } } } }`,
  'Claim.attributionChains': below('Claim', claimId, 'attributionChains'),
  'Claim.contradictions': below('Claim', claimId, 'contradictions'),
  'Claim.deniedBy': below('Claim', claimId, 'deniedBy'),
  'Claim.relations': below('Claim', claimId, 'relations'),
  'Claim.reviews': below('Claim', claimId, 'reviews'),
  'Claim.sources': below('Claim', claimId, 'sources'),
  'Claim.speakers': below('Claim', claimId, 'speakers'),
  'Document.claims': below('Document', 'doc_536ad36c-2963-55d2-b5c9-d2a3f8fe8173', 'claims'),
  'Document.versions': below('Document', 'doc_536ad36c-2963-55d2-b5c9-d2a3f8fe8173', 'versions'),
  'DocumentVersion.attributions': below('DocumentVersion', 'ver_ad5caa25-55b0-5531-8cd5-bcb4fa282eb8', 'attributions'),
  'Query.agents': root('agents'),
  'Query.claims': root('claims'),
  'Query.contradictions': root('contradictions'),
  'Query.documents': root('documents'),
  'Query.searchClaims': root('searchClaims', 'text: "shelling"'),
  'agents by name': root('agents', 'filter: { name: "ministry" }'),
  'claims by origins': root('claims', 'orderBy: DISTINCT_ORIGINS_DESC'),
  'claims of an agent': root('claims', `filter: { agent: "${agentId}" }`),
};
const everyList = Object.entries(lists);

test.each(everyList)('%s refuses a page size outside 1 to 100', async (_, ask) => {
  for (const first of [0, -1, 101, -2147483648]) {
    expectRefusal(await api.ask(ask(`first: ${first}`)), 'BAD_USER_INPUT', /first: -?\d+ is not between 1 and 100/);
  }
});

test('a page size far too large, no whole number or null is refused with a word on first', async () => {
  for (const first of ['9999999999', '1.5', 'null', '"20"', '[20]', 'true']) {
    expectRefusal(await api.ask(`{ claims(first: ${first}) { nodes { id } } }`), 'BAD_USER_INPUT');
  }
  const { status, errors } = await api.ask('{ claims(first: 2147483647) { nodes { id } } }');
  expectRefusal(
    { status, errors },
    errors?.[0]?.extensions.code === 'COST_LIMIT' ? 'COST_LIMIT' : 'BAD_USER_INPUT',
    /first/,
  );
});

const foreign = encodeCursor('another list', ['x']);
const garbage = ['', ' ', 'x', '!!!', 'bnVsbA', 'W10', 'e30', '"\\u0000"', 'x'.repeat(5_000), foreign];
test.each(everyList)('%s refuses a cursor that it did not give', async (_, ask) => {
  for (const cursor of garbage) {
    const answer = await api.ask(ask(`after: ${JSON.stringify(cursor)}`));
    expectRefusal(answer, 'BAD_USER_INPUT', /^after: not a cursor of this list\.$/);
  }
});

test('a cursor of one list is refused by every other', async () => {
  const { data } = await api.ask('{ claims(first: 1) { pageInfo { endCursor } } }');
  const cursor = data!.claims.pageInfo.endCursor as string;
  for (const [name, ask] of everyList) {
    const answer = await api.ask(ask(`after: "${cursor}"`));
    if (name === 'Query.claims') expect(answer.errors).toBeUndefined();
    else expectRefusal(answer, 'BAD_USER_INPUT', /^after: not a cursor of this list\.$/);
  }
});

test.each([
  ['Query.claims', ['claims', 1e300, claimId]],
  ['Query.claims', ['claims', -8.64e15 - 1, claimId]],
  ['Query.claims', ['claims', 1, 2]],
  ['Query.claims', ['claims', 1, claimId, 3]],
  ['claims by origins', ['claims.origins', -1e300, claimId]],
  ['Query.agents', ['agents', 8.64e15 + 1, agentId]],
  ['Query.searchClaims', ['claims.search', 1e308, 'x']],
  ['Document.versions', ['document.versions', 1.5]],
  ['Document.versions', ['document.versions', 1e300]],
])('%s meets a forged cursor %j without an unexpected error', async (list, [name, ...position]) => {
  const cursor = encodeCursor(name as string, position);
  const answer = await api.ask((lists[list] as (args: string) => string)(`after: "${cursor}"`));
  expect(answer.status).toBeLessThan(500);
  if (answer.errors) expectRefusal(answer, 'BAD_USER_INPUT', /^after: /);
});

/** Every argument and input field that takes an id, and the id of another kind that it must refuse. */
const idArguments: Record<string, [(id: string) => string, string | null]> = {
  'Query.agent(id)': [(id) => `{ agent(id: ${id}) { id } }`, claimId],
  'Query.claim(id)': [(id) => `{ claim(id: ${id}) { id } }`, agentId],
  'Query.document(id)': [(id) => `{ document(id: ${id}) { id } }`, claimId],
  // These take an id of any kind.
  'Query.node(id)': [(id) => `{ node(id: ${id}) { id } }`, null],
  'Query.nodes(ids)': [(id) => `{ nodes(ids: ["${claimId}", ${id}]) { id } }`, null],
  'AttributionChainFilter.agent': [
    (id) => `{ claim(id: "${claimId}") { attributionChains(filter: { agent: ${id} }) { nodes { id } } } }`,
    claimId,
  ],
  'ClaimFilter.agent': [(id) => `{ claims(filter: { agent: ${id} }) { nodes { id } } }`, claimId],
  'ClaimFilter.outlet': [(id) => `{ searchClaims(text: "x", filter: { outlet: ${id} }) { nodes { score } } }`, claimId],
  'ClaimRelationFilter.agent': [(id) => `{ contradictions(filter: { agent: ${id} }) { nodes { id } } }`, claimId],
  'ClaimRelationFilter.claim': [(id) => `{ contradictions(filter: { claim: ${id} }) { nodes { id } } }`, agentId],
  'DocumentFilter.publisher': [(id) => `{ documents(filter: { publisher: ${id} }) { nodes { id } } }`, claimId],
};

// What mutations take is tried in tests/api/mutations.test.ts, and what subscriptions take in feed.test.ts.
const elsewhere = (type: string) => type.endsWith('Input') || type === 'ChangeFilter';

test('every argument of a question that takes an id is tried here', () => {
  const taking: string[] = [];
  for (const type of Object.values(buildSchema().getTypeMap())) {
    if (type.name.startsWith('__') || elsewhere(type.name)) continue;
    if (isInputObjectType(type)) {
      for (const field of Object.values(type.getFields())) {
        if (getNamedType(field.type).name === 'ID') taking.push(`${type.name}.${field.name}`);
      }
    }
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      for (const arg of field.args) {
        if (getNamedType(arg.type).name === 'ID') taking.push(`${type.name}.${field.name}(${arg.name})`);
      }
    }
  }
  expect(Object.keys(idArguments).sort()).toEqual(taking.sort());
});

const malformed = [
  ...[
    '',
    ' ',
    'x',
    'clm',
    'clm_',
    claimId.slice(4),
    claimId.toUpperCase(),
    `${claimId} `,
    `${claimId}\n`,
    `${claimId}x`,
  ],
  ...[claimId.replace('clm', 'xyz'), "' OR 1=1 --", '"}) DETACH DELETE n //', '🙂', 'x'.repeat(10_000), '0'],
];
test.each(Object.entries(idArguments))(
  '%s refuses what is no id, or that of another kind',
  async (_, [ask, otherKind]) => {
    for (const id of otherKind ? [...malformed, otherKind] : malformed) {
      expectRefusal(await api.ask(ask(JSON.stringify(id))), 'BAD_USER_INPUT', /\bid\b/);
    }
  },
);

test('an id of a kind that is no node of its own gives null', async () => {
  const { data, errors } = await api.ask('{ node(id: "qty_01a20de1-59ab-7cf1-92fb-87c5068d4cf4") { id } }');
  expect({ data, errors }).toEqual({ data: { node: null }, errors: undefined });
});

test('more than 100 ids at once are refused', async () => {
  const answer = await api.ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', {
    ids: Array<string>(101).fill(claimId),
  });
  expectRefusal(answer, 'BAD_USER_INPUT', /more than 100/);
});

test('a document is asked for by exactly one of id and url', async () => {
  const id = 'doc_536ad36c-2963-55d2-b5c9-d2a3f8fe8173';
  for (const args of ['', '(id: null)', `(id: "${id}", url: "https://orrinpost.example/")`, '(id: null, url: null)']) {
    expectRefusal(await api.ask(`{ document${args} { id } }`), 'BAD_USER_INPUT', /exactly one of id and url/);
  }
});

test('an address that is none, or not http(s), is refused', async () => {
  const addresses = [
    '',
    'x',
    'example.org/a',
    'ftp://a.example/',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'http://',
    'https:// /',
  ];
  for (const url of addresses) {
    expectRefusal(await api.ask(`{ document(url: ${JSON.stringify(url)}) { id } }`), 'BAD_USER_INPUT');
    expectRefusal(await api.ask('query ($url: URL!) { document(url: $url) { id } }', { url }), 'BAD_USER_INPUT');
  }
});

test('a search for nothing, and one longer than 1,000 characters, are refused', async () => {
  const search = (text: string) =>
    api.ask('query ($text: String!) { searchClaims(text: $text) { nodes { score } } }', { text });
  for (const text of ['', ' ', '\n\t '])
    expectRefusal(await search(text), 'BAD_USER_INPUT', /^text: nothing to look for/);
  expectRefusal(await search('x'.repeat(1_001)), 'BAD_USER_INPUT', /^text: longer than 1000 characters/);
  expect((await search('shell '.repeat(166))).errors).toBeUndefined();
});

test('a search for nothing but syntax or stop words finds nothing, without an error', async () => {
  const texts = [
    '+-&|!(){}[]^"~*?:\\/',
    '"',
    '\\',
    '(',
    '[* TO *]',
    '&&',
    'AND OR NOT',
    'the of and to',
    '/.*/',
    '🙂',
    '\u0000',
  ];
  for (const text of texts) {
    const { data, errors } = await api.ask(
      'query ($text: String!) { searchClaims(text: $text) { totalCount nodes { score } pageInfo { hasNextPage endCursor } } }',
      { text },
    );
    expect({ text, errors }).toEqual({ text, errors: undefined });
    const none = { totalCount: 0, nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };
    expect({ text, found: data!.searchClaims }).toEqual({ text, found: none });
  }
});

test('syntax in a search means nothing: the words alone are looked for', async () => {
  const found = async (text: string) => {
    const { data, errors } = await api.ask(
      'query ($text: String!) { searchClaims(text: $text, first: 100) { nodes { score claim { id } } } }',
      { text },
    );
    expect(errors).toBeUndefined();
    return data!.searchClaims.nodes;
  };
  const plain = await found('harbour children');
  expect(plain.length).toBeGreaterThan(3);
  for (const text of [
    'harbour AND children',
    '+harbour -children',
    '(harbour) "children"~',
    'harbour^ || !children',
    'HARBOUR/children',
  ]) {
    expect(await found(text)).toEqual(plain);
  }
  expect(await found('text:*')).toEqual(await found('text'));
  expect(await found('x'.repeat(1_000))).toEqual([]);
});

test('an agent sought by a name without words, or by a very long one, is not found, without an error', async () => {
  for (const name of ['', ' ', '*', 'AND', '"', 'x'.repeat(100_000), 'x '.repeat(50_000)]) {
    const { data, errors } = await api.ask(
      'query ($name: String!) { agents(filter: { name: $name }) { nodes { id } totalCount } }',
      { name },
    );
    expect({ name: name.slice(0, 9), errors }).toEqual({ name: name.slice(0, 9), errors: undefined });
    expect(data!.agents).toEqual({ nodes: [], totalCount: 0 });
  }
});

test('a span of time that ends before it begins, and what is no moment, are refused', async () => {
  const claims = (filter: string) => api.ask(`{ claims(filter: { ${filter} }) { nodes { id } } }`);
  const [one, other] = ['"2021-03-09T00:00:00Z"', '"2021-03-10T00:00:00Z"'];
  for (const [from, until] of [
    [other, one],
    [one, one],
  ]) {
    expectRefusal(await claims(`publishedFrom: ${from}, publishedUntil: ${until}`), 'BAD_USER_INPUT', /publishedUntil/);
  }
  for (const moment of ['"yesterday"', '""', '7', 'true', '"2021-13-45"', '"9 March 2021"']) {
    expectRefusal(await claims(`publishedFrom: ${moment}`), 'BAD_USER_INPUT');
  }
});

const documents: [string, string, RegExp][] = [
  ['a value that is none of an enum', '{ claims(filter: { types: [RUMOUR] }) { nodes { id } } }', /RUMOUR/],
  ['an order that there is not', '{ claims(orderBy: ALPHABET) { nodes { id } } }', /ALPHABET/],
  ['a field that there is not', '{ claims { nodes { veracity } } }', /veracity/],
  ['an argument that there is not', '{ claims(last: 3) { nodes { id } } }', /last/],
  ['a filter that there is not', '{ claims(filter: { speaker: "x" }) { nodes { id } } }', /speaker/],
  ['an object without a selection', '{ claims }', /claims/],
  ['a missing argument', '{ claim { id } }', /id/],
  ['a syntax error', '{ claims { nodes { id }', /^Syntax Error/],
  ['no document', ' ', /./],
  ['a document without an operation', 'fragment F on Claim { id }', /./],
  ['a fragment that spreads itself', '{ claims { nodes { ...F } } } fragment F on Claim { id ...F }', /F/],
  ['two operations and no word on which', 'query A { __typename } query B { __typename }', /operation/i],
  ['a mutation that there is not', 'mutation { deleteClaim { id } }', /deleteClaim/],
  ['a subscription, which there is none of', 'subscription { claims { id } }', /subscription/i],
];
test.each(documents)('%s is refused', async (_, query, about) => {
  expectRefusal(await api.ask(query), 'BAD_USER_INPUT', about);
});

test('variables that do not fit are refused', async () => {
  const query = 'query ($id: ID!, $first: Int = 5) { claim(id: $id) { speakers(first: $first) { nodes { id } } } }';
  for (const variables of [
    {},
    { id: null },
    { id: { a: 1 } },
    { id: [] },
    { id: claimId, first: 'x' },
    { id: claimId, first: 1.5 },
  ]) {
    expectRefusal(await api.ask(query, variables), 'BAD_USER_INPUT', /Variable "\$/);
  }
});

/** The raw answer to a body sent as it is. */
async function post(body: string | undefined, type = 'application/json', accept = 'application/json') {
  const headers = { ...(type ? { 'content-type': type } : {}), accept };
  const response = await fetch(`${api.url}/graphql`, { method: 'POST', headers, body });
  expect(response.headers.get('content-type')).toMatch(/json/);
  const { errors } = (await response.json()) as { errors: { message: string; extensions: Record<string, unknown> }[] };
  return { status: response.status, errors };
}

const bodies: [string, string | undefined, string, number][] = [
  ['an empty body', '', 'application/json', 400],
  ['no body', undefined, 'application/json', 400],
  ['a body that is no JSON', '{ claims', 'application/json', 400],
  ['a body without a query', '{}', 'application/json', 400],
  ['null', 'null', 'application/json', 400],
  ['a query that is no text', '{"query": 7}', 'application/json', 400],
  ['variables that are no object', '{"query": "{ __typename }", "variables": "x"}', 'application/json', 400],
  ['an unknown operation name', '{"query": "query A { __typename }", "operationName": "B"}', 'application/json', 400],
  ['a batch', '[{"query": "{ __typename }"}, {"query": "{ __typename }"}]', 'application/json', 400],
  ['plain text', '{ __typename }', 'text/plain', 400],
  ['a form', 'query=%7B__typename%7D', 'application/x-www-form-urlencoded', 415],
  ['GraphQL as it is', '{ __typename }', 'application/graphql', 415],
];
test.each(bodies)('%s is refused', async (_, body, type, status) => {
  const answer = await post(body, type);
  expectRefusal(answer, 'BAD_USER_INPUT');
  expect(answer.status).toBe(status);
});

test('a body of 300 kB is refused before it is read', async () => {
  const answer = await post(JSON.stringify({ query: '{ __typename }', variables: { x: 'x'.repeat(300_000) } }));
  expectRefusal(answer, 'COST_LIMIT', /larger than 262144 bytes/);
  expect(answer.status).toBe(413);
});

test('a query of 5,000 tokens is refused, one of 3,000 is not', async () => {
  const query = (tokens: number) => `{ claims(filter: { types: [${'EVENT '.repeat(tokens)}] }) { totalCount } }`;
  expectRefusal(await api.ask(query(5_000)), 'COST_LIMIT', /4,?000/);
  expect((await api.ask(query(3_000))).errors).toBeUndefined();
});

test('a query of 21 levels is refused, one of 20 is not, through fragments too', async () => {
  const relays = (levels: number, inner: string) => `${'relays { '.repeat(levels)}${inner}${' }'.repeat(levels)}`;
  const query = (levels: number) =>
    `{ node(id: "atr_01a20de1-59af-7156-9625-5929a3cf9244") { ... on Attribution { ${relays(levels, 'id')} } } }`;
  expect((await api.ask(query(18))).errors).toBeUndefined();
  expectRefusal(await api.ask(query(19)), 'COST_LIMIT', /21 levels deep; at most 20/);
  const byFragment = `${query(9).replace('id }', `${'...Deep'} }`)} fragment Deep on Attribution { ${relays(10, 'id')} }`;
  expectRefusal(await api.ask(byFragment), 'COST_LIMIT', /21 levels deep/);
});

test('51 aliases are refused, 50 are not, through fragments too', async () => {
  const aliases = (count: number, from = 0) =>
    Array.from({ length: count }, (_, i) => `a${i + from}: __typename`).join(' ');
  expect((await api.ask(`{ ${aliases(50)} }`)).errors).toBeUndefined();
  expectRefusal(await api.ask(`{ ${aliases(51)} }`), 'COST_LIMIT', /51 aliases; at most 50/);
  const byFragment = `{ claims(first: 1) { nodes { ...F } edges { node { ...F } } } } fragment F on Claim { ${aliases(26)} }`;
  expectRefusal(await api.ask(byFragment), 'COST_LIMIT', /52 aliases/);
});

const inner = (first: string) =>
  `nodes { attributionChains(first: ${first}) { nodes { claim { speakers(first: ${first}) { nodes { id } } } } } }`;
const costly: [string, string, Record<string, unknown>][] = [
  ['pages within pages', `{ claims(first: 100) { ${inner('11')} } }`, {}],
  ['page sizes in variables', `query ($n: Int!) { claims(first: $n) { ${inner('$n')} } }`, { n: 22 }],
  ["page sizes that are variables' defaults", `query ($n: Int! = 22) { claims(first: $n) { ${inner('$n')} } }`, {}],
  [
    'lists side by side in a fragment',
    `{ claims(first: 100) { nodes { ...F } } } fragment F on Claim { speakers(first: 60) { nodes { id } } sources(first: 60) { nodes { id } } }`,
    {},
  ],
  [
    'many nodes by id, each with lists',
    `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Claim { sources(first: 100) { nodes { id } } speakers(first: 20) { nodes { id } } } } }`,
    { ids: Array<string>(100).fill(claimId) },
  ],
];
test.each(costly)('%s cost too much together', async (_, query, variables) => {
  const answer = await api.ask(query, variables);
  expectRefusal(answer, 'COST_LIMIT', /may give \d+ objects .* at most 10000 are allowed/);
  expect(answer.queries).toEqual([]);
});

test('what a limit refuses never reaches the database', async () => {
  const refused = await api.ask(`{ claims(first: 100) { ${inner('100')} } }`);
  expectRefusal(refused, 'COST_LIMIT');
  expect(refused).toMatchObject({ status: 400, queries: [] });
});
