import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getIntrospectionQuery, getOperationAST, OperationTypeNode, parse, print } from 'graphql';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { createApp, type App } from '../../src/app';
import type { Graph } from '../../src/graph/graph';
import { createLog } from '../../src/log';
import { fromRoot } from '../../src/root';
import { sha256Of } from '../../src/sha256';
import { readOperations } from '../../src/web/operations';
import { testAccess } from '../support/api';
import { readsApart, seededGraph } from '../support/graph';
import { keysOf } from '../support/writing';
import type { Json } from './json';

const log = createLog({ level: 'silent', format: 'json' });
const informed = 'clm_01a20dd7-8507-7953-ab78-6c292f50661a';
const own =
  '# Of an app.\nquery Own($id: ID!, $first: Int = 20) {\n  claim(id: $id) { text speakers(first: $first) { nodes { name } } }\n}\n';
const inManifest = 'query InManifest { __typename }';
const follow = 'subscription Follow($after: String) { changed(after: $after) { seq } }';

const dir = mkdtempSync(join(tmpdir(), 'sayso-operations-'));
let graph: Graph;
let known: App;
let any: App;
/** How often the database was asked on behalf of requests. */
let asked = 0;
beforeAll(async () => {
  graph = await seededGraph();
  writeFileSync(join(dir, 'own.graphql'), own);
  writeFileSync(join(dir, 'follow.graphql'), follow);
  writeFileSync(join(dir, 'persisted.json'), JSON.stringify({ 'any key': inManifest }));
  writeFileSync(join(dir, 'README.md'), 'Not looked at.');
  const at = { host: '127.0.0.1', port: 0, neo4j: null };
  const access = { ...testAccess(graph, log), graph: readsApart(graph), log, onQuery: () => asked++ };
  known = await createApp({ ...at, ...access, operations: { only: true, dir } });
  any = await createApp({ ...at, ...access, operations: { only: false, dir } });
});
afterAll(async () => {
  await Promise.all([known.close(), any.close()]);
  await graph.close();
  rmSync(dir, { recursive: true });
});

interface Answer {
  status: number;
  data?: Json;
  errors?: { message: string; extensions: { code: string } }[];
}
const answerOf = async (response: Response): Promise<Answer> => ({
  status: response.status,
  ...((await response.json()) as Json),
});
const post = async (body: object, headers: Record<string, string> = {}, app = known) =>
  answerOf(
    await fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
      body: JSON.stringify(body),
    }),
  );
const addressOf = (parameters: Record<string, unknown>, app: App) => {
  const texts = Object.entries(parameters).map(([name, value]): [string, string] => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  return `${app.url}/graphql?${new URLSearchParams(texts).toString()}`;
};
const get = (parameters: Record<string, unknown>, headers: Record<string, string> = {}, app = known) =>
  fetch(addressOf(parameters, app), { headers });
const byHash = (text: string) => ({ persistedQuery: { version: 1, sha256Hash: sha256Of(text) } });
const codeOf = ({ errors }: Answer) => errors?.[0]?.extensions.code;

const unknown: [string, object][] = [
  ['a field more', { query: own.replace('text', 'text type'), variables: { id: informed } }],
  ['an alias', { query: own.replace('text', 'said: text'), variables: { id: informed } }],
  ['another argument', { query: own.replace('first: $first', 'first: 5'), variables: { id: informed } }],
  ['a known one and another beside it', { query: `${own} query Other { __typename }`, operationName: 'Own' }],
  ['the other of the two', { query: `${own} query Other { __typename }`, operationName: 'Other' }],
  ['a name that is not there', { query: '{ claims { totalCount } }', operationName: 'Own' }],
  ['the least', { query: '{ __typename }' }],
  ['introspection', { query: getIntrospectionQuery() }],
  ['a field that there is not', { query: '{ clame { text } }' }],
  ['a fragment in a circle', { query: '{ ...A } fragment A on Query { ...A }' }],
];

describe('where only known operations run', () => {
  test('those of schema/operations do, by POST and by GET', async () => {
    const examples = await readOperations(fromRoot('schema', 'operations'));
    expect(examples.length).toBeGreaterThan(20);
    for (const { name, query, variables } of examples) {
      const kind = getOperationAST(parse(query))?.operation;
      expect([name, codeOf(await post({ query, variables }))]).toEqual([
        name,
        kind === OperationTypeNode.QUERY ? undefined : 'UNAUTHENTICATED',
      ]);
      if (kind !== OperationTypeNode.QUERY) continue;
      const byGet = await answerOf(await get({ query, variables: variables ?? {} }));
      expect([name, byGet.status, codeOf(byGet)]).toEqual([name, 200, undefined]);
    }
  });

  test('so do those of the folder, whatever their blanks, commas and comments; again and again', async () => {
    for (const query of [own, print(parse(own)), own.replace(/#.*\n|\n/g, ' , '), own, own]) {
      const { data, errors } = await post({ query, variables: { id: informed }, operationName: 'Own' });
      expect([errors, data?.claim.text]).toEqual([undefined, 'Iran did not inform Pakistan before the strike']);
    }
    expect((await post({ query: inManifest })).data).toEqual({ __typename: 'Query' });
  });

  test.each(unknown)('%s is refused before anything runs, and tells nothing of the schema', async (_what, body) => {
    asked = 0;
    for (const answer of [await post(body), await post(body), await answerOf(await get(body as Json))]) {
      expect([answer.status, codeOf(answer), answer.data]).toEqual([403, 'FORBIDDEN', undefined]);
      expect(answer.errors).toHaveLength(1);
      expect(answer.errors?.[0]?.message).toMatch(/only the operations that it knows.*docs\/apps\.md/);
    }
    expect(asked).toBe(0);
  });

  test('an unknown mutation is refused to an admin, too', async () => {
    const { ADMIN } = await keysOf(graph);
    const query = 'mutation { decide(input: { idempotencyKey: "k", id: "x", to: CONFIRMED }) { userErrors { code } } }';
    expect(codeOf(await post({ query }, { authorization: `Bearer ${ADMIN}` }))).toBe('FORBIDDEN');
  });

  test('the limits are kept', async () => {
    expect(codeOf(await post({ query: own, variables: { id: informed, first: 20_000 } }))).toBe('COST_LIMIT');
    expect(codeOf(await post({ query: `{ ${'a '.repeat(5_000)} }` }))).toBe('COST_LIMIT');
  });

  test('a link from a claim’s page runs', async () => {
    const page = await (await fetch(`${known.url}/claims/${informed}.html`)).text();
    const [, link = ''] = /href="(\/graphql\?[^"]+)"/.exec(page) ?? [];
    const answer = await fetch(known.url + link.replaceAll('&amp;', '&'), { headers: { accept: 'application/json' } });
    expect((await answerOf(answer)).data?.claim.history.nodes[0]).toMatchObject({ revision: 1 });
  });
});

describe('by its hash', () => {
  test.each([
    ['the file as it is', own],
    ['the file without the blanks around it', own.trim()],
    ['what graphql prints', print(parse(own))],
  ])('a known operation is answered at once, hashed of %s', async (_of, text) => {
    for (const app of [known, any]) {
      const asking = { extensions: byHash(text), variables: { id: informed } };
      const response = await get(asking, {}, app);
      const tag = response.headers.get('etag') ?? '';
      expect((await answerOf(response)).data?.claim.text).toBe('Iran did not inform Pakistan before the strike');
      expect((await get(asking, { 'if-none-match': tag }, app)).status).toBe(304);
      expect((await post(asking, {}, app)).data?.claim.text).toBe('Iran did not inform Pakistan before the strike');
    }
  });

  test('another is found once it was sent, but not where only known ones run', async () => {
    const query = '{ claims(first: 1) { nodes { text } } }';
    const extensions = byHash(query);
    for (const [app, code] of [
      [any, undefined],
      [known, 'FORBIDDEN'],
    ] as const) {
      expect((await post({ extensions }, {}, app)).errors?.[0]?.message).toBe('PersistedQueryNotFound');
      expect(codeOf(await post({ query, extensions }, {}, app))).toBe(code);
      expect((await post({ extensions }, {}, app)).data === undefined).toBe(code !== undefined);
    }
    expect(codeOf(await post({ query: '{ __typename }', extensions: byHash(own) }))).toBe('BAD_USER_INPUT');
  });
});

describe('subscriptions', () => {
  const stream = async (parameters: Record<string, unknown>) => {
    const stopping = new AbortController();
    const response = await fetch(addressOf(parameters, known), {
      headers: { accept: 'text/event-stream' },
      signal: stopping.signal,
    });
    const isOpen = response.headers.get('content-type')?.startsWith('text/event-stream') ?? false;
    const code = isOpen ? 'open' : codeOf(await answerOf(response));
    stopping.abort();
    return [response.status, code];
  };

  test('by server-sent events, known ones run, by text and by hash', async () => {
    const [, ...others] = unknown;
    expect(await stream({ query: follow })).toEqual([200, 'open']);
    expect(await stream({ extensions: byHash(follow), variables: {} })).toEqual([200, 'open']);
    expect(await stream({ query: 'subscription { changed { seq op } }' })).toEqual([403, 'FORBIDDEN']);
    expect(await stream({ extensions: byHash('subscription { changed { seq op } }') })).toEqual([
      400,
      'BAD_USER_INPUT',
    ]);
    for (const [, body] of others) expect(await stream(body as Json)).toEqual([403, 'FORBIDDEN']);
  });

  test('by web socket, known ones run, by text and by hash', async () => {
    const client = createClient({
      url: `${known.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
    });
    const first = (payload: { query: string; [more: string]: unknown }) =>
      new Promise<unknown>((resolve) => {
        const stop = client.subscribe<Json>(payload, {
          next: ({ data }) => {
            resolve(data?.changed.seq);
            stop();
          },
          error: (errors) => resolve((errors as { extensions: { code: string } }[])[0]?.extensions.code),
          complete: () => resolve('nothing'),
        });
      });
    const [row] = await graph.command('MATCH (cs:ChangeSet) RETURN min(cs.seq) AS seq');
    const { data } = await post({ query: changes, variables: { first: 1, after: null } }, {}, any);
    const after = data?.changes.nodes[0].cursor;
    const next = Number(row?.seq) + 1;
    expect(await first({ query: follow, variables: { after } })).toBe(next);
    expect(await first({ query: '', extensions: byHash(follow), variables: { after } })).toBe(next);
    expect(await first({ query: '', extensions: byHash('nobody’s') })).toBe('BAD_USER_INPUT');
    expect(await first({ query: 'subscription { changed { seq op } }' })).toBe('FORBIDDEN');
    for (const [, body] of unknown) expect(await first(body as { query: string })).toBe('FORBIDDEN');
    await client.dispose();
  });
});
const changes =
  'query ($first: Int!, $after: String) { changes(first: $first, after: $after) { nodes { seq cursor } } }';
