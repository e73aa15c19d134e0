import { spawn } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { recordsOf } from '../../bench/generate/records';
import { dump, partialOf, type DumpOptions } from '../../src/features/dump/dump.service';
import { FrameReader } from '../../src/features/dump/frames';
import { checkDump, refuseHalfRestored, restore } from '../../src/features/dump/restore.service';
import { importFiles } from '../../src/features/import/import.service';
import { StartUpFault } from '../../src/errors';
import { redact } from '../../src/features/redaction/redaction.service';
import { createKey } from '../../src/features/principal/keys.service';
import { rebuild } from '../../src/features/derived/rebuild.service';
import type { Graph } from '../../src/graph/graph';
import { fromRoot } from '../../src/root';
import { emptyGraph, openTestGraph, seededGraph, testNeo4j } from '../support/graph';
import { Hand } from '../support/writing';
import { exactLines } from './dump-support';
import { fileOf, graphOfClaims, removeFolders } from './import-support';

let graph: Graph;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sayso-dump-'));
});
afterEach(async () => {
  rmSync(folder, { recursive: true, force: true });
  await graph.close();
});
afterAll(removeFolders);

const small: DumpOptions = { pageSize: 300 };
/** Empty, as a database is that a restore is meant for. */
async function emptied(): Promise<void> {
  await graph.close();
  graph = await emptyGraph();
}

/** The seeds with a history: revised, joined, retracted, decided; with keys and a sealed note. */
async function withHistory(): Promise<Hand> {
  await graph?.close();
  graph = await seededGraph();
  const hand = new Hand(graph);
  const [claim] = await graph.command(
    "MATCH (c:Claim {text: 'Iran did not inform Pakistan before the strike'}) RETURN c.id AS id",
  );
  const [agent] = await graph.command("MATCH (a:Organization {name: 'Newsweek'}) RETURN a.id AS id");
  const [version] = await graph.command(
    "MATCH (v:DocumentVersion {availability: 'HELD', textAccess: 'PUBLIC'}) RETURN v.id AS id ORDER BY id LIMIT 1",
  );
  await hand.reviseAgent(agent?.id as string, { aliases: ['The Week of News'] });
  const wrong = await hand.claim('A thing that is retracted');
  const origin = await hand.chain({
    documentVersion: version?.id as string,
    hops: [{ newAgent: { type: 'PERSON', name: 'Somebody who is retracted' } }],
    asserts: [{ claim: wrong }],
  });
  await hand.retract(origin);
  await hand.reviseClaim(wrong, { text: 'A thing that is revised' });
  const one = await hand.chain({
    documentVersion: version?.id as string,
    hops: [{ newAgent: { type: 'PERSON', name: 'One name' } }],
    asserts: [{ claim: claim?.id as string }],
  });
  const other = await hand.chain({
    documentVersion: version?.id as string,
    hops: [{ newAgent: { type: 'PERSON', name: 'Other name' } }],
    asserts: [{ claim: claim?.id as string }],
  });
  await hand.joinUtterances(one, other);
  await createKey(graph, { principal: 'somebody', role: 'REVIEWER' });
  await graph.command("MATCH (u:UnnamedSource) WITH u LIMIT 1 SET u.sealedNote = 'sealed'");
  return hand;
}

test('a dump restored into an empty database is the same graph, with history, keys and sealed notes', async () => {
  await withHistory();
  const before = await exactLines(graph);
  for (const part of ['"FormerAttribution"', '"Revision"', '"ApiKey"', '"STATE_OF"', 'sealedNote']) {
    expect(before.some((line) => line.includes(part))).toBe(true);
  }
  const file = join(folder, 'all.dump');
  const made = await dump(graph, file, small);
  expect(await exactLines(graph)).toEqual(before);
  expect(made).toMatchObject({ resumed: false, stopped: false, seq: Number(seqOf(before)) });
  expect(statSync(file).mode & 0o077).toBe(0);
  await emptied();
  expect(await restore(graph, checkDump(file))).toEqual({
    seq: made.seq,
    resumed: false,
    stopped: false,
    otherwise: [],
  });
  expect(await exactLines(graph)).toEqual(before);
  expect(await rebuild(graph, { check: true })).toMatchObject({ differing: 0 });
  // What was restored is dumped again, to the same rows.
  const again = await dump(graph, join(folder, 'again.dump'), small);
  expect(again).toMatchObject({ seq: made.seq, nodes: made.nodes });
  const hand = new Hand(graph);
  await hand.claim('It goes on from there');
  expect(hand.last?.seq).toBe(made.seq + 1);
});

const seqOf = (lines: string[]) =>
  /"lastSeq","INTEGER NOT NULL",(\d+)/.exec(lines.find((line) => line.includes('"ChangeLog"')) ?? '')?.[1];

test('a dump that was cut off after any part is gone on with, to the same graph', async () => {
  const hand = await withHistory();
  const whole = join(folder, 'whole.dump');
  let parts = 0;
  await dump(graph, whole, { pageSize: 400, onPart: () => parts++ });
  expect(parts).toBeGreaterThan(15);
  const file = join(folder, 'cut.dump');
  for (let cut = 1; ; cut++) {
    const ending = new AbortController();
    let own = 0;
    const result = await dump(graph, file, {
      pageSize: 400,
      signal: ending.signal,
      onPart: () => ++own === 1 + (cut % 3) && ending.abort(),
    });
    if (!result.stopped) break;
    expect(existsSync(file)).toBe(false);
    // Half a part behind the last whole one, as of a machine that lost its power; and somebody writes in between.
    writeFileSync(partialOf(file), Buffer.concat([readFileSync(partialOf(file)), Buffer.from('8'.repeat(30 * cut))]));
    if (cut % 4 === 0) await hand.claim(`Meanwhile ${cut}`);
    expect(cut).toBeLessThan(200);
  }
  const before = await exactLines(graph);
  await emptied();
  await restore(graph, checkDump(file));
  expect(await exactLines(graph)).toEqual(before);
});

/** A graph with a history, as it was and as a dump, and an empty database to restore it into. */
async function dumped() {
  await withHistory();
  const before = await exactLines(graph);
  const file = join(folder, 'all.dump');
  await dump(graph, file, { pageSize: 400 });
  const checked = checkDump(file);
  await emptied();
  return { before, checked };
}

test('a restore that was cut off after any part is gone on with, to the same graph', async () => {
  const { before, checked } = await dumped();
  let runs = 0;
  for (;;) {
    const ending = new AbortController();
    let own = 0;
    const result = await restore(graph, checked, {
      signal: ending.signal,
      onPart: () => ++own === 1 + (runs % 4) && ending.abort(),
    });
    expect(result.resumed).toBe(runs++ > 0);
    if (!result.stopped) break;
    await expect(refuseHalfRestored(graph)).rejects.toThrow('not finished');
    expect(runs).toBeLessThan(200);
  }
  expect(runs).toBeGreaterThan(8);
  await refuseHalfRestored(graph);
  expect(await exactLines(graph)).toEqual(before);
});

test('what fails within a part leaves nothing of it, and is done again', async () => {
  const { before, checked } = await dumped();
  let writes = 0;
  const failing: Graph = {
    ...graph,
    // Of the first hundred transactions one in five is rolled back at its end, and one commits and loses its reply.
    write: async (work, own) => {
      const kind = ++writes > 100 ? 0 : writes % 5;
      const value = await graph.write(async (tx) => {
        const done = await work(tx);
        if (kind === 2) throw new Error('cut off');
        return done;
      }, own);
      if (kind === 4) throw new Error('cut off');
      return value;
    },
  };
  for (let runs = 0; ; runs++) {
    expect(runs).toBeLessThan(500);
    const result = await restore(failing, checked).catch((error: Error) => {
      expect(error.message).toBe('cut off');
      return null;
    });
    if (result) break;
    // What came after the last part is done by the last run, and has no part to be seen by.
    if ((await graph.command('MATCH (r:Restoring) RETURN r.next AS next'))[0] === undefined) break;
  }
  expect(await exactLines(graph)).toEqual(before);
});

test('a dump made while others write is the graph of one change', async () => {
  await emptyGraph().then((one) => {
    void graph?.close();
    graph = one;
  });
  const records = [...recordsOf({ claims: 120 })];
  const lines = records.map((record) => JSON.stringify(record));
  const half = lines.slice(0, lines.length / 2);
  await importFiles(graph, [fileOf(half)], { maxFaults: 1, dryRun: false, batchSize: 100 });
  const writers = openTestGraph();
  let writing = true;
  const theirs = [
    importFiles(writers, [fileOf(lines)], { maxFaults: 1, dryRun: false, batchSize: 100 }),
    ...[1, 2, 3].map((number) => keepWriting(writers, number, () => writing)),
  ];
  // The same graph, but it is looked at while the dump still holds the lock under which it ended.
  let there: string[] = [];
  let parts = 0;
  const watched: Graph = {
    ...graph,
    write: (work, own) =>
      graph.write(async (tx) => {
        let locked = false;
        const value = await work({
          run: (query, params) => {
            locked ||= query.name === 'change-set/lock-changes';
            return tx.run(query, params);
          },
        });
        if (locked) there = await exactLines(graph);
        return value;
      }, own),
  };
  const file = join(folder, 'all.dump');
  const begun = Number(seqOf(await exactLines(graph)));
  const made = await dump(watched, file, { onPart: () => parts++ }).finally(() => (writing = false));
  await Promise.all(theirs);
  await writers.close();
  expect(parts).toBeGreaterThan(10);
  // Others have written while it was made, and since.
  expect(made.seq).toBeGreaterThan(begun);
  expect(Number(seqOf(await exactLines(graph)))).toBeGreaterThan(made.seq);
  expect(Number(seqOf(there))).toBe(made.seq);
  await emptied();
  expect(await restore(graph, checkDump(file))).toMatchObject({ otherwise: [] });
  const restored = await exactLines(graph);
  expect(restored.filter((line) => !there.includes(line))).toEqual([]);
  expect(restored.length).toBe(there.length);
});

/** Somebody who records, revises, decides, joins and retracts, as long as it is wanted. */
async function keepWriting(own: Graph, number: number, goesOn: () => boolean): Promise<void> {
  const hand = new Hand(own);
  const versions = await own.command(
    "MATCH (v:DocumentVersion) WHERE v.text IS NULL OR v.textAccess = 'PUBLIC' RETURN v.id AS id ORDER BY id LIMIT 30",
  );
  for (let i = 0; goesOn(); i++) {
    const version = versions[(i * 7 + number) % versions.length]?.id as string;
    const claim = await hand.claim(`Writer ${number} says ${i}`);
    const origins: string[] = [];
    for (const name of ['A', 'B']) {
      origins.push(
        await hand.chain({
          documentVersion: version,
          hops: [
            { newAgent: { type: 'ORGANIZATION', name: `Relay ${number}.${i}` } },
            { newAgent: { type: 'PERSON', name: `${name} ${number}.${i}` } },
          ],
          asserts: [{ claim }],
        }),
      );
    }
    await hand.joinUtterances(...origins);
    await hand.reviseClaim(claim, { language: 'de' });
    if (i % 2 === 0) await hand.retract(origins[0] as string);
    else await hand.decide(origins[1] as string, 'REJECTED');
    const other = await hand.claim(`Writer ${number} denies ${i}`);
    await hand.relate({
      kind: 'CONTRADICTS',
      left: claim,
      right: other,
      sameEvent: 'YES',
      types: ['NEGATION'],
    });
  }
}

describe('a file that is not as it was written', () => {
  let file: string;
  beforeEach(async () => {
    await graph?.close();
    graph = await seededGraph();
    file = join(folder, 'all.dump');
    await dump(graph, file, small);
  });
  const refused = (bytes: Buffer) => {
    const other = join(folder, 'other.dump');
    writeFileSync(other, bytes);
    try {
      checkDump(other);
      return null;
    } catch (error) {
      return (error as Error).message;
    }
  };

  test('is refused wherever a byte is flipped, whatever is cut off, and whatever is added', () => {
    const bytes = readFileSync(file);
    const heads = [...Array(300).keys()];
    const places = [...heads, ...Array.from({ length: 200 }, (_, i) => Math.floor((i * bytes.length) / 200))];
    for (const at of places) {
      const flipped = Buffer.from(bytes);
      flipped[at] = (flipped[at] ?? 0) ^ (1 << (at % 8));
      expect([at, refused(flipped)]).toEqual([at, expect.stringContaining('Nothing was written')]);
    }
    for (const length of [0, 1, 100, bytes.length / 2, bytes.length - 1]) {
      expect(refused(bytes.subarray(0, length))).toMatch(/Nothing was written/);
    }
    expect(refused(Buffer.concat([bytes, Buffer.from('\n')]))).toMatch(/Nothing was written/);
    expect(refused(bytes)).toBeNull();
  });

  test('is refused without its end, which an unfinished one has not', async () => {
    const ending = new AbortController();
    await dump(graph, join(folder, 'half.dump'), { ...small, signal: ending.signal, onPart: () => ending.abort() });
    expect(refused(readFileSync(partialOf(join(folder, 'half.dump'))))).toMatch(/has no end/);
  });

  test('is refused where it is of another schema', async () => {
    await graph.command("MATCH (m:Migration {version: 'V0001'}) SET m.checksum = 'x' + m.checksum");
    try {
      await dump(graph, join(folder, 'old.dump'), small);
    } finally {
      await graph.command("MATCH (m:Migration {version: 'V0001'}) SET m.checksum = substring(m.checksum, 1)");
    }
    expect(refused(readFileSync(join(folder, 'old.dump')))).toMatch(/another version of Sayso/);
  });
});

test('a database that holds something is left as it is', async () => {
  graph = await seededGraph();
  const file = join(folder, 'all.dump');
  await dump(graph, file, small);
  const before = await exactLines(graph);
  await expect(restore(graph, checkDump(file))).rejects.toThrow(/not empty/);
  expect(await exactLines(graph)).toEqual(before);
});

test('the dump of another database is neither gone on with nor mixed in', async () => {
  graph = await seededGraph();
  const [one, other] = [join(folder, 'one.dump'), join(folder, 'other.dump')];
  await dump(graph, one, small);
  const ending = new AbortController();
  await dump(graph, other, { ...small, signal: ending.signal, onPart: () => ending.abort() });
  await emptied();
  await new Hand(graph).claim('Another graph');
  await expect(dump(graph, other, small)).rejects.toThrow(/another database/);
  await expect(dump(graph, one, small)).rejects.toThrow(/there already/);
  await dump(graph, join(folder, 'third.dump'), small);
  await emptied();
  const cut = new AbortController();
  await restore(graph, checkDump(one), { signal: cut.signal, onPart: () => cut.abort() });
  await expect(restore(graph, checkDump(join(folder, 'third.dump')))).rejects.toThrow(/another dump/);
  await restore(graph, checkDump(one));
});

test('what is redacted while a dump is made is in no state of the restored graph', async () => {
  const hand = await withHistory();
  const words = 'Words that the law wants gone';
  const claim = await hand.claim(words);
  await hand.reviseClaim(claim, { text: 'Other words' });
  const file = join(folder, 'all.dump');
  const ending = new AbortController();
  const hasRevision = () => readRows(partialOf(file)).includes(words);
  await dump(graph, file, { ...small, signal: ending.signal, onPart: () => hasRevision() && ending.abort() });
  expect(existsSync(file)).toBe(false);
  await new Hand(graph, 'ADMIN').change('REDACT', (writer, viewer) =>
    redact(writer, { id: claim, properties: ['text'] }, viewer),
  );
  await dump(graph, file, small);
  const before = await exactLines(graph);
  expect(before.join('\n')).not.toContain(words);
  await emptied();
  await restore(graph, checkDump(file));
  expect(await exactLines(graph)).toEqual(before);
});

/** All rows of the file that is being written, as one text. */
function readRows(path: string): string {
  const reader = new FrameReader(path);
  try {
    return [...reader.frames()].map((frame) => JSON.stringify(reader.rowsOf(frame))).join('\n');
  } finally {
    reader.close();
  }
}

test('a dump that was killed before it had its name is ended by the next run', async () => {
  const hand = await withHistory();
  const file = join(folder, 'all.dump');
  await dump(graph, file, small);
  renameSync(file, partialOf(file));
  await hand.claim('Meanwhile');
  expect(await dump(graph, file, small)).toMatchObject({ resumed: true, stopped: false });
  const before = await exactLines(graph);
  await emptied();
  await restore(graph, checkDump(file));
  expect(await exactLines(graph)).toEqual(before);
});

test('of two dumps to one file one ends, and what lies there and is no dump is left alone', async () => {
  graph = await seededGraph();
  const file = join(folder, 'all.dump');
  const both = await Promise.allSettled([dump(graph, file, small), dump(graph, file, small)]);
  expect(both.some((one) => one.status === 'rejected')).toBe(true);
  for (const one of both) if (one.status === 'rejected') expect(one.reason).toBeInstanceOf(StartUpFault);
  if (!existsSync(file)) await dump(graph, file, small);
  checkDump(file);
  const mine = join(folder, 'mine.dump');
  writeFileSync(partialOf(mine), 'My own notes');
  await expect(dump(graph, mine, small)).rejects.toThrow(/no dump/);
  expect(readFileSync(partialOf(mine), 'utf8')).toBe('My own notes');
});

test('a dump is read in pages whose size does not grow with the graph', async () => {
  const most: number[] = [];
  for (const claims of [60, 240]) {
    if (most.length > 0) await graph.close();
    graph = await graphOfClaims(claims);
    let rows = 0;
    const counting: Graph = {
      ...graph,
      write: (work, own) =>
        graph.write(
          (tx) =>
            work({
              run: async (query, params) => {
                const found = await tx.run(query, params);
                rows = Math.max(rows, found.length);
                return found;
              },
            }),
          own,
        ),
    };
    await dump(counting, join(folder, `${claims}.dump`), { pageSize: 50 });
    most.push(rows);
  }
  expect(most).toEqual([50, 50]);
});

test('the commands: killed at several places, run again, they finish', async () => {
  await withHistory();
  const before = await exactLines(graph);
  const file = join(folder, 'all.dump');
  for (let kills = 0; !existsSync(file); kills++) await sayso(['dump', file], kills < 3 ? 300 + 250 * kills : null);
  const copy = join(folder, 'copy.dump');
  copyFileSync(file, copy);
  await emptied();
  let output = '';
  for (let kills = 0; !output.includes('has everything'); kills++) {
    output = await sayso(['restore', copy], kills < 3 ? 500 + 250 * kills : null);
    expect(kills).toBeLessThan(10);
  }
  expect(await exactLines(graph)).toEqual(before);
});

/** Runs a command; kills it so long after it has begun to work. Gives what it printed. */
async function sayso(args: string[], killAfterMs: number | null): Promise<string> {
  const { uri, user, password, database } = testNeo4j();
  const child = spawn(
    process.execPath,
    ['-e', `require(${JSON.stringify(fromRoot('dist/cli/sayso.js'))}).runCli(process.argv.slice(1))`, ...args],
    {
      env: { ...process.env, NEO4J_URI: uri, NEO4J_USER: user, NEO4J_PASSWORD: password, NEO4J_DATABASE: database },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let [output, errors] = ['', ''];
  child.stdout.on('data', (bytes: Buffer) => (output += bytes.toString()));
  child.stderr.on('data', (bytes: Buffer) => (errors += bytes.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  if (killAfterMs !== null) {
    await Promise.race([ended, sleep(killAfterMs)]);
    child.kill('SIGKILL');
  }
  const code = await ended;
  if (killAfterMs === null && code !== 0) throw new Error(`sayso ${args.join(' ')} ended with ${code}: ${errors}`);
  return output;
}
