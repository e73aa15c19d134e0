import type { Result, Side, SideCell, SideOperation } from './run/result';

/** What Sayso is to reach, as a ratio of two cells of one run. */
export interface Goal {
  id: string;
  what: string;
  /** `most`: at most this; `least`: at least. */
  bound: { most: number } | { least: number };
  /** The ratio in a result, on its largest graph that has both cells; null where it was not measured. */
  figure: (result: Result) => number | null;
  /**
   * What quick runs have reached so far, where the goal never was: worse than that by the margin fails a check. The worst
   * of the runs up to its date.
   */
  reached?: { figure: number; on: string };
}

const largest = (cells: { claims: number }[]) => Math.max(0, ...cells.map((cell) => cell.claims));
const ratio = (one: number | null | undefined, other: number | null | undefined) =>
  one == null || other == null || !(other > 0) ? null : one / other;

function sideOf(result: Result, side: Side, operation: SideOperation): SideCell | undefined {
  const claims = largest(result.sides);
  return result.sides.find((cell) => cell.claims === claims && cell.side === side && cell.operation === operation);
}

function againstFloor(operation: SideOperation, what: 'p50' | 'p99') {
  return (result: Result) =>
    ratio(sideOf(result, 'sayso', operation)?.[what].median, sideOf(result, 'floor', operation)?.[what].median);
}

function atPeak(operation: SideOperation, other: Side) {
  return (result: Result) =>
    ratio(
      sideOf(result, 'sayso', operation)?.peak?.perSecond.median,
      sideOf(result, other, operation)?.peak?.perSecond.median,
    );
}

/** For each example how its median on the largest graph compares with that on the smallest. */
export function exampleRatios(result: Result): { operation: string; ratio: number }[] {
  const [least, most] = [Math.min(...result.claims), largest(result.examples)];
  if (least === most) return [];
  const at = (claims: number, operation: string) =>
    result.examples.find((cell) => cell.claims === claims && cell.operation === operation)?.p50.median;
  return [...new Set(result.examples.map((cell) => cell.operation))].flatMap((operation) => {
    const grown = ratio(at(most, operation), at(least, operation));
    return grown === null ? [] : [{ operation, ratio: grown }];
  });
}

function worstExample(result: Result): number | null {
  const ratios = exampleRatios(result).map((one) => one.ratio);
  return ratios.length === 0 ? null : Math.max(...ratios);
}

function popularAgainstRare(cells: (result: Result) => { claims: number; agent: string; p50: { median: number } }[]) {
  return (result: Result) => {
    const all = cells(result);
    const of = (agent: string) => all.find((cell) => cell.claims === largest(all) && cell.agent === agent)?.p50.median;
    return ratio(of('popular'), of('rare'));
  };
}

function loadOf(result: Result, way: string) {
  // PostgreSQL is loaded with each graph, Sayso's ways are timed on one.
  const timed = result.loads.filter((cell) => cell.way !== 'postgres');
  return timed.find((cell) => cell.claims === largest(timed) && cell.way === way);
}

export const goals: Goal[] = [
  {
    id: 'claim-p50',
    what: 'provenance of one claim over HTTP, p50, against the raw floor behind node:http',
    bound: { most: 1.5 },
    reached: { figure: 1.64, on: '2026-11-27' },
    figure: againstFloor('claim', 'p50'),
  },
  {
    id: 'page-p50',
    what: 'a page of 100 claims with chains over HTTP, p50, against the same floor',
    bound: { most: 1.25 },
    reached: { figure: 1.81, on: '2026-11-27' },
    figure: againstFloor('page', 'p50'),
  },
  {
    id: 'page-p99',
    what: 'the same page, p99',
    bound: { most: 1.5 },
    figure: againstFloor('page', 'p99'),
  },
  {
    id: 'claim-peak-neo4j-graphql',
    what: 'one claim, requests a second at 8 connections, against @neo4j/graphql',
    bound: { least: 5 },
    reached: { figure: 2.63, on: '2026-11-27' },
    figure: atPeak('claim', 'neo4j-graphql'),
  },
  {
    id: 'claim-peak-type-graphql',
    what: 'one claim, requests a second at 8 connections, against Apollo + type-graphql + DataLoader',
    bound: { least: 2.5 },
    reached: { figure: 1.88, on: '2026-11-27' },
    figure: atPeak('claim', 'type-graphql'),
  },
  {
    id: 'page-peak-neo4j-graphql',
    what: 'page of 100 claims, requests a second at 8 connections, against @neo4j/graphql',
    bound: { least: 2.5 },
    reached: { figure: 1.31, on: '2026-11-27' },
    figure: atPeak('page', 'neo4j-graphql'),
  },
  {
    id: 'page-peak-type-graphql',
    what: 'page of 100 claims, requests a second at 8 connections, against Apollo + type-graphql + DataLoader',
    bound: { least: 1.7 },
    reached: { figure: 1.06, on: '2026-11-27' },
    figure: atPeak('page', 'type-graphql'),
  },
  {
    id: 'examples-flat',
    what: 'the example operation that grows most, p50 on the largest graph against the smallest',
    bound: { most: 1.5 },
    reached: { figure: 1.86, on: '2026-11-27' },
    figure: worstExample,
  },
  {
    id: 'popular-page',
    what: "the popular agent's first page against a rare agent's, p50",
    bound: { most: 2 },
    figure: popularAgainstRare((result) => result.agents),
  },
  {
    id: 'import-unwind',
    what: 'sayso import, nodes and relationships a second, against a hand-written UNWIND loader',
    bound: { least: 0.8 },
    figure: (result) => ratio(loadOf(result, 'import')?.perSecond, loadOf(result, 'unwind')?.perSecond),
  },
  {
    id: 'import-tenths',
    what: 'the last tenth of an import against its first',
    bound: { least: 0.8 },
    figure: (result) => ratio(loadOf(result, 'import')?.lastTenth, loadOf(result, 'import')?.firstTenth),
  },
  {
    id: 'offline-online',
    what: 'sayso import --offline, end to end, times as fast as sayso import',
    bound: { least: 3 },
    reached: { figure: 1.3, on: '2026-11-27' },
    figure: (result) => ratio(loadOf(result, 'import')?.seconds, loadOf(result, 'offline')?.seconds),
  },
  {
    id: 'popular-mutation',
    what: 'a chain recorded at the popular agent against one at a rare agent, 8 writers, p50',
    bound: { most: 1.5 },
    figure: popularAgainstRare((result) => result.mutations),
  },
];

export interface Verdict {
  goal: Goal;
  /** Null where it was not measured. */
  figure: number | null;
  met: boolean;
  /** Worse than the bound that holds for checks (the goal, or what was reached) by more than the margin. */
  failed: boolean;
}

/** Each goal with its figure. `margin`: by what share a check may miss its bound, for the noise of a machine. */
export function judge(result: Result, margin: number, list = goals): Verdict[] {
  return list.map((goal) => {
    const figure = goal.figure(result);
    if (figure === null) return { goal, figure, met: false, failed: false };
    const misses = (bound: number, slack: number) =>
      'most' in goal.bound ? figure > bound * (1 + slack) : figure < bound * (1 - slack);
    const asked = 'most' in goal.bound ? goal.bound.most : goal.bound.least;
    const met = !misses(asked, 0);
    return { goal, figure, met, failed: !met && misses(goal.reached?.figure ?? asked, margin) };
  });
}
