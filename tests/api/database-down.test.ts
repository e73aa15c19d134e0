import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { openGraph, type Graph } from '../../src/graph/graph';
import { startTestApi, type TestApi } from '../support/api';

/** A server that accepts every connection and never says a word. */
let silent: Server;
const sockets = new Set<Socket>();
let graph: Graph;
let api: TestApi;
beforeAll(async () => {
  silent = createServer((socket) => sockets.add(socket));
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  await new Promise((resolve) => silent.close(resolve));
});

/** A port on which nothing listens: one that was had and given back. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
const silentPort = () => Promise.resolve((silent.address() as AddressInfo).port);

describe.each([
  ['a database that is down', closedPort],
  ['a database that hangs', silentPort],
])('%s', (_, port) => {
  beforeAll(async () => {
    const access = { user: 'neo4j', password: 'swordfish-7731', database: 'neo4j' };
    graph = openGraph({ uri: `bolt://127.0.0.1:${await port()}`, ...access, timeoutMs: 500 });
    api = await startTestApi(graph);
  });
  afterAll(async () => {
    await api.close();
    void graph.close();
  });

  test('is told as UNAVAILABLE, in words that show nothing of it', async () => {
    const { status, data, errors } = await api.ask('{ claims(first: 1) { nodes { text } } }');
    expect(data ?? null).toBeNull();
    expect(status).toBeLessThan(600);
    expect(errors?.map((error) => error.extensions)).toEqual([{ code: 'UNAVAILABLE' }]);
    expect(errors?.[0]?.message).toMatch(/^The database (cannot be reached|did not answer in time)\./);
    expect(JSON.stringify(errors)).not.toMatch(/swordfish|127\.0\.0\.1|bolt:|ECONN/);
  });

  test('is told so to every request, also when several come at once', async () => {
    const asked = [1, 2, 3].map(() => api.ask('{ claims(first: 1) { nodes { text } } }'));
    for (const { errors } of await Promise.all(asked)) expect(errors?.[0]?.extensions.code).toBe('UNAVAILABLE');
  });

  test('makes the server not ready, and leaves it live', async () => {
    const ready = await fetch(`${api.url}/health/ready`);
    expect(ready.status).toBe(503);
    const told = await ready.text();
    expect(JSON.parse(told)).toEqual({
      status: 'not ready',
      reason: expect.stringMatching(/^The database /) as string,
    });
    expect(told).not.toMatch(/swordfish|127\.0\.0\.1|bolt:|ECONN/);
    const live = await fetch(`${api.url}/health/live`);
    expect([live.status, await live.json()]).toEqual([200, { status: 'live' }]);
  });

  test('does not keep the server from refusing what is asked wrong', async () => {
    const { errors } = await api.ask('{ claims(first: 0) { nodes { text } } }');
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });
});
