import { randomBytes } from 'node:crypto';
import { bookmarkHeader, readBookmarks, sealBookmarks } from '../../src/api/bookmark';
import { createApp, type App } from '../../src/app';
import { sealingWith } from '../../src/features/principal/sealing';
import type { Graph } from '../../src/graph/graph';
import { createLog } from '../../src/log';
import { until } from '../graph/feed-support';
import { testAccess } from '../support/api';
import { emptyGraph, openTestGraph } from '../support/graph';
import { keysOf, type Keys } from '../support/writing';
import { expectRefusal } from './refusal';
import type { Json } from './json';

const log = createLog({ level: 'silent', format: 'json' });
const sealing = sealingWith(randomBytes(32));

interface Replica {
  app: App;
  graph: Graph;
}
let one: Replica;
let two: Replica;
let keys: Keys;

/** Everything its own but the database and the sealing key, as in another process on another machine. */
async function startReplica(graph: Graph): Promise<Replica> {
  const at = { host: '127.0.0.1', port: 0, neo4j: null };
  return { graph, app: await createApp({ ...at, ...testAccess(graph, log), sealing, graph, log }) };
}
beforeAll(async () => {
  const graph = await emptyGraph();
  keys = await keysOf(graph);
  one = await startReplica(graph);
  two = await startReplica(openTestGraph());
});
afterAll(async () => {
  for (const { app, graph } of [one, two]) {
    await app.close();
    await graph.close();
  }
});

interface Asked {
  status: number;
  bookmark: string | null;
  data: Json;
  errors: Json;
}
async function ask({ app }: Replica, query: string, variables = {}, headers: Record<string, string> = {}) {
  const response = await fetch(`${app.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${keys.REVIEWER}`, ...headers },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as Json;
  return { status: response.status, bookmark: response.headers.get(bookmarkHeader), data, errors };
}
let number = 0;
const record = (replica: Replica, headers = {}, input = {}) =>
  ask(
    replica,
    `mutation($input: RecordClaimInput!) {
       recordClaim(input: $input) { claim { id text } changeSet { seq } userErrors { code message } }
     }`,
    {
      input: { idempotencyKey: `write ${++number}`, text: `Claim ${number}.`, language: 'en', type: 'EVENT', ...input },
    },
    headers,
  );
const textOf = async (replica: Replica, id: string, headers = {}) =>
  (await ask(replica, 'query($id: ID!) { claim(id: $id) { text } }', { id }, headers)).data.claim?.text as unknown;

test('what one server has written, the other shows at once to whoever brings the bookmark', async () => {
  for (let i = 0; i < 20; i++) {
    const [writer, reader] = i % 2 === 0 ? [one, two] : [two, one];
    const { data, bookmark } = await record(writer);
    const { id, text } = data.recordClaim.claim;
    expect(await textOf(reader, id, { [bookmarkHeader]: bookmark })).toBe(text);
  }
});

test('a write that brings a bookmark gives one that stands for both', async () => {
  let bookmark: string | null = null;
  const ids: string[] = [];
  for (const writer of [one, two, one]) {
    const written: Asked = await record(writer, bookmark ? { [bookmarkHeader]: bookmark } : {});
    ids.push(written.data.recordClaim.claim.id);
    bookmark = written.bookmark;
    expect(readBookmarks(bookmark ?? undefined, sealing)).toHaveLength(1);
  }
  const query = 'query($ids: [ID!]!) { nodes(ids: $ids) { id } }';
  const { data } = await ask(two, query, { ids }, { [bookmarkHeader]: bookmark ?? '' });
  expect(data.nodes).toEqual(ids.map((id) => ({ id })));
});

test('a repeated write is answered with a bookmark too, on whichever server it is repeated', async () => {
  const input = { idempotencyKey: 'the same', text: 'Nobody died.' };
  const first = await record(one, {}, input);
  const again = await record(two, {}, input);
  expect(again.data.recordClaim.claim).toEqual(first.data.recordClaim.claim);
  expect(again.bookmark).not.toBeNull();
});

test('a read gives no bookmark, nor does a write that was refused before it began', async () => {
  expect((await ask(one, '{ claims(first: 1) { nodes { id } } }')).bookmark).toBeNull();
  const refused = await record(one, {}, { idempotencyKey: '' });
  expect([refused.data.recordClaim.userErrors.length, refused.bookmark]).toEqual([1, null]);
});

test('a bookmark tells nothing of the database, and is passed on to it: one from its future is waited for', async () => {
  const { bookmark } = await record(one);
  const [own] = readBookmarks(bookmark ?? undefined, sealing) as [string];
  expect(own).toMatch(/^FB:/);
  expect(bookmark).not.toContain(own);
  // The number of the transaction stands last, before the byte that ends the list.
  const bytes = Buffer.from(own.slice(3), 'base64');
  bytes[bytes.length - 2] = 0x7f;
  bytes[bytes.length - 3] = 0x7f;
  const later = sealBookmarks([`FB:${bytes.toString('base64')}`], sealing);
  const { errors } = await ask(two, '{ claims(first: 1) { nodes { id } } }', {}, { [bookmarkHeader]: later });
  expect(errors.map((error: Json) => error.extensions.code)).toEqual(['UNAVAILABLE']);
  // Without the bookmark nobody waits, and an hour later nobody would with it.
  const anHourAgo = sealBookmarks([`FB:${bytes.toString('base64')}`], sealing, Date.now() - 3_600_001);
  for (const headers of [{}, { [bookmarkHeader]: anHourAgo }] as Record<string, string>[]) {
    expect((await ask(two, '{ claims(first: 1) { nodes { id } } }', {}, headers)).errors).toBeUndefined();
  }
});

test('a bookmark that no server of this database gave is refused, and never reaches the database', async () => {
  const { bookmark } = await record(one);
  const own = bookmark ?? '';
  const [opened] = readBookmarks(own, sealing) as [string];
  const forged = {
    'the database’s own': opened,
    'of other words': 'hello',
    empty: '',
    'with a changed character': `${own.slice(0, -2)}${own.endsWith('AA') ? 'BB' : 'AA'}`,
    'sealed with another key': sealBookmarks([opened], sealingWith(randomBytes(32))),
    'sealed for something else': sealing.seal(JSON.stringify([Date.now(), opened]), 'agt_x'),
    'too long': sealBookmarks(Array(200).fill(opened), sealing),
    'given twice': `${own}, ${own}`,
  };
  for (const [, value] of Object.entries(forged)) {
    const { status, errors, data } = await ask(one, '{ __typename }', {}, { [bookmarkHeader]: value });
    expectRefusal({ status, errors }, 'BAD_USER_INPUT', /sayso-bookmark/);
    expect([status, data]).toEqual([400, undefined]);
  }
});

test('the feed of each server has what both have written, in one order', async () => {
  const seen: number[][] = [[], []];
  const ends = [one, two].map(() => new AbortController());
  const reading = [one, two].map(async ({ app }, i) => {
    const response = await fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ query: 'subscription { changed { seq } }' }),
      signal: ends[i]?.signal,
    });
    let text = '';
    const decoder = new TextDecoder();
    for await (const part of response.body as unknown as AsyncIterable<Uint8Array>) {
      text += decoder.decode(part, { stream: true });
      seen[i] = [...text.matchAll(/"seq":(\d+)/g)].map((match) => Number(match[1]));
    }
  });
  // A subscription begins with what comes after it: until both have seen something, more is written.
  const written: number[] = [];
  const writeOn = async (replica: Replica) => written.push((await record(replica)).data.recordClaim.changeSet.seq);
  while (seen.some((seqs) => seqs.length === 0)) {
    await writeOn(one);
    await writeOn(two);
  }
  const from = written.length;
  await Promise.all([writeOn(one), writeOn(two), writeOn(two), writeOn(one)]);
  const expected = written.slice(from).sort((a, b) => a - b);
  await until(() => seen.every((seqs) => expected.every((seq) => seqs.includes(seq))));
  for (const seqs of seen) expect(seqs.slice(-expected.length)).toEqual(expected);
  for (const end of ends) end.abort();
  await Promise.allSettled(reading);
});

test('a key is good on every server', async () => {
  const query = '{ viewer { name } }';
  for (const replica of [one, two]) expect((await ask(replica, query)).data.viewer.name).toBe('the REVIEWER');
});
