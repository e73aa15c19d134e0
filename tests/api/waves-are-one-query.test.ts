import type { Graph } from '../../src/graph/graph';
import { definedQueries } from '../../src/graph/query';
import { waveMaker } from '../../src/graph/wave';
import { fromRoot } from '../../src/root';
import { readOperations } from '../../src/web/operations';
import { startTestApi, type TestApi } from '../support/api';
import { seededGraph } from '../support/graph';
import { wavesIn } from './waves';

let graph: Graph;
let api: TestApi;
beforeAll(async () => {
  graph = await seededGraph();
  api = await startTestApi(graph);
});
afterAll(async () => {
  await api.close();
  await graph.close();
});

test('what travels side by side at first, and as one text from then on, is answered the same', async () => {
  const reads = (await readOperations(fromRoot('schema', 'operations'))).filter(
    ({ query }) => !/^mutation\b/m.test(query),
  );
  const first = new Map<string, unknown>();
  const widest: number[] = [];
  // Round after round, since new texts do not come soon after another.
  for (let round = 0; round < 8; round++) {
    for (const { name, query, variables } of reads) {
      const { data, errors, queries } = await api.ask(query, variables ?? {});
      expect({ name, errors }).toEqual({ name, errors: undefined });
      if (!first.has(name)) first.set(name, data);
      expect({ name, data }).toEqual({ name, data: first.get(name) });
      widest.push(...wavesIn(queries).map((wave) => wave.length));
    }
  }
  expect(Math.max(...widest)).toBeGreaterThan(3);
});

const two = () => definedQueries.filter(({ name }) => name === 'claim/by-ids' || name === 'agent/by-ids');

test('queries seen together for the third time become one text, in which nothing is but their own texts', () => {
  const waves = waveMaker();
  expect([waves.of(two()), waves.of(two())]).toEqual([null, null]);
  const wave = waves.of(two());
  expect(wave?.text).toContain('$ids_0');
  expect(wave?.text).toContain('$ids_1');
  const params = wave?.params([
    { ids: ['a'], at: null },
    { ids: ["b' RETURN 1 //"], at: null },
  ]);
  expect(params).toEqual({ ids_0: ['a'], at_0: null, ids_1: ["b' RETURN 1 //"], at_1: null });
  expect(wave?.text).not.toContain('RETURN 1 //');
  expect(waves.of(two())).toBe(wave);
});

test('new texts come one at a time, and take a quarter of the time at most', () => {
  let time = 0;
  const waves = waveMaker(() => time);
  const turned = () => [...two()].reverse();
  for (let i = 0; i < 3; i++) waves.of(two());
  const asked = () => waves.of(turned()) !== null;
  expect([asked(), asked(), asked(), asked()]).toEqual([false, false, false, false]);
  waves.planned(100);
  time = 299;
  expect(asked()).toBe(false);
  time = 300;
  expect(asked()).toBe(true);
});
