import { randomBytes } from 'node:crypto';
import { sealingWith } from '../../src/features/principal/sealing';
import { connect as connectTcp } from 'node:net';
import fastify, { type FastifyInstance } from 'fastify';
import { createClient, type Client, type FormattedExecutionResult } from 'graphql-ws';
import { WebSocket } from 'ws';
import { buildSchema } from '../../src/api/build-schema';
import { readKnownOperations } from '../../src/api/known-operations';
import { createContext } from '../../src/context';
import { SaysoError } from '../../src/errors';
import { feedTransports } from '../../src/features/feed/feed.transports';
import { createPoller, type Poller } from '../../src/features/feed/poller';
import type { Graph, QueryEvent } from '../../src/graph/graph';
import { newId } from '../../src/identity';
import { createLog } from '../../src/log';
import { recordMany, recordOne, until } from '../graph/feed-support';
import { startTestApi, wavesOf, type GraphqlAnswer, type TestApi } from '../support/api';
import { emptyGraph } from '../support/graph';

const log = createLog({ level: 'silent', format: 'json' });
const member = { id: newId('Principal'), name: 'a member', roles: ['READER' as const] };

let graph: Graph;
let api: TestApi;
/** Keys that are good at present. */
let goodKeys: Set<string>;
let isAway = false;

interface Server {
  app: FastifyInstance;
  url: string;
  poller: Poller;
  queries: QueryEvent[];
}
let server: Server;

/** The transports alone, with an authentication that the tests can turn about. */
async function startServer(options: { heartbeatMs?: number } = {}): Promise<Server> {
  const app = fastify({ forceCloseConnections: 'idle' });
  const poller = createPoller(graph, log, { pollMs: 10 });
  const queries: QueryEvent[] = [];
  const events = feedTransports(app, {
    schema: buildSchema(),
    known: readKnownOperations(buildSchema(), { only: false, dirs: [] }),
    authenticate: async (header) => {
      if (isAway) throw new SaysoError('UNAVAILABLE', 'The database cannot be reached.');
      if (header === undefined) return null;
      if (goodKeys.has(header)) return member;
      throw new SaysoError('UNAUTHENTICATED', 'This key is not good.');
    },
    contextOf: (viewer) =>
      createContext({
        graph,
        viewer,
        sealing: sealingWith(randomBytes(32)),
        onQuery: (event) => queries.push(event),
      }),
    poller,
    log,
    ...options,
  });
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    handler: (request, reply) => (events.wants(request) ? events.answer(request, reply) : reply.code(406).send()),
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return { app, url, poller, queries };
}
async function stopServer({ app, poller }: Server): Promise<void> {
  await app.close();
  poller.close();
}

beforeAll(async () => {
  graph = await emptyGraph();
  api = await startTestApi(graph);
});
beforeEach(async () => {
  goodKeys = new Set(['Bearer good']);
  isAway = false;
  server = await startServer();
});
afterEach(() => stopServer(server));
afterAll(async () => {
  await api.close();
  await graph.close();
});

describe('changes', () => {
  it('pages through all of them, the oldest first', async () => {
    await recordMany(graph, 30, 1);
    const query = `query ($after: String) { changes(first: 8, after: $after) {
      nodes { seq cursor } pageInfo { hasNextPage endCursor } totalCount } }`;
    const seqs: number[] = [];
    let after: string | null = null;
    for (;;) {
      const { data, errors }: GraphqlAnswer = await api.ask(query, { after });
      expect(errors).toBeUndefined();
      const { nodes, pageInfo, totalCount }: any = data?.changes;
      seqs.push(...nodes.map(({ seq }: { seq: number }) => seq));
      expect(totalCount).toBe(30);
      if (!pageInfo.hasNextPage) break;
      expect(nodes[nodes.length - 1].cursor).toBe(pageInfo.endCursor);
      after = pageInfo.endCursor;
    }
    expect(seqs).toEqual(Array.from({ length: 30 }, (_, i) => i + 1));
  });

  it('shows who, when, why and what, in one query for all change sets and one for what each changed', async () => {
    const { claim } = await recordOne(graph, 'Five children died.');
    const { data, errors, queries } = await api.ask(`{ changes(first: 100) { nodes {
      id seq op recordedAt principalName reason changes { nodes { nodeId kind node { id ... on Claim { text } } } } } } }`);
    expect(errors).toBeUndefined();
    const { nodes } = data?.changes;
    expect(nodes[nodes.length - 1]).toMatchObject({
      op: 'RECORD',
      principalName: 'a test',
      reason: 'a reason',
      changes: { nodes: [{ nodeId: claim, kind: 'Claim', node: { id: claim, text: 'Five children died.' } }] },
    });
    expect(queries.map(({ name }) => name)).toEqual(['feed/list', 'feed/changes-of', 'claim/by-ids']);
    expect(wavesOf(queries)).toBe(3);
  });

  it('does not show a revision as a change of its own, and finds a change set by its id', async () => {
    const { id, claim } = await recordOne(graph);
    await graph.command(
      `MATCH (cs:ChangeSet {id: $id}), (c:Claim {id: $claim}) CREATE (cs)-[:CHANGED]->(r:Revision {id: $revision})-[:STATE_OF]->(c)`,
      { id, claim, revision: newId('Revision') },
    );
    const { data, errors } = await api.ask(
      'query ($id: ID!) { node(id: $id) { id ... on ChangeSet { changes { totalCount nodes { nodeId } } } } }',
      { id },
    );
    expect(errors).toBeUndefined();
    expect(data?.node).toEqual({ id, changes: { totalCount: 1, nodes: [{ nodeId: claim }] } });
  });

  it('has no way to an idempotency key or the hash of an input', () => {
    const fields = Object.keys((buildSchema().getType('ChangeSet') as any).getFields());
    expect(fields.sort()).toEqual(['changes', 'cursor', 'id', 'op', 'principalName', 'reason', 'recordedAt', 'seq']);
  });

  it.each([{ after: 'nonsense' }, { first: 0 }, { first: 101 }])('refuses %j', async (variables) => {
    const { errors } = await api.ask(
      'query ($after: String, $first: Int) { changes(after: $after, first: $first) { nodes { id } } }',
      { first: 20, ...variables },
    );
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });

  it('cannot be subscribed to by a plain POST', async () => {
    const { data, errors } = await api.ask('subscription { changed { id } }');
    expect(data ?? null).toBeNull();
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });
});

const subscription = `subscription ($after: String, $filter: ChangeFilter) {
  changed(after: $after, filter: $filter) { seq cursor changes { nodes { nodeId node { id ... on Claim { text } } } } } }`;

describe('changed, by graphql-transport-ws', () => {
  let clients: Client[];
  beforeEach(() => (clients = []));
  afterEach(() => clients.forEach((client) => void client.dispose()));

  function open(connectionParams?: Record<string, unknown>) {
    const closes: { code: number; reason: string }[] = [];
    const client = createClient({
      url: `${server.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams,
      retryAttempts: 0,
      lazy: true,
      on: { closed: (event) => closes.push(event as { code: number; reason: string }) },
    });
    clients.push(client);
    return { client, closes };
  }
  function subscribe(client: Client, variables: Record<string, unknown> = {}, query = subscription) {
    const results: FormattedExecutionResult<any, any>[] = [];
    let fault: any;
    let isDone = false;
    const stop = client.subscribe<any>(
      { query, variables },
      { next: (result) => results.push(result), error: (error) => (fault = error), complete: () => (isDone = true) },
    );
    return { results, stop, fault: () => fault, isDone: () => isDone };
  }
  const seqs = (results: FormattedExecutionResult<any, any>[]) => results.map(({ data }) => data?.changed.seq);

  it('gives each change as it comes, with what it changed, each from a fresh look', async () => {
    const { results } = subscribe(open().client);
    await until(() => server.poller.subscribers === 1 && server.poller.looks > 0);
    const one = await recordOne(graph, 'Two died.');
    await until(() => results.length === 1);
    await graph.command("MATCH (c:Claim {id: $id}) SET c.text = 'Three died.'", { id: one.claim });
    const two = await recordOne(graph, 'Four died.');
    await until(() => results.length === 2);
    expect(results[0]).toEqual({
      data: {
        changed: {
          seq: one.seq,
          cursor: expect.any(String),
          changes: { nodes: [{ nodeId: one.claim, node: { id: one.claim, text: 'Two died.' } }] },
        },
      },
    });
    expect(seqs(results)).toEqual([one.seq, two.seq]);
  });

  it('resumes after a break where it stopped, while eight write', async () => {
    const { seq: start } = await recordOne(graph);
    const writing = recordMany(graph, 120, 8);
    const first = open();
    const before = subscribe(first.client, {}, 'subscription { changed { seq cursor } }');
    await until(() => before.results.length > 20);
    await first.client.dispose();
    await until(() => server.poller.subscribers === 0);
    const { cursor, seq } = before.results[before.results.length - 1]?.data.changed;
    const after = subscribe(open().client, { after: cursor });
    await writing;
    await until(() => seqs(after.results).at(-1) === start + 120);
    expect(seqs(after.results)).toEqual(Array.from({ length: start + 120 - seq }, (_, i) => seq + 1 + i));
  });

  it('goes by its filter, and refuses one that makes no sense', async () => {
    const { client } = open();
    const one = subscribe(client, { filter: { ops: ['IMPORT'], kinds: ['Claim'] } });
    const kinds = subscribe(client, { filter: { kinds: ['Person'] } });
    const ids = subscribe(client, { filter: { nodeIds: ['nonsense'] } });
    await until(() => kinds.isDone() && ids.isDone() && server.poller.looks > 0);
    expect([kinds, ids].map(({ results }) => results[0]?.errors?.[0]?.extensions?.code)).toEqual([
      'BAD_USER_INPUT',
      'BAD_USER_INPUT',
    ]);
    await recordOne(graph);
    const imported = await recordOne(graph, 'Imported.', 'IMPORT');
    await until(() => one.results.length === 1);
    expect(seqs(one.results)).toEqual([imported.seq]);
  });

  it('takes a good key and closes on another, and ends when the key is revoked', async () => {
    const bad = open({ Authorization: 'Bearer bad' });
    subscribe(bad.client);
    await until(() => bad.closes.length > 0);
    expect(bad.closes[0]).toMatchObject({ code: 4403, reason: 'This key is not good.' });

    const good = open({ Authorization: 'Bearer good' });
    const { results, isDone } = subscribe(good.client);
    await until(() => server.poller.subscribers === 1 && server.poller.looks > 0);
    await recordOne(graph);
    await until(() => results.length === 1);
    goodKeys.clear();
    await recordOne(graph);
    await until(isDone);
    expect(results[1]?.data).toBeUndefined();
    expect(results[1]?.errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
    expect(server.poller.subscribers).toBe(0);
  });

  it('keeps the limits of the API, and does nothing but subscribe', async () => {
    const { client } = open();
    const tooMuch = subscribe(
      client,
      {},
      'subscription { changed { changes(first: 100) { nodes { node { ... on Claim { attributionChains(first: 100) { nodes { claim { attributionChains(first: 100) { nodes { id } } } } } } } } } } }',
    );
    const query = subscribe(client, {}, '{ claims { nodes { id } } }');
    const nonsense = subscribe(client, {}, 'subscription { nothing }');
    const syntax = subscribe(client, {}, 'subscription {');
    await until(() => [tooMuch, query, nonsense, syntax].every((one) => one.fault()));
    expect([tooMuch, query, nonsense, syntax].map((one) => one.fault()[0].extensions.code)).toEqual([
      'COST_LIMIT',
      'BAD_USER_INPUT',
      'BAD_USER_INPUT',
      'BAD_USER_INPUT',
    ]);
  });

  it('tells where to resume when a change could not be answered whole', async () => {
    const { results, isDone } = subscribe(open().client);
    await until(() => server.poller.subscribers === 1 && server.poller.looks > 0);
    const { seq } = await recordOne(graph);
    await until(() => results.length === 1);
    const { cursor } = results[0]?.data.changed;
    isAway = true;
    await recordOne(graph);
    await until(isDone);
    expect(results[1]?.errors?.[0]?.extensions).toEqual({ code: 'UNAVAILABLE', cursor });
    isAway = false;
    const resumed = subscribe(open().client, { after: cursor });
    await until(() => resumed.results.length === 1);
    expect(seqs(resumed.results)).toEqual([seq + 1]);
  });

  it('is closed with 1001 when the server stops', async () => {
    const { client, closes } = open();
    subscribe(client);
    await until(() => server.poller.subscribers === 1);
    await stopServer(server);
    await until(() => closes.length > 0);
    expect(closes[0]?.code).toBe(1001);
    await until(() => server.poller.subscribers === 0);
  });

  it.each([
    ['/graphql', 'http://elsewhere.example', '403'],
    ['/other', undefined, '404'],
  ])('refuses an upgrade of %s from the origin %s', async (path, origin, status) => {
    const socket = new WebSocket(
      `${server.url.replace('http', 'ws')}${path}`,
      'graphql-transport-ws',
      origin ? { origin } : {},
    );
    const message = await new Promise<string>((resolve) => socket.once('error', (error) => resolve(error.message)));
    expect(message).toContain(status);
  });
});

interface SseEvent {
  event: string;
  id: string | null;
  data: any;
}
/** A client of server-sent events, as small as can be. */
async function stream(
  init: { url?: string; headers?: Record<string, string>; variables?: object; query?: string } = {},
) {
  const stopping = new AbortController();
  const { url, headers = {}, variables = {}, query = subscription } = init;
  const response = await fetch(url ?? `${server.url}/graphql`, {
    headers: { accept: 'text/event-stream', ...(url ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(url ? {} : { method: 'POST', body: JSON.stringify({ query, variables }) }),
    signal: stopping.signal,
  });
  const events: SseEvent[] = [];
  const state = { heartbeats: 0, isEnded: false };
  const reading = (async () => {
    let text = '';
    const decoder = new TextDecoder();
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      text += decoder.decode(chunk, { stream: true });
      const parts = text.split('\n\n');
      text = parts.pop() ?? '';
      for (const part of parts) {
        if (part.startsWith(':')) {
          state.heartbeats++;
          continue;
        }
        const field = (name: string) =>
          part
            .split('\n')
            .find((line) => line.startsWith(`${name}:`))
            ?.slice(name.length + 1)
            .trim() ?? null;
        events.push({
          event: field('event') ?? '',
          id: field('id'),
          data: field('data') ? JSON.parse(field('data') ?? '') : null,
        });
      }
    }
  })()
    .catch(() => undefined)
    .finally(() => (state.isEnded = true));
  return { response, events, state, stop: async () => (stopping.abort(), await reading) };
}

describe('changed, by server-sent events', () => {
  const seqs = (events: SseEvent[]) => events.map(({ data }) => data.data.changed.seq);

  it('gives each change as a `next` with its cursor as id, and resumes by Last-Event-ID', async () => {
    const { seq: start } = await recordOne(graph);
    const first = await stream();
    expect(first.response.status).toBe(200);
    expect(first.response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(first.response.headers.get('cache-control')).toBe('no-store');
    await until(() => server.poller.looks > 0);
    await recordMany(graph, 10, 2);
    await until(() => first.events.length === 10);
    expect(first.events.every(({ event, id, data }) => event === 'next' && id === data.data.changed.cursor)).toBe(true);
    const lastId = first.events[4]?.id ?? '';
    await first.stop();
    await until(() => server.poller.subscribers === 0);
    const query = 'subscription { changed { seq } }';
    // A browser's EventSource asks by GET and can say no more than this.
    const resumed = await stream({
      url: `${server.url}/graphql?query=${encodeURIComponent(query)}&variables=%7B%7D`,
      headers: { 'last-event-id': lastId },
    });
    await until(() => resumed.events.length === 5);
    expect(seqs(resumed.events)).toEqual([6, 7, 8, 9, 10].map((i) => start + i));
    await resumed.stop();
  });

  it('says that it is alive', async () => {
    await stopServer(server);
    server = await startServer({ heartbeatMs: 5 });
    const one = await stream();
    await until(() => one.state.heartbeats > 3);
    await one.stop();
  });

  it('refuses before it streams: a bad key, a bad query, a mutation, a query', async () => {
    const bad = await stream({ headers: { authorization: 'Bearer bad' } });
    expect(bad.response.status).toBe(401);
    for (const query of ['subscription {', 'subscription { nothing }', '{ viewer: __typename }', '']) {
      const { response } = await stream({ query });
      expect([query, response.status]).toEqual([query, 400]);
    }
    isAway = true;
    expect((await stream()).response.status).toBe(503);
  });

  it('gives an error of the subscription itself as its one answer', async () => {
    const { events, state } = await stream({ variables: { after: 'nonsense' } });
    await until(() => state.isEnded);
    expect(events.map(({ event }) => event)).toEqual(['next', 'complete']);
    expect(events[0]?.data.errors[0].extensions.code).toBe('BAD_USER_INPUT');
  });

  it('ends without `complete` when the server stops, so that clients come back', async () => {
    const one = await stream();
    await until(() => server.poller.subscribers === 1);
    await stopServer(server);
    await until(() => one.state.isEnded);
    expect(one.events).toEqual([]);
    await until(() => server.poller.subscribers === 0);
  });

  it('lets go of a client that goes without a word', async () => {
    const { hostname, port } = new URL(server.url);
    const socket = connectTcp(Number(port), hostname);
    const query = encodeURIComponent('subscription { changed { seq } }');
    socket.write(`GET /graphql?query=${query} HTTP/1.1\r\nHost: ${hostname}\r\nAccept: text/event-stream\r\n\r\n`);
    await until(() => server.poller.subscribers === 1);
    socket.destroy();
    await until(() => server.poller.subscribers === 0);
  });
});
