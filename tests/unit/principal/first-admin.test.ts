import { createHash } from 'node:crypto';
import { ensureFirstAdmin } from '../../../src/features/principal/first-admin.service';
import { createKey, findViewer, listKeys, revokeKey } from '../../../src/features/principal/keys.service';
import type { Graph } from '../../../src/graph/graph';
import { emptyGraph } from '../../support/graph';

const preset = 'correct-horse-battery-staple';
let graph: Graph;
let lines: string[];
const print = (line: string) => void lines.push(line);
const start = (options: { preset?: string; makeOne?: boolean } = {}) =>
  ensureFirstAdmin(graph, { preset: null, makeOne: true, print, ...options });

beforeEach(async () => {
  graph = await emptyGraph();
  lines = [];
});
afterEach(() => graph.close());

test('the first start prints a key of an admin, the second nothing', async () => {
  await start();
  const [, key = ''] = /^Admin key \(shown this once\): (sayso_\S+)$/.exec(lines.join('\n')) ?? [];
  expect(await findViewer(graph, key)).toMatchObject({ name: 'admin', roles: ['ADMIN'] });
  await start();
  expect(lines).toHaveLength(1);
  expect(await listKeys(graph)).toHaveLength(1);
});

test('two servers that start at once make one key', async () => {
  for (let round = 0; round < 5; round++) {
    await graph.command('MATCH (n:ApiKey|Principal) DETACH DELETE n');
    // Where the principal is new, the constraint on its name holds the others up; where it is not, our own lock does.
    if (round > 0) await graph.command("CREATE (:Principal {id: 'prn_1', name: 'admin'})");
    lines = [];
    await Promise.all([start(), start(), start(), start()]);
    expect(lines).toHaveLength(1);
    expect(await listKeys(graph)).toHaveLength(1);
  }
});

test('a preset key is stored once, as a hash, and never printed', async () => {
  await start({ preset });
  await Promise.all([start({ preset }), start({ preset })]);
  expect(lines).toEqual([]);
  expect(await findViewer(graph, preset)).toMatchObject({ name: 'admin', roles: ['ADMIN'] });
  const stored = await graph.command('MATCH (k:ApiKey) RETURN k.sha256 AS sha256, k.hint AS hint');
  expect(stored).toEqual([{ sha256: createHash('sha256').update(preset).digest('hex'), hint: 'aple' }]);
});

test('a preset that comes too late is said to be of no use, and is of none', async () => {
  await start();
  await start({ preset });
  expect(lines[1]).toMatch(/^SAYSO_ADMIN_KEY is not used/);
  expect(await findViewer(graph, preset)).toBeNull();
});

test('a preset that was revoked stays revoked, however often the server starts', async () => {
  await start({ preset });
  const [row] = await listKeys(graph);
  await revokeKey(graph, row?.id ?? '');
  await start({ preset });
  await start();
  expect(await findViewer(graph, preset)).toBeNull();
  expect(await listKeys(graph)).toHaveLength(1);
  expect(lines.join('\n')).not.toContain('sayso_');
});

test('an admin key made by hand before the first start is one', async () => {
  await createKey(graph, { principal: 'Ada', role: 'ADMIN' });
  await start();
  expect(lines).toEqual([]);
});

test('an admin who was made less is not made an admin again by a start', async () => {
  await start();
  await createKey(graph, { principal: 'admin', role: 'READER' });
  await start();
  expect(lines).toHaveLength(1);
  expect((await listKeys(graph)).map((row) => row.roles)).toEqual([['READER'], ['READER']]);
});

test('on a database that others run, nothing is made up', async () => {
  await start({ makeOne: false });
  expect(lines.join()).toContain('set SAYSO_ADMIN_KEY');
  expect(await listKeys(graph)).toEqual([]);
});
