import type { Graph } from '../../src/graph/graph';
import { startTestApi, type TestApi } from '../support/api';
import { seededGraph } from '../support/graph';
import { expectRefusal } from './refusal';
import type { Json } from './json';

const claim = 'clm_01a20dd7-8507-7953-ab78-6c292f50661a';
const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

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

const get = (parameters: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(`${api.url}/graphql?${new URLSearchParams(parameters).toString()}`, { headers });

test('a query by GET is answered, with variables and an operation name', async () => {
  const plain = await get({ query: `{ claim(id: "${claim}") { text } }` });
  expect([plain.status, await plain.json()]).toEqual([
    200,
    { data: { claim: { text: 'Iran did not inform Pakistan before the strike' } } },
  ]);
  const parameters = {
    query: 'query A { __typename } query B($id: ID!) { claim(id: $id) { id } }',
    operationName: 'B',
    variables: JSON.stringify({ id: claim }),
  };
  expect(await (await get(parameters)).json()).toEqual({ data: { claim: { id: claim } } });
});

test('a query by GET that is refused is refused as JSON', async () => {
  const asked: Record<string, string>[] = [
    {},
    { query: '' },
    { query: '{' },
    { query: '{ __typename }', variables: '{' },
  ];
  for (const parameters of asked) {
    const response = await get(parameters);
    expect(response.headers.get('content-type')).toMatch(/^application\/(graphql-response\+)?json/);
    const { errors } = (await response.json()) as Json;
    expectRefusal({ status: response.status, errors }, 'BAD_USER_INPUT');
    expect(response.status).toBe(400);
  }
});

test('a person with a browser gets a page at the address where a program gets JSON, and caches keep the two apart', async () => {
  const page = await get({ query: '{ __typename }' }, { accept: browser });
  expect(page.headers.get('content-type')).toMatch(/^text\/html/);
  expect(await page.text()).toMatch(/^<!doctype html>/i);
  expect(page.headers.get('vary')).toMatch(/accept/i);
  for (const accept of [
    'application/json',
    '*/*',
    'application/graphql-response+json',
    'application/json, text/html;q=0.5',
  ]) {
    const answer = await get({ query: '{ __typename }' }, { accept });
    expect(answer.headers.get('content-type')).toMatch(/^application\/(graphql-response\+)?json/);
    expect(await answer.json()).toEqual({ data: { __typename: 'Query' } });
    expect(answer.headers.get('vary')).toMatch(/accept/i);
  }
});

test('a POST is answered as JSON, whatever a browser accepts', async () => {
  const response = await fetch(`${api.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json, text/html' },
    body: JSON.stringify({ query: '{ __typename }' }),
  });
  expect(await response.json()).toEqual({ data: { __typename: 'Query' } });
});

test('answers of the API carry the security headers', async () => {
  for (const response of [
    await get({ query: '{ __typename }' }),
    await get({ query: '{' }),
    await fetch(`${api.url}/nowhere`),
  ]) {
    expect(response.headers.get('content-security-policy')).toMatch(/default-src 'none'/);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('x-frame-options')).toBe('DENY');
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    expect(response.headers.get('x-powered-by')).toBeNull();
  }
});

test('an address or a method that there is not is told as JSON', async () => {
  const headers = { 'content-type': 'application/json', accept: browser };
  const responses = [
    await fetch(`${api.url}/nowhere`, { headers: { accept: browser } }),
    await fetch(`${api.url}/graphql/more`, { method: 'POST', headers, body: '{}' }),
    await fetch(`${api.url}/graphql`, { method: 'PUT', headers, body: '{}' }),
    await fetch(`${api.url}/graphql`, { method: 'DELETE' }),
  ];
  for (const response of responses) {
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toMatch(/^application\/json/);
    const told = await response.text();
    expect(JSON.parse(told)).toEqual(expect.any(Object));
    expect(told).not.toMatch(/stack|node_modules|FST_ERR/);
  }
});

test('a body that is too large is told as JSON in the shape of GraphQL', async () => {
  const body = JSON.stringify({ query: '{ __typename }', x: 'x'.repeat(300_000) });
  const headers = { 'content-type': 'application/json', accept: browser };
  const response = await fetch(`${api.url}/graphql`, { method: 'POST', headers, body });
  expect(response.status).toBe(413);
  expect(response.headers.get('content-type')).toMatch(/^application\/json/);
  const { errors } = (await response.json()) as Json;
  expectRefusal({ status: response.status, errors }, 'COST_LIMIT');
});

test('the server is live and ready on a database that is up to date', async () => {
  for (const [path, status] of [
    ['/health/live', 'live'],
    ['/health/ready', 'ready'],
  ] as const) {
    const response = await fetch(`${api.url}${path}`);
    expect([response.status, await response.json()]).toEqual([200, { status }]);
    expect(response.headers.get('cache-control')).toBe('no-store');
  }
});
