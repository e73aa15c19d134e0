import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createWebhookWorker, type WebhookWorkerOptions } from '../../src/features/feed/webhook-worker';
import { isSignedBy } from '../../src/features/feed/webhook-signature';
import {
  createWebhook,
  listDead,
  listWebhooks,
  removeWebhook,
  retryDead,
} from '../../src/features/feed/webhook.service';
import type { Graph } from '../../src/graph/graph';
import { newId } from '../../src/identity';
import { createLog } from '../../src/log';
import { emptyGraph, openTestGraph } from '../support/graph';
import { recordMany, recordOne, until } from './feed-support';

interface Call {
  path: string;
  headers: IncomingMessage['headers'];
  body: string;
  seq: number;
}

const log = createLog({ level: 'silent', format: 'json' });
// As a seal, it need only be undone with the same owner; sealing itself is tested where it lives.
const seal = (text: string, owner: string) => Buffer.from(JSON.stringify([owner, text])).toString('base64');
const unseal = (sealed: string, owner: string) => {
  const [of, text] = JSON.parse(Buffer.from(sealed, 'base64').toString()) as [string, string];
  if (of !== owner) throw new Error("Another one's.");
  return text;
};

let graph: Graph;
let otherGraph: Graph;
let receiver: Server;
let url: string;
let calls: Call[];
/** What the receiver answers; a promise holds the sender up. */
let answer: (call: Call) => number | Promise<number>;

beforeAll(async () => {
  graph = await emptyGraph();
  otherGraph = openTestGraph();
  receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const { seq } = JSON.parse(body) as { seq: number };
      const call = { path: request.url ?? '', headers: request.headers, body, seq };
      calls.push(call);
      void Promise.resolve(answer(call)).then((status) => response.writeHead(status).end());
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
});
beforeEach(() => {
  calls = [];
  answer = () => 204;
});
afterEach(async () => {
  for (const { id, disabledAt } of await listWebhooks(graph)) if (!disabledAt) await removeWebhook(graph, id);
});
afterAll(async () => {
  receiver.closeAllConnections();
  receiver.close();
  await Promise.all([graph.close(), otherGraph.close()]);
});

const options = (more: Partial<WebhookWorkerOptions> = {}): WebhookWorkerOptions => ({
  graph,
  unseal,
  log,
  allowPrivateHooks: true,
  retryBaseMs: 1,
  tickMs: 5,
  ...more,
});
const make = (path: string, more: { ops?: string[]; kinds?: string[] } = {}) =>
  createWebhook({ graph, seal, allowPrivateHooks: true }, { url: `${url}${path}`, ...more });
const seqsAt = (path: string) => calls.filter((call) => call.path === path).map(({ seq }) => seq);
const hook = async (id: string) => (await listWebhooks(graph)).find((one) => one.id === id);

describe('a webhook', () => {
  it('is told of each change from its making on, signed, in order, and of nothing that is not for all', async () => {
    await recordOne(graph, 'Before it was made.');
    const { id, secret } = await make('/a');
    const first = await recordOne(graph, 'A text that is nobody’s business.');
    const second = await recordOne(graph);
    const worker = createWebhookWorker(options());
    expect(await worker.round()).toBe(2);
    expect(await worker.round()).toBe(0);
    expect(seqsAt('/a')).toEqual([first.seq, second.seq]);
    const [call] = calls;
    expect(JSON.parse(call?.body ?? '')).toEqual({
      id: first.id,
      seq: first.seq,
      cursor: expect.any(String),
      op: 'RECORD',
      recordedAt: expect.any(String),
      principalName: 'a test',
      reason: 'a reason',
      changes: [{ nodeId: first.claim, kind: 'Claim' }],
      hasMoreChanges: false,
    });
    const signature = String(call?.headers['sayso-signature']);
    expect(isSignedBy(secret, signature, call?.body ?? '')).toBe(true);
    expect(isSignedBy(secret, signature, `${call?.body} `)).toBe(false);
    expect(call?.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(await hook(id)).toMatchObject({ lastSeq: second.seq, attempts: 0, dead: 0, lastError: null });
    expect(JSON.stringify(await listWebhooks(graph))).not.toContain(secret);
  });

  it('is told only of what it asks for, and passes over the rest', async () => {
    const { id } = await make('/imports', { ops: ['IMPORT'], kinds: ['Claim'] });
    await make('/agents', { kinds: ['Agent'] });
    await recordOne(graph);
    const imported = await recordOne(graph, 'Imported.', 'IMPORT');
    const last = await recordOne(graph);
    await createWebhookWorker(options()).round();
    expect(calls.map(({ path, seq }) => [path, seq])).toEqual([['/imports', imported.seq]]);
    expect(await hook(id)).toMatchObject({ lastSeq: last.seq });
  });

  it('is tried again until it answers, under one delivery id, and later changes wait', async () => {
    const { id } = await make('/flaky');
    const first = await recordOne(graph);
    const second = await recordOne(graph);
    let failures = 2;
    answer = () => (failures-- > 0 ? 503 : 200);
    const worker = createWebhookWorker(options());
    await worker.round();
    expect(await hook(id)).toMatchObject({ attempts: 1, lastError: 'it answered 503', lastSeq: first.seq - 1 });
    worker.start();
    await until(async () => (await hook(id))?.lastSeq === second.seq);
    await worker.close();
    expect(seqsAt('/flaky')).toEqual([first.seq, first.seq, first.seq, second.seq]);
    const ids = calls.map(({ headers }) => headers['sayso-delivery']);
    expect(new Set(ids.slice(0, 3)).size).toBe(1);
    expect(ids[3]).not.toBe(ids[0]);
    expect(await hook(id)).toMatchObject({ attempts: 0, lastError: null });
  });

  it('that never takes one has it kept as dead and is told of the next; what is dead can be retried', async () => {
    const { id, secret } = await make('/picky');
    const first = await recordOne(graph);
    const second = await recordOne(graph);
    answer = ({ seq }) => (seq === first.seq ? 400 : 200);
    const worker = createWebhookWorker(options({ tries: 3 }));
    worker.start();
    await until(async () => (await hook(id))?.lastSeq === second.seq);
    await worker.close();
    expect(seqsAt('/picky')).toEqual([first.seq, first.seq, first.seq, second.seq]);
    const [dead, ...others] = await listDead(graph);
    expect(others).toEqual([]);
    expect(dead).toMatchObject({ webhook: id, seq: first.seq, attempts: 3, lastError: 'it answered 400' });
    expect(JSON.stringify(dead)).not.toContain('secret');
    expect(dead?.id).toBe(calls[0]?.headers['sayso-delivery']);

    expect(await retryDead(options())).toEqual([{ id: dead?.id, seq: first.seq, error: 'it answered 400' }]);
    expect(await listDead(graph)).toMatchObject([{ attempts: 4 }]);
    answer = () => 200;
    expect(await retryDead(options(), [dead?.id ?? ''])).toEqual([{ id: dead?.id, seq: first.seq, error: null }]);
    expect(await listDead(graph)).toEqual([]);
    const last = calls[calls.length - 1];
    expect(isSignedBy(secret, String(last?.headers['sayso-signature']), last?.body ?? '')).toBe(true);
  });

  it('is served by one of two workers at a time, and by the other when that one falls silent', async () => {
    const { id } = await make('/leased');
    const { seq } = await recordOne(graph);
    let release: (status: number) => void = () => undefined;
    answer = () => new Promise((resolve) => (release = resolve));
    const silent = createWebhookWorker(options({ leaseMs: 60_000 }));
    const held = silent.round();
    await until(() => calls.length === 1);
    const other = createWebhookWorker(options({ graph: otherGraph }));
    expect(await other.round()).toBe(0);
    expect(calls.length).toBe(1);
    // As though the lease of the silent one had run out.
    await graph.command("MATCH (w:Webhook {id: $id}) SET w.leaseUntil = datetime('2020-01-01')", { id });
    answer = () => 200;
    expect(await other.round()).toBe(1);
    release(200);
    // What it did came too late to count: the place is the other's to set.
    await held;
    expect(seqsAt('/leased')).toEqual([seq, seq]);
    expect(new Set(calls.map(({ headers }) => headers['sayso-delivery'])).size).toBe(1);
    expect(await hook(id)).toMatchObject({ lastSeq: seq });
  });

  it('is told of each change once and in order, by four workers on two servers, while eight write', async () => {
    const { id } = await make('/busy');
    const { seq: start } = await recordOne(graph);
    const workers = [graph, graph, otherGraph, otherGraph].map((on) => createWebhookWorker(options({ graph: on })));
    workers.forEach((worker) => worker.start());
    await recordMany(graph, 150, 8);
    await until(async () => (await hook(id))?.lastSeq === start + 150);
    await Promise.all(workers.map((worker) => worker.close()));
    expect(seqsAt('/busy')).toEqual(Array.from({ length: 151 }, (_, i) => start + i));
  });

  it('is called no more once it is removed, and its secret is gone', async () => {
    const { id } = await make('/gone');
    await recordOne(graph);
    expect(await removeWebhook(graph, id)).toBe(true);
    expect(await removeWebhook(graph, id)).toBe(false);
    expect(await createWebhookWorker(options()).round()).toBe(0);
    expect(calls).toEqual([]);
    const [row] = await graph.command('MATCH (w:Webhook {id: $id}) RETURN keys(w) AS keys', { id });
    expect(row?.keys).not.toContain('secretSealed');
  });

  it('leaves a lease behind for nobody when its worker is closed in the middle', async () => {
    const { id } = await make('/closing');
    const { seq } = await recordOne(graph);
    answer = () => new Promise(() => undefined);
    const worker = createWebhookWorker(options());
    worker.start();
    await until(() => calls.length === 1);
    await worker.close();
    expect(await hook(id)).toMatchObject({ lastSeq: seq - 1, attempts: 0 });
    answer = () => 200;
    expect(await createWebhookWorker(options({ graph: otherGraph })).round()).toBe(1);
  });

  it('may not be on this machine, unless that is allowed', async () => {
    const wanted = { url: `${url}/private` };
    await expect(createWebhook({ graph, seal }, wanted)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    const { id } = await createWebhook({ graph, seal }, { url: wanted.url.replace('127.0.0.1', 'localhost') });
    await recordOne(graph);
    await createWebhookWorker(options({ allowPrivateHooks: false })).round();
    expect(calls).toEqual([]);
    expect(await hook(id)).toMatchObject({ lastError: 'its name leads to an address that is not public' });
  });

  it('is refused for an operation or a kind that there is none of', async () => {
    await expect(make('/x', { ops: ['DELETE'] })).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field: 'ops' });
    await expect(make('/x', { kinds: ['Person'] })).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field: 'kinds' });
    await expect(removeWebhook(graph, newId('Claim'))).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });
});
