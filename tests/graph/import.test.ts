import { appendFileSync, readFileSync } from 'node:fs';
import { recordsOf } from '../../bench/generate/records';
import { importFiles, type ImportOptions } from '../../src/features/import/import.service';
import { rebuild } from '../../src/features/derived/rebuild.service';
import type { Graph } from '../../src/graph/graph';
import { emptyGraph, openTestGraph, seededGraph } from '../support/graph';
import { Hand } from '../support/writing';
import {
  actualEdges,
  actualOriginCounts,
  actualStands,
  expectedEdges,
  expectedOriginCounts,
  expectedStands,
} from './definitions';
import { fingerprint } from './fingerprint';
import { fileOf, likeness, removeFolders, seedLines } from './import-support';

let graph: Graph;
afterEach(() => graph.close());
afterAll(removeFolders);

const options = (more: Partial<ImportOptions> = {}): ImportOptions => ({
  maxFaults: 20,
  dryRun: false,
  batchSize: 50,
  ...more,
});
const lines = seedLines();
const withoutSets = (all: string[]) => all.filter((line) => !/change set|principal|"changes"/.test(line));

test('records as lines give the graph that their data sets give, with all that is derived', async () => {
  graph = await seededGraph();
  const seeded = withoutSets(await likeness(graph));
  await graph.close();
  graph = await emptyGraph();
  const result = await importFiles(graph, [fileOf(lines)], options());
  expect(result.faults).toEqual([]);
  expect(result.lines).toBe(lines.length);
  expect(withoutSets(await likeness(graph))).toEqual(seeded);
  expect(await actualStands(graph)).toEqual(await expectedStands(graph));
  expect(await actualOriginCounts(graph)).toEqual(await expectedOriginCounts(graph));
  expect(await actualEdges(graph)).toEqual(await expectedEdges(graph));
});

test('a second run writes nothing, whatever its batches are', async () => {
  graph = openTestGraph();
  const before = await fingerprint(graph);
  const again = await importFiles(graph, [fileOf(lines)], options());
  expect(again).toMatchObject({ lines: lines.length, skipped: again.batches, changeSets: null, faults: [] });
  const otherwise = await importFiles(graph, [fileOf(lines)], options({ batchSize: 333 }));
  expect(otherwise).toMatchObject({ changeSets: null, faults: [] });
  expect(await fingerprint(graph)).toEqual(before);
});

test('an import that was cut off goes on where it ended, to the same graph', async () => {
  graph = await emptyGraph();
  const file = fileOf(lines);
  await importFiles(graph, [file], options());
  const whole = await likeness(graph);
  await graph.close();
  graph = await emptyGraph();
  const ending = new AbortController();
  let batches = 0;
  const cut = await importFiles(
    graph,
    [file],
    options({ signal: ending.signal, onBatch: () => ++batches === 3 && ending.abort() }),
  );
  expect(cut).toMatchObject({ stopped: true, batches: 3 });
  const rest = await importFiles(graph, [file], options());
  expect(rest).toMatchObject({ stopped: false, skipped: 3, lines: lines.length, faults: [] });
  expect(await likeness(graph)).toEqual(whole);
});

test('faults name file, line and field; what stands before is recorded, and mending the line lets it go on', async () => {
  graph = await emptyGraph();
  const broken = [...lines];
  const claim = broken.findLastIndex((line) => line.startsWith('{"kind":"claim"'));
  broken[claim] = (broken[claim] as string).replace('"language":"en"', '"language":17');
  broken[claim + 1] = (broken[claim + 1] as string).replace('"row":{', '"row":{"colour":"red",');
  broken.push('{"kind":"claim"', '{"kind":"rumour","row":{}}');
  const result = await importFiles(graph, [fileOf(broken)], options());
  expect(result.faults.map(({ line, field }) => [line, field])).toEqual([
    [claim + 1, 'row.language'],
    [claim + 2, 'row'],
    [lines.length + 1, null],
    [lines.length + 2, 'kind'],
  ]);
  expect(result.changeSets?.last).toBe(Math.floor(claim / 50));
  const mended = await importFiles(graph, [fileOf(lines)], options());
  expect(mended).toMatchObject({ faults: [], skipped: Math.floor(claim / 50) });
});

test('a rule that a record breaks is told at its line', async () => {
  graph = await emptyGraph();
  const at = lines.findIndex((line) => line.startsWith('{"kind":"span"') && !line.includes('"exact":null'));
  const wrong = [...lines];
  wrong[at] = (wrong[at] as string).replace(/"start":(\d+)/, (_, start: string) => `"start":${Number(start) + 1}`);
  const { faults } = await importFiles(graph, [fileOf(wrong)], options());
  expect(faults).toHaveLength(1);
  expect(faults[0]).toMatchObject({ line: at + 1 });
  const dry = await importFiles(null, [fileOf(wrong)], options({ dryRun: true }));
  expect(dry.faults[0]).toMatchObject({ line: at + 1 });
});

test('a dry run writes nothing and finds no fault in what can be recorded', async () => {
  graph = await emptyGraph();
  const before = await fingerprint(graph);
  expect(await importFiles(graph, [fileOf(lines)], options({ dryRun: true }))).toMatchObject({ faults: [] });
  expect(await fingerprint(graph)).toEqual(before);
});

test('a reference to nothing is refused', async () => {
  graph = await emptyGraph();
  const file = fileOf(lines.filter((line) => !line.startsWith('{"kind":"event"')));
  const { faults } = await importFiles(graph, [file], options());
  expect(faults[0]?.reason).toMatch(/nothing has the id evt_/);
});

test('lines without an end, with a return or with nothing on them are read', async () => {
  graph = await emptyGraph();
  const file = fileOf(lines.slice(0, 10).map((line) => `${line}\r\n`));
  appendFileSync(file, (lines[10] as string) + ' ');
  expect(readFileSync(file, 'utf8').endsWith(' ')).toBe(true);
  expect(await importFiles(graph, [file], options())).toMatchObject({ lines: 11, faults: [] });
});

test('what others write to the same claims between its batches is counted with what it writes', async () => {
  graph = await emptyGraph();
  const records = [...recordsOf({ claims: 300 })];
  const file = fileOf(records.map((record) => JSON.stringify(record)));
  const hand = new Hand(graph);
  const theirs: Promise<unknown>[] = [];
  let done = 0;
  const result = await importFiles(
    graph,
    [file],
    options({
      onBatch: ({ lines }) => {
        done += lines;
        const soFar = records.slice(0, done);
        const [claim] = soFar.filter(({ kind }) => kind === 'claim').slice(-1);
        const [version] = soFar.filter(({ kind }) => kind === 'version').slice(-1);
        if (!claim || !version) return;
        theirs.push(
          hand.chain({
            documentVersion: version.row.id,
            hops: [{ newAgent: { type: 'PERSON', name: `Witness ${done}` } }],
            asserts: [{ claim: claim.row.id }],
          }),
        );
      },
    }),
  );
  await Promise.all(theirs);
  expect(result.faults).toEqual([]);
  expect(theirs.length).toBeGreaterThan(10);
  expect(await actualStands(graph)).toEqual(await expectedStands(graph));
  expect(await actualOriginCounts(graph)).toEqual(await expectedOriginCounts(graph));
});

test('a rebuild finds nothing to mend after it, and mends all that is derived where it is gone', async () => {
  graph = await emptyGraph();
  await importFiles(graph, [fileOf(lines)], options());
  const right = await likeness(graph);
  expect(await rebuild(graph, { check: true })).toMatchObject({ differing: 0, examples: [] });
  await graph.command(
    `MATCH (c:Claim)<-[i:IN_CHAIN_OF]-(a) WITH c, i, a, rand() AS r
     FOREACH (_ IN CASE WHEN r < 0.3 THEN [1] ELSE [] END | DELETE i)
     FOREACH (_ IN CASE WHEN r > 0.6 THEN [1] ELSE [] END | SET i.depth = 7, c.originCount = 99)
     FOREACH (_ IN CASE WHEN r > 0.8 THEN [1] ELSE [] END | CREATE (a)-[j:IN_CHAIN_OF]->(c) SET j = properties(i))`,
  );
  await graph.command('MATCH ()-[r:SUPPORTS|EQUIVALENT_TO]->() DELETE r');
  await graph.command('MATCH (l:Claim)-[:CONTRADICTS]->(r:Claim) CREATE (r)-[:SUPPORTS]->(l), (l)-[:CONTRADICTS]->(r)');
  await graph.command('MATCH (c:Claim) WITH c ORDER BY c.id LIMIT 3 REMOVE c.originCount');
  await graph.command(
    'MATCH (d:Document) WHERE d.publisherId IS NOT NULL WITH d ORDER BY d.id LIMIT 2 REMOVE d.publisherId',
  );
  const broken = await likeness(graph);
  const checked = await rebuild(graph, { check: true, batchSize: 7 });
  expect(await likeness(graph)).toEqual(broken);
  expect(checked.differing).toBeGreaterThan(20);
  expect(checked.examples).toHaveLength(20);
  expect((await rebuild(graph, { check: false, batchSize: 7 })).differing).toBe(checked.differing);
  expect(await likeness(graph)).toEqual(right);
  expect(await rebuild(graph, { check: true })).toMatchObject({ differing: 0 });
});

test('a notice may correct words that come in the same batch', async () => {
  graph = await emptyGraph();
  const rows = lines.map((line) => JSON.parse(line) as { kind: string; row: { [field: string]: any } });
  const notice = rows.find(({ kind, row }) => kind === 'notice' && row.corrects.length > 0)?.row ?? {};
  const words = rows.find(({ kind, row }) => kind === 'span' && row.owner === notice.corrects[0])?.row ?? {};
  notice.corrects = [...notice.corrects, words.id];
  const changed = rows.map((record) => JSON.stringify(record));
  const result = await importFiles(graph, [fileOf(changed)], options({ batchSize: 2_000 }));
  expect(result.faults).toEqual([]);
  const [found] = await graph.command(
    'MATCH (n:CorrectionNotice {id: $id})-[:CORRECTS]->(what) RETURN collect(what.id) AS corrected',
    { id: notice.id },
  );
  expect((found?.corrected as string[]).sort()).toEqual([...notice.corrects].sort());
});
