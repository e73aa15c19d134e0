import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formats, type FormatName } from '../../src/features/export/formats';
import { importFiles } from '../../src/features/import/import.service';
import { createKey } from '../../src/features/principal/keys.service';
import type { Graph, Reader } from '../../src/graph/graph';
import { emptyGraph, seededGraph } from '../support/graph';
import { Hand } from '../support/writing';
import { csvRows, exported, removeExports } from './export-support';
import { fileOf, graphOfClaims, removeFolders } from './import-support';

let graph: Graph;
afterEach(() => graph.close());
afterAll(removeExports);
afterAll(removeFolders);

const allStates = ['PROPOSED', 'CONFIRMED', 'REJECTED'] as const;
const formatNames = Object.keys(formats) as FormatName[];
const countOf = async (pattern: string, params = {}) =>
  (await graph.command(`MATCH ${pattern} RETURN count(*) AS n`, params))[0]?.n as number;

test('JSON lines are imported again, and give the same lines once more', async () => {
  graph = await seededGraph();
  const whole = await exported(graph, 'jsonl', { states: allStates });
  const confirmed = await exported(graph, 'jsonl');
  const counts = { claims: await countOf('(n:Claim)'), spans: await countOf('(n:TextSpan)') };
  expect(whole.manifest.counts).toMatchObject({ claim: counts.claims, span: counts.spans });
  await graph.close();
  for (const { text, manifest } of [whole, confirmed]) {
    graph = await emptyGraph();
    const lines = text('sayso.jsonl').trimEnd().split('\n');
    const result = await importFiles(graph, [fileOf(lines)], { maxFaults: 20, dryRun: false, batchSize: 50 });
    expect(result.faults).toEqual([]);
    expect(result.lines).toBe(Object.values(manifest.counts).reduce((sum, count) => sum + count, 0));
    const again = await exported(graph, 'jsonl', { states: allStates });
    expect(again.text('sayso.jsonl')).toBe(text('sayso.jsonl'));
    await graph.close();
  }
  graph = await emptyGraph();
});

test('only what is confirmed is taken, and no chain with a hop that is not, unless more is asked for', async () => {
  graph = await seededGraph();
  const confirmed = await exported(graph, 'jsonl');
  const records = confirmed
    .text('sayso.jsonl')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { kind: string; row: Record<string, any> });
  const states = new Set(records.map(({ row }) => row.reviewState as string | undefined));
  expect(states).toEqual(new Set([undefined, 'CONFIRMED']));
  expect(await countOf("(n:Claim) WHERE n.reviewState <> 'CONFIRMED'")).toBeGreaterThan(0);
  const attributions = new Map(records.flatMap(({ kind, row }) => (kind === 'attribution' ? [[row.id, row]] : [])));
  const relayed = new Set([...attributions.values()].flatMap((row) => row.relays as string[]));
  const openers = [...attributions.keys()].filter((id) => !relayed.has(id));
  // What opens a chain here opens one in the graph: no relay was cut off.
  expect(await countOf('(n:Attribution)<-[:RELAYS]-(:Attribution) WHERE n.id IN $openers', { openers })).toBe(0);
  for (const row of attributions.values()) {
    expect(row.relays.length + row.asserts.length + row.presupposes.length).toBeGreaterThan(0);
  }
});

test('a relay that is doubted takes the chain behind it along', async () => {
  graph = await emptyGraph();
  const hand = new Hand(graph);
  const document = await hand.document({ url: 'https://example.org/1', text: 'A man said that it rained.' });
  const [version] = await graph.command('MATCH (v:DocumentVersion) RETURN v.id AS id');
  const claim = await hand.claim('It rained');
  const origin = await hand.chain({
    documentVersion: version?.id as string,
    hops: [{ newAgent: { type: 'ORGANIZATION', name: 'Agency' } }, { newAgent: { type: 'PERSON', name: 'A man' } }],
    asserts: [{ claim }],
  });
  expect(document).toMatch(/^doc_/);
  expect((await exported(graph, 'jsonl')).manifest.counts.attribution).toBe(2);
  await graph.command("MATCH (relay)-[:RELAYS]->({id: $origin}) SET relay.reviewState = 'PROPOSED'", { origin });
  expect((await exported(graph, 'jsonl')).manifest.counts.attribution).toBeUndefined();
  const more = await exported(graph, 'jsonl', { states: ['CONFIRMED', 'PROPOSED'] });
  expect(more.manifest.counts.attribution).toBe(2);
});

const secret = 'zxqwords';

/** A graph each of whose secrets, and whose hidden words, have `secret` in them. */
async function withSecrets(): Promise<void> {
  const hand = new Hand(graph);
  const text = `The ${secret} spokesman said that it rained on Monday in the town.`;
  await hand.document({ url: 'https://example.org/members', text, textAccess: 'MEMBERS' });
  const [version] = await graph.command('MATCH (v:DocumentVersion) RETURN v.id AS id');
  const claim = await hand.claim('It rained');
  await hand.chain({
    documentVersion: version?.id as string,
    hops: [
      {
        newAgent: { type: 'UNNAMED_SOURCE', name: 'unnamed spokesman', descriptor: 'spokesman' },
        disclosure: 'UNNAMED',
        spans: [{ role: 'SOURCE', exact: `${secret} spokesman` }],
      },
    ],
    asserts: [{ claim }],
  });
  await createKey(graph, { principal: secret, role: 'ADMIN' });
  await graph.command(
    `MATCH (u:UnnamedSource) SET u.sealedNote = $secret
     WITH u MATCH (cs:ChangeSet {seq: 1}) SET cs.key = $secret, cs.reason = $secret
     CREATE (:Webhook {id: 'whk_1', url: 'https://example.org/' + $secret, secretSealed: $secret})`,
    { secret },
  );
}

test.each(formatNames)(
  '%s has no key, no principal, no sealed note, no hidden word and no hash of a key',
  async (format) => {
    graph = await emptyGraph();
    await withSecrets();
    expect(await countOf('(s:TextSpan) WHERE s.exact CONTAINS $secret', { secret })).toBe(1);
    const { folder, manifest } = await exported(graph, format, { states: allStates });
    const [key] = await graph.command('MATCH (k:ApiKey) RETURN k.sha256 AS sha256, k.hint AS hint');
    for (const name of readdirSync(folder)) {
      const bytes = readFileSync(join(folder, name)).toString('latin1');
      expect(bytes).not.toContain(secret);
      expect(bytes).not.toContain(key?.sha256);
    }
    expect(manifest.counts.span ?? 0).toBe(1);
  },
);

test('hidden words leave their offsets and hashes', async () => {
  graph = await emptyGraph();
  await withSecrets();
  const { text } = await exported(graph, 'csv');
  const [span] = csvRows(text('TextSpan.csv'));
  expect(span).toMatchObject({ start: '4', end: '22', exact: '', prefix: '', suffix: '' });
  expect(span?.exactSha256).toMatch(/^[0-9a-f]{64}$/);
  const [version] = csvRows(text('DocumentVersion.csv'));
  expect(version).toMatchObject({ text: '', textAccess: '', availability: 'SEEN_NOT_HELD' });
  expect(version?.contentSha256).toMatch(/^[0-9a-f]{64}$/);
});

test.each(formatNames)('%s: the manifest tells sizes, hashes and where it was read', async (format) => {
  graph = await seededGraph();
  const { folder, manifest } = await exported(graph, format, { licence: 'CC0-1.0', source: 'the test' });
  expect(manifest).toMatchObject({ format, licence: 'CC0-1.0', source: 'the test', seq: 2, seqAtEnd: 2 });
  expect(manifest.schemaVersion).toMatch(/^V\d{4}$/);
  expect(manifest.files.map(({ name }) => name)).toEqual(readdirSync(folder).sort());
  for (const { name, bytes, sha256 } of manifest.files) {
    const all = readFileSync(join(folder, name));
    expect([name, bytes, sha256]).toEqual([name, all.length, createHash('sha256').update(all).digest('hex')]);
  }
  expect(manifest.files.reduce((sum, { rows }) => sum + rows, 0)).toBeGreaterThan(50);
});

test('CSV has every node and relationship of the model that holds', async () => {
  graph = await seededGraph();
  const { manifest } = await exported(graph, 'csv', { states: allStates });
  const found: Record<string, number> = {};
  for (const { name, rows } of manifest.files) if (rows > 0) found[name.replace('.csv', '')] = rows;
  const nodes = await graph.command(
    `MATCH (n) WHERE NOT n:ChangeSet AND NOT n:Principal AND NOT n:ChangeLog AND NOT n:Migration AND NOT n:ApiKey AND NOT n:Revision
       AND NOT n:FormerAttribution AND NOT n:FormerReview AND NOT n:FormerCorrectionNotice AND NOT n:FormerCommentRequest
     RETURN labels(n)[0] AS name, count(*) AS n`,
  );
  const edges = await graph.command(
    "MATCH ()-[r]->() WHERE NOT type(r) IN ['BY', 'CHANGED', 'STATE_OF', 'KEY_OF', 'SUPERSEDES'] RETURN type(r) AS name, count(*) AS n",
  );
  const there = Object.fromEntries([...nodes, ...edges].map(({ name, n }) => [name as string, n as number]));
  expect(found).toEqual(there);
});

test('the flat table has a row a chain, as the API reads it, and one for a claim without any', async () => {
  graph = await seededGraph();
  const hand = new Hand(graph);
  const lonely = await hand.claim('Nobody says this, "not even\nhe"');
  const rows = csvRows((await exported(graph, 'claims-csv')).text('claims-with-chains.csv'));
  expect(rows.find((row) => row.claim === 'Iran did not inform Pakistan before the strike')).toMatchObject({
    chain: 'Newsweek ← Associated Press ← unnamed Pakistani security official',
    outlet: 'Newsweek',
    relays: 'Associated Press',
    originType: 'UnnamedSource',
    hops: '3',
    contentStart: '997',
    contentEnd: '1046',
  });
  expect(rows.find((row) => row.claimId === lonely)).toMatchObject({
    claim: 'Nobody says this, "not even\nhe"',
    chain: '',
    attributionId: '',
  });
  const own = rows.filter((row) => row.disclosure === 'OWN_VOICE' && row.hops === '1');
  expect(own.length).toBeGreaterThan(0);
  expect(own.every((row) => row.chain === row.origin)).toBe(true);
  const claims = await countOf("(n:Claim {reviewState: 'CONFIRMED'})");
  expect(new Set(rows.map((row) => row.claimId)).size).toBe(claims);
});

test('an export is read in pages whose size does not grow with the graph', async () => {
  const most: number[] = [];
  for (const claims of [60, 240]) {
    if (most.length > 0) await graph.close();
    graph = await graphOfClaims(claims);
    let rows = 0;
    const counting: Reader = {
      read: async (query, params) => {
        const found = await graph.read(query, params);
        rows = Math.max(rows, found.length);
        return found;
      },
    };
    // What is read is the same for all others.
    for (const format of ['csv', 'claims-csv'] as const) {
      const { manifest } = await exported(counting, format, { pageSize: 20 });
      expect(manifest.counts.claim).toBeGreaterThan(0.9 * claims);
    }
    most.push(rows);
  }
  // A page of 2 documents with all their spans, or of 20 claims with all their chains (one has 200).
  expect(Math.max(...most)).toBeLessThan(300);
});
