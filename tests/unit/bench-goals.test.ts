import { goals, judge, type Goal } from '../../bench/goals';
import { inRounds } from '../../bench/measure/rounds';
import { quantile, spreadOf } from '../../bench/measure/stats';
import { examplesOf } from '../../bench/run/examples';
import { markdownOf, tablesOf, terminalOf } from '../../bench/run/table';
import type { Result, Side } from '../../bench/run/result';
import { landmarksOf } from '../../bench/generate/landmarks';
import { planOf } from '../../bench/generate/plan';

const spread = (median: number) => ({ median, min: median, max: median });
const side = (side: Side, claims: number, p50: number, perSecond: number): Result['sides'][number] => ({
  claims,
  side,
  operation: 'claim',
  p50: spread(p50),
  p99: spread(p50 * 2),
  peak: { perSecond: spread(perSecond), p50: spread(p50), p99: spread(p50) },
  bytes: 2_048,
  hits: 100,
  roundTrips: 1,
  residentMiB: 90,
});
const result: Result = {
  date: '2026-01-01T00:00:00.000Z',
  commit: '0',
  command: '',
  machine: { cores: 1, processor: '', memoryGiB: 1, system: '' },
  versions: {},
  claims: [10, 100],
  effort: { rounds: 1, requests: 1, warmUp: 1, peakRounds: 1, peakSeconds: 1 },
  sides: [side('floor', 10, 1, 100), side('sayso', 10, 9, 1), side('floor', 100, 2, 100), side('sayso', 100, 2.8, 50)],
  examples: [
    { claims: 10, operation: '01-a', p50: spread(2), hits: 10, roundTrips: 1 },
    { claims: 100, operation: '01-a', p50: spread(5), hits: 10, roundTrips: 1 },
    { claims: 10, operation: '02-b', p50: spread(2), hits: 10, roundTrips: 1 },
    { claims: 100, operation: '02-b', p50: spread(1), hits: 10, roundTrips: 1 },
  ],
  agents: [],
  mutations: [],
  loads: [],
};
const goal = (id: string): Goal => goals.find((one) => one.id === id) as Goal;

test('a goal is judged on the largest graph', () => {
  const [claim] = judge(result, 0, [goal('claim-p50')]);
  expect(claim?.figure).toBeCloseTo(1.4);
  expect(claim).toMatchObject({ met: true, failed: false });
});

test('the example that grows most counts', () => {
  const [examples] = judge(result, 0.25, [goal('examples-flat')]);
  expect(examples).toMatchObject({ figure: 2.5, met: false, failed: true });
});

test('what was not measured is neither met nor failed', () => {
  expect(judge(result, 0, [goal('import-unwind')])).toMatchObject([{ figure: null, met: false, failed: false }]);
});

test('a goal that was never reached fails only where it is worse than what was reached', () => {
  const examples = goal('examples-flat');
  const held = (figure: number) => judge(result, 0.1, [{ ...examples, reached: { figure, on: '2026-01-01' } }])[0];
  expect(held(2.4)).toMatchObject({ met: false, failed: false });
  expect(held(2)).toMatchObject({ met: false, failed: true });
});

test('medians, quantiles and spreads', () => {
  expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
  expect(quantile([], 0.5)).toBeNaN();
  expect(spreadOf([3, 1, 2])).toEqual({ median: 2, min: 1, max: 3 });
});

test('contenders are measured in turns, each with the same requests', async () => {
  const order: string[] = [];
  const contender = (name: string) => ({
    name,
    once: async (turn: number) => {
      order.push(`${name}${turn}`);
      return turn;
    },
  });
  await inRounds([contender('a'), contender('b')], { rounds: 2, requests: 2, warmUp: 1 });
  expect(order).toEqual(['a0', 'b0', 'a1', 'a2', 'b1', 'b2', 'a3', 'a4', 'b3', 'b4']);
});

test('tables have a cell in each column, and leave out what was not measured', () => {
  const tables = tablesOf(result, judge(result, 0));
  expect(tables.map((table) => table.title)).toEqual([
    'Goals',
    'Provenance of one claim, 10 claims',
    'Provenance of one claim, 100 claims',
    'The example operations as the graph grows',
  ]);
  for (const table of tables) {
    for (const row of table.rows) expect(row).toHaveLength(table.head.length);
    expect(terminalOf(table).split('\n')).toHaveLength(table.rows.length + 2);
    expect(markdownOf(table)).toContain(`## ${table.title}`);
  }
});

test('the bench knows what to ask each example for', () => {
  expect(examplesOf(landmarksOf(planOf({ claims: 4_000 }))).length).toBeGreaterThan(10);
});
