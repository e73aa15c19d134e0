import { createApp, type App } from '../../src/app';
import { createKey } from '../../src/features/principal/keys.service';
import type { Graph } from '../../src/graph/graph';
import { createLog } from '../../src/log';
import { startTestApi, testAccess, type TestApi } from '../support/api';
import { seededGraph } from '../support/graph';
import type { Json } from './json';

const origin = 'https://newsroom.example';
const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
const log = createLog({ level: 'silent', format: 'json' });

let graph: Graph;
let api: TestApi;
let none: App;
beforeAll(async () => {
  graph = await seededGraph();
  api = await startTestApi(graph);
  const at = { host: '127.0.0.1', port: 0, neo4j: null };
  none = await createApp({ ...at, ...testAccess(graph, log), graph, log, mostRequests: 0 });
});
afterAll(async () => {
  await Promise.all([api.close(), none.close()]);
  await graph.close();
});

const send = (init: RequestInit & { headers?: Record<string, string> }, path = '/graphql', base = api.url) =>
  fetch(base + path, { ...init, headers: { origin, ...init.headers } });
const json = { 'content-type': 'application/json' };
const openTo = (response: Response) =>
  ['access-control-allow-origin', 'access-control-allow-credentials', 'cross-origin-resource-policy'].map((name) =>
    response.headers.get(name),
  );
const toAll = ['*', null, 'cross-origin'];

test('a page of any site may read answers by GET and POST, with their tags, without credentials', async () => {
  const body = JSON.stringify({ query: '{ __typename }' });
  for (const response of [
    await send({}, '/graphql?query={__typename}'),
    await send({ method: 'POST', headers: json, body }),
    await send({ headers: { 'if-none-match': '*' } }, '/graphql?query={__typename}'),
  ]) {
    expect(openTo(response)).toEqual(toAll);
    expect(response.headers.get('access-control-expose-headers')?.split(', ')).toEqual([
      'etag',
      'retry-after',
      'sayso-bookmark',
    ]);
  }
});

test('what goes wrong can be read there, too', async () => {
  const large = JSON.stringify({ query: '{ __typename }', x: 'x'.repeat(300_000) });
  const cases: [number, Response][] = [
    [400, await send({}, '/graphql?query={')],
    [400, await send({ method: 'POST', headers: json, body: '{' })],
    [401, await send({ headers: { authorization: 'Bearer sayso_nobodys' } }, '/graphql?query={__typename}')],
    [413, await send({ method: 'POST', headers: json, body: large })],
    [503, await send({}, '/graphql?query={__typename}', none.url)],
    [503, await send({ method: 'POST', headers: json, body: '{}' }, '/graphql', none.url)],
  ];
  for (const [status, response] of cases) {
    expect([response.status, openTo(response)]).toEqual([status, toAll]);
    expect(((await response.json()) as Json).errors).toHaveLength(1);
  }
});

test('a browser that asks before is told what may be sent; credentials may not', async () => {
  const asked = {
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'authorization,content-type',
  };
  const response = await send({ method: 'OPTIONS', headers: asked });
  expect([response.status, await response.text(), openTo(response)]).toEqual([204, '', toAll]);
  expect(response.headers.get('access-control-allow-methods')).toBe('GET, POST');
  expect(response.headers.get('access-control-allow-headers')?.split(', ')).toEqual(
    expect.arrayContaining([
      ...['authorization', 'content-type', 'if-none-match', 'last-event-id'],
      ...['sayso-bookmark', 'apollo-require-preflight', '*'],
    ]),
  );
  expect(Number(response.headers.get('access-control-max-age'))).toBeGreaterThan(0);
});

test('a subscription by server-sent events can be followed from there', async () => {
  const stopping = new AbortController();
  const query = new URLSearchParams({ query: 'subscription { changed { seq } }' }).toString();
  const response = await send(
    { headers: { accept: 'text/event-stream' }, signal: stopping.signal },
    `/graphql?${query}`,
  );
  expect([response.status, openTo(response)]).toEqual([200, toAll]);
  stopping.abort();
});

test('a page that was given a key may write with it; none that was not', async () => {
  const { key } = await createKey(graph, { principal: 'an app', role: 'REVIEWER' });
  const query = 'mutation ($input: DecideInput!) { decide(input: $input) { userErrors { code } } }';
  const input = { idempotencyKey: 'from a page', id: 'clm_01a20dd7-8507-7953-ab78-000000000000', to: 'CONFIRMED' };
  const body = JSON.stringify({ query, variables: { input } });
  const codes = async (headers: Record<string, string>) => {
    const response = await send({ method: 'POST', headers: { ...json, ...headers }, body });
    expect(openTo(response)).toEqual(toAll);
    const { data, errors } = (await response.json()) as Json;
    return errors ? errors[0].extensions.code : data.decide.userErrors[0].code;
  };
  expect(await codes({})).toBe('UNAUTHENTICATED');
  expect(await codes({ cookie: `authorization=Bearer ${key}` })).toBe('UNAUTHENTICATED');
  expect(await codes({ authorization: `Bearer ${key}` })).toBe('NOT_FOUND');
});

// What a browser sends without asking before.
test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
  'a POST of %s runs nothing',
  async (type) => {
    const body = JSON.stringify({ query: '{ __typename }' });
    const response = await send({ method: 'POST', headers: { 'content-type': type }, body });
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(await response.text()).not.toContain('"data"');
  },
);

test.each([
  ['/', 'GET'],
  ['/graphql', 'GET'],
  ['/cypher', 'GET'],
  ['/cypher', 'OPTIONS'],
  ['/nowhere', 'OPTIONS'],
])('the page at %s, by %s, is for its own site', async (path, method) => {
  const response = await send({ method, headers: { accept: browser } }, path);
  expect(openTo(response)).toEqual([null, null, 'same-origin']);
});
