import { setTimeout as sleep } from 'node:timers/promises';
import { request } from 'node:http';
import { createKey } from '../../src/features/principal/keys.service';
import type { Graph } from '../../src/graph/graph';
import { openResearchPool, type ResearchPool } from '../../src/graph/research';
import { startTestApi, type TestApi } from '../support/api';
import { seededGraph, testNeo4j } from '../support/graph';

jest.setTimeout(900_000);

let graph: Graph;
let pool: ResearchPool;
const apis: Record<'off' | 'members' | 'anonymous', TestApi> = {} as never;

beforeAll(async () => {
  graph = await seededGraph();
  pool = openResearchPool({ ...testNeo4j(), most: 8 });
  for (const who of ['off', 'members', 'anonymous'] as const) {
    apis[who] = await startTestApi(graph, undefined, { research: { pool, who, most: 2, timeoutMs: 10_000 } });
  }
});
afterAll(async () => {
  for (const api of Object.values(apis)) await api.close();
  await pool.close();
  await graph.close();
});

function post(body: unknown, headers: Record<string, string> = {}, who: keyof typeof apis = 'anonymous') {
  return fetch(`${apis[who].url}/cypher`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}
const endless = 'UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN count(*)';

test('a statement with its parameters is answered in the shape of Query API v2', async () => {
  const statement = 'MATCH (c:Claim) WITH c ORDER BY c.id LIMIT $n RETURN c.id AS id, count(*) AS n, c';
  const response = await post({ statement, parameters: { n: 1 } });
  expect(response.status).toBe(200);
  const id = expect.stringMatching(/^clm_/) as unknown;
  const node = {
    elementId: expect.any(String) as unknown,
    labels: ['Claim'],
    properties: expect.objectContaining({ id }) as unknown,
  };
  expect(await response.json()).toEqual({ data: { fields: ['id', 'n', 'c'], values: [[id, 1, node]] } });
});

test('a relationship has its ends, and a path is its nodes and relationships in turn', async () => {
  const response = await post({ statement: 'MATCH p = (:Attribution)-[r:ASSERTS]->(:Claim) RETURN r, p LIMIT 1' });
  const { data } = (await response.json()) as {
    data: { values: [[Record<string, unknown>, Record<string, unknown>[]]] };
  };
  const [[relationship, path]] = data.values;
  expect(path.map((one) => one.labels ?? one.type)).toEqual([['Attribution'], 'ASSERTS', ['Claim']]);
  expect(path[1]).toEqual(relationship);
  expect([relationship.startNodeElementId, relationship.endNodeElementId]).toEqual([
    path[0]?.elementId,
    path[2]?.elementId,
  ]);
});

test('who asks for JSON lines gets the fields, a line a row, and a summary', async () => {
  const response = await post({ statement: 'UNWIND range(1, 3) AS x RETURN x' }, { accept: 'application/jsonl' });
  expect(response.headers.get('content-type')).toContain('application/jsonl');
  const lines = (await response.text()).trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
    { fields: ['x'] },
    { values: [1] },
    { values: [2] },
    { values: [3] },
    { summary: { rows: 3 } },
  ]);
});

test('an error halfway is the last line', async () => {
  const statement = 'UNWIND range(1, 5) AS x RETURN 12 / (3 - x)';
  const response = await post({ statement }, { accept: 'application/x-ndjson' });
  const lines = (await response.text()).trimEnd().split('\n');
  expect(JSON.parse(lines.at(-1) as string)).toEqual({
    error: {
      code: 'BAD_USER_INPUT',
      layer: 'database',
      message: expect.stringContaining('division by zero') as unknown,
    },
  });
});

test('more rows than may be are cut, and the answer says so', async () => {
  const response = await post({ statement: 'UNWIND range(1, 20000) AS x RETURN x' });
  const { data, truncated } = (await response.json()) as { data: { values: unknown[] }; truncated: unknown };
  expect([data.values.length, truncated]).toEqual([10_000, { reason: 'rows', rows: 10_000 }]);
});

test.each([
  [
    'a write',
    { statement: 'MATCH (n)\nDETACH DELETE n' },
    403,
    { code: 'FORBIDDEN', layer: 'text', line: 2, column: 1 },
  ],
  [
    'a protected label',
    { statement: 'MATCH (p:Principal) RETURN p' },
    403,
    { code: 'FORBIDDEN', layer: 'protected', line: 1, column: 10 },
  ],
  [
    'a mistake that the reader sees',
    { statement: 'MATCH (n RETURN n' },
    400,
    { code: 'BAD_USER_INPUT', layer: 'text', line: 1, column: 7 },
  ],
  [
    'a mistake that the database sees',
    { statement: 'MATCH (n)\nRETURN m.text' },
    400,
    { code: 'BAD_USER_INPUT', layer: 'database', line: 2, column: 8 },
  ],
  ['a parameter that is not given', { statement: 'RETURN $x' }, 400, { code: 'BAD_USER_INPUT', layer: 'database' }],
  ['another key', { statement: 'RETURN 1', extra: 1 }, 400, { code: 'BAD_USER_INPUT', layer: 'caller' }],
  ['no statement', {}, 400, { code: 'BAD_USER_INPUT', layer: 'caller' }],
  ['no JSON', '{', 400, { code: 'BAD_USER_INPUT', layer: 'caller' }],
  [
    'a body too large',
    { statement: 'RETURN 1', parameters: { x: 'x'.repeat(2_000_000) } },
    413,
    { code: 'COST_LIMIT', layer: 'limits' },
  ],
])('%s is refused with its layer and place', async (_, body, status, error) => {
  const response = await post(body);
  expect(response.status).toBe(status);
  expect(await response.json()).toEqual({ errors: [{ message: expect.any(String) as unknown, ...error }] });
});

test('who may ask is a matter of the setting', async () => {
  const { key } = await createKey(graph, { principal: 'a researcher', role: 'READER' });
  const bearer = { authorization: `Bearer ${key}` };
  const body = { statement: 'RETURN 1' };
  expect((await post(body, {}, 'members')).status).toBe(401);
  expect((await post(body, { authorization: 'Bearer wrong' }, 'anonymous')).status).toBe(401);
  expect((await post(body, bearer, 'members')).status).toBe(200);
  expect((await post(body, bearer, 'off')).status).toBe(403);
});

test('a caller has one statement at a time, and all callers together two', async () => {
  const keys = [];
  for (const principal of ['one', 'two', 'three'])
    keys.push((await createKey(graph, { principal, role: 'READER' })).key);
  const running = new AbortController();
  /** Asks without end: what has come to its time limit is asked again. */
  const begin = async (key: string) => {
    while (!running.signal.aborted) {
      await fetch(`${apis.members.url}/cypher`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
        body: JSON.stringify({ statement: endless }),
        signal: running.signal,
      }).catch(() => undefined);
    }
  };
  const as = (key = '') => post({ statement: 'RETURN 1' }, { authorization: `Bearer ${key}` }, 'members');
  const first = begin(keys[0] as string);
  /** Not so often that the minute's quota is used up while the endless one has not begun. */
  const until = async (status: number, key: string | undefined) => {
    for (;;) {
      const response = await as(key);
      if (response.status === status) return response;
      await sleep(250);
    }
  };
  expect((await until(429, keys[0])).headers.get('retry-after')).toBe('1');
  const second = begin(keys[1] as string);
  expect((await until(503, keys[2])).headers.get('retry-after')).toBe('1');
  // GraphQL has a pool of its own.
  expect((await apis.members.ask('{ viewer { id } claims(first: 1) { nodes { id } } }')).errors).toBeUndefined();
  running.abort();
  await Promise.all([first, second]);
  expect((await until(200, keys[2])).status).toBe(200);
});

test('who goes away while rows come leaves the place free', async () => {
  const { hostname, port } = new URL(apis.anonymous.url);
  const headers = { 'content-type': 'application/json', accept: 'application/jsonl' };
  await new Promise<void>((resolve) => {
    const sent = request({ hostname, port, path: '/cypher', method: 'POST', headers }, (response) => {
      response.once('data', () => {
        response.destroy();
        resolve();
      });
    });
    sent.on('error', () => undefined);
    sent.end(JSON.stringify({ statement: `MATCH (n) UNWIND range(1, 100000) AS x RETURN n, x` }));
  });
  let response = await post({ statement: 'RETURN 1' });
  while (response.status === 429 && response.headers.get('retry-after') === '1')
    response = await post({ statement: 'RETURN 1' });
  expect(response.status).toBe(200);
});
