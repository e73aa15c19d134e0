import neo4j from 'neo4j-driver';
import { createApp, type App } from '../../src/app';
import type { Graph } from '../../src/graph/graph';
import { createLog } from '../../src/log';
import { recordOne, until } from '../graph/feed-support';
import { testAccess } from '../support/api';
import { emptyGraph, testNeo4j } from '../support/graph';
import { keysOf } from '../support/writing';
import type { Json } from './json';

const most = 3;
const log = createLog({ level: 'silent', format: 'json' });

let graph: Graph;
let app: App;
let key: string;
/** How often the database was asked on behalf of requests. */
let asked = 0;
beforeAll(async () => {
  graph = await emptyGraph();
  await recordOne(graph);
  key = (await keysOf(graph)).CONTRIBUTOR;
  app = await createApp({
    ...{ host: '127.0.0.1', port: 0, neo4j: null, graph, log },
    ...testAccess(graph, log),
    mostRequests: most,
    onQuery: () => asked++,
  });
});
afterAll(async () => {
  await app.close();
  await graph.close();
});

const post = (body: unknown, headers: Record<string, string> = {}, signal?: AbortSignal) =>
  fetch(`${app.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
    signal,
  });
const read = () => post({ query: '{ claims(first: 1) { nodes { id } } }' });
const readByGet = () => fetch(`${app.url}/graphql?query={__typename}`);
let writes = 0;
const write = (signal?: AbortSignal) =>
  post(
    {
      query:
        'mutation($input: RecordClaimInput!) { recordClaim(input: $input) { claim { id } userErrors { message } } }',
      variables: {
        input: { idempotencyKey: `write ${++writes}`, text: 'Nobody died.', language: 'en', type: 'EVENT' },
      },
    },
    { authorization: `Bearer ${key}` },
    signal,
  );

/** While `work` runs, no write comes to an end: somebody else holds the lock that gives changes their place. */
async function whileWritesWait(work: () => Promise<void>): Promise<void> {
  const { uri, user, password, database } = testNeo4j();
  const driver = neo4j.driver(uri, neo4j.auth.basic(user, password));
  const session = driver.session({ database });
  const tx = session.beginTransaction();
  try {
    await tx.run("MATCH (log:ChangeLog {id: 'changes'}) SET log.heldBy = 'a test' REMOVE log.heldBy");
    await work();
  } finally {
    await tx.rollback();
    await session.close();
    await driver.close();
  }
}
/** Writes until every place is taken: those that have one, pending, and the answers of those that got none. */
async function fill(signal?: AbortSignal): Promise<{ held: Promise<Response | null>[]; refused: Response[] }> {
  const more = 5;
  const refused: Response[] = [];
  const held: Promise<Response | null>[] = [];
  for (let i = 0; i < most + more; i++) {
    const answer = write(signal).catch(() => null);
    held.push(answer);
    void answer.then((response) => {
      void held.splice(held.indexOf(answer), 1);
      if (response) refused.push(response);
    });
  }
  await until(() => refused.length === more);
  return { held: [...held], refused: [...refused] };
}
const isFull = async () => (await read()).status === 503;

test('as many are answered at once as may be; the rest are refused before they cost anything, and told when to come again', async () => {
  let held: Promise<Response | null>[] = [];
  await whileWritesWait(async () => {
    const filled = await fill();
    held = filled.held;
    expect(held).toHaveLength(most);
    for (const response of [...filled.refused, await readByGet()]) {
      expect(response.status).toBe(503);
      expect(response.headers.get('retry-after')).toBe('1');
      expect(response.headers.get('content-type')).toMatch(/^application\/json/);
      const { errors, data } = (await response.json()) as Json;
      expect(data).toBeUndefined();
      expect(errors).toEqual([{ message: expect.stringMatching(/again/), extensions: { code: 'UNAVAILABLE' } }]);
    }
    // What would be refused for itself is refused for this: nobody has looked at it.
    expect((await post({ query: '{' })).status).toBe(503);
    const askedBefore = asked;
    expect(await isFull()).toBe(true);
    expect(asked).toBe(askedBefore);
  });
  expect((await Promise.all(held)).map((response) => response?.status)).toEqual(Array(most).fill(200));
  const { errors, data } = (await (await read()).json()) as Json;
  expect({ errors, claims: data?.claims.nodes.length }).toEqual({ errors: undefined, claims: 1 });
});

test('health, pages and subscriptions have their answer all the same, and take no place', async () => {
  let held: Promise<Response | null>[] = [];
  await whileWritesWait(async () => {
    held = (await fill()).held;
    for (const path of ['/health/live', '/health/ready', '/', '/docs']) {
      expect([path, (await fetch(`${app.url}${path}`)).status]).toEqual([path, 200]);
    }
    const page = await fetch(`${app.url}/graphql`, { headers: { accept: 'text/html' } });
    expect(page.headers.get('content-type')).toMatch(/^text\/html/);
  });
  await Promise.all(held);
  const streams = await Promise.all(
    Array.from({ length: most + 1 }, async () => {
      const end = new AbortController();
      const query = 'subscription { changed { seq } }';
      const response = await post({ query }, { accept: 'text/event-stream' }, end.signal);
      return { end, status: response.status };
    }),
  );
  expect(streams.map(({ status }) => status)).toEqual(Array(most + 1).fill(200));
  expect((await read()).status).toBe(200);
  for (const { end } of streams) end.abort();
});

test('who hangs up keeps their place for as long as their work goes on, and no longer', async () => {
  await whileWritesWait(async () => {
    const gone = new AbortController();
    const { held } = await fill(gone.signal);
    gone.abort();
    expect(await Promise.all(held)).toEqual(Array(most).fill(null));
    expect(await isFull()).toBe(true);
  });
  await until(async () => !(await isFull()));
});

test('who sends slowly holds no place', async () => {
  const slow = Array.from({ length: most + 1 }, () => {
    let finish = (): void => undefined;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        controller.enqueue(Buffer.from('{ "query": '));
        finish = () => {
          controller.enqueue(Buffer.from('"{ __typename }" }'));
          controller.close();
        };
      },
    });
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body, duplex: 'half' };
    return { finish: () => finish(), response: fetch(`${app.url}/graphql`, init as RequestInit) };
  });
  expect((await read()).status).toBe(200);
  for (const { finish } of slow) finish();
  for (const { response } of slow) expect([200, 503]).toContain((await response).status);
});
