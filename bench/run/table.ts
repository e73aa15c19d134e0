import { exampleRatios, judge, type Goal, type Verdict } from '../goals';
import type { Spread } from '../measure/stats';
import type { LoadCell, Result, Side } from './result';

/** A table as the terminal and the page show it. Columns of numbers are set to the right. */
export interface Table {
  title: string;
  /** What a cell says, in a sentence. */
  about: string;
  head: string[];
  rows: string[][];
}

/** Every table of a result; those of which nothing was measured are left out. */
export function tablesOf(result: Result, verdicts: Verdict[]): Table[] {
  return [
    goalTable(verdicts),
    ...sideTables(result),
    exampleTable(result),
    agentTable(result),
    mutationTable(result),
    loadTable(result),
  ].filter((table) => table.rows.length > 0);
}

const sideNames: Record<Side, string> = {
  'floor in process': 'raw floor, in process',
  floor: 'raw floor, node:http',
  postgres: 'PostgreSQL, recursive CTE',
  'neo4j-graphql': '@neo4j/graphql',
  'type-graphql': 'type-graphql + DataLoader',
  sayso: 'Sayso',
};

function goalTable(verdicts: Verdict[]): Table {
  return {
    title: 'Goals',
    about: 'Each is a ratio of two figures of one run.',
    head: ['what', 'goal', 'figure', 'outcome'],
    rows: verdicts.map(({ goal, figure, met }) => [
      goal.what,
      boundOf(goal),
      figure === null ? '–' : digits(figure),
      figure === null ? 'not measured in this run' : met ? 'met' : `not met${reachedOf(goal)}`,
    ]),
  };
}

const boundOf = ({ bound }: Goal) => ('most' in bound ? `≤ ${bound.most}` : `≥ ${bound.least}`);
const reachedOf = ({ reached }: Goal) => (reached ? ` (reached so far: ${reached.figure}, ${reached.on})` : '');

function sideTables({ sides, claims }: Result): Table[] {
  return claims.flatMap((size) =>
    (['claim', 'page'] as const).map((operation) => ({
      title: `${operation === 'claim' ? 'Provenance of one claim' : 'A page of 100 claims with chains'}, ${grouped(size)} claims`,
      about:
        'One connection: p50 and p99 in ms, the least and the greatest round in brackets. Eight connections: requests a second and their p50 and p99. Hits of the database, journeys to it, KiB of an answer, MiB of the process.',
      head: ['side', 'p50', 'p99', 'req/s at 8', 'p50 at 8', 'p99 at 8', 'hits', 'journeys', 'KiB', 'MiB'],
      rows: sides
        .filter((cell) => cell.claims === size && cell.operation === operation)
        .map((cell) => [
          sideNames[cell.side],
          spread(cell.p50),
          spread(cell.p99),
          cell.peak ? spread(cell.peak.perSecond) : '–',
          cell.peak ? spread(cell.peak.p50) : '–',
          cell.peak ? spread(cell.peak.p99) : '–',
          whole(cell.hits),
          whole(cell.roundTrips),
          digits(cell.bytes / 1024),
          whole(cell.residentMiB),
        ]),
    })),
  );
}

function exampleTable(result: Result): Table {
  const { claims, examples } = result;
  const ratios = new Map(exampleRatios(result).map(({ operation, ratio }) => [operation, ratio]));
  const sizes = claims.filter((size) => examples.some((cell) => cell.claims === size));
  const of = (operation: string, size: number) =>
    examples.find((cell) => cell.operation === operation && cell.claims === size);
  return {
    title: 'The example operations as the graph grows',
    about:
      'p50 in ms at one connection, and the hits of the database, for each size; the last column compares the largest with the smallest.',
    head: ['operation', ...sizes.flatMap((size) => [`ms at ${grouped(size)}`, 'hits']), 'journeys', 'ratio of ms'],
    rows: [...new Set(examples.map((cell) => cell.operation))].map((operation) => [
      operation,
      ...sizes.flatMap((size) => {
        const cell = of(operation, size);
        return cell ? [spread(cell.p50), whole(cell.hits)] : ['–', '–'];
      }),
      whole(of(operation, sizes.at(-1) ?? 0)?.roundTrips ?? null),
      ratios.has(operation) ? digits(ratios.get(operation) as number) : '–',
    ]),
  };
}

function agentTable({ agents }: Result): Table {
  return {
    title: "The first page of an agent's claims",
    about: 'The agency behind 5 % of all attributions, and a person at the origin of 25 claims. p50 in ms.',
    head: ['agent', 'claims in the graph', 'p50', 'hits'],
    rows: agents.map((cell) => [cell.agent, grouped(cell.claims), spread(cell.p50), whole(cell.hits)]),
  };
}

function mutationTable({ mutations }: Result): Table {
  return {
    title: 'A chain recorded, eight writers at once',
    about: 'All at the popular agent, or all at the rare one; each on claims of its own. p50 in ms.',
    head: ['agent', 'claims in the graph', 'p50', 'mutations a second'],
    rows: mutations.map((cell) => [cell.agent, grouped(cell.claims), spread(cell.p50), spread(cell.perSecond)]),
  };
}

const ways: Record<LoadCell['way'], string> = {
  unwind: 'hand-written UNWIND',
  import: 'sayso import',
  offline: 'sayso import --offline',
  postgres: 'PostgreSQL, COPY',
};

function loadTable({ loads }: Result): Table {
  return {
    title: 'Loading',
    about: 'Seconds, and thousands of nodes and relationships a second: over all, in the first tenth and in the last.',
    head: ['way', 'claims', 'seconds', 'thousands a second', 'first tenth', 'last tenth'],
    rows: loads.map((cell) => [
      ways[cell.way],
      grouped(cell.claims),
      digits(cell.seconds),
      ...[cell.perSecond, cell.firstTenth, cell.lastTenth].map((rate) => (rate === null ? '–' : digits(rate / 1_000))),
    ]),
  };
}

const grouped = (count: number) => String(count).replace(/\B(?=(\d{3})+$)/g, ' ');
const whole = (value: number | null) => (value === null ? '–' : grouped(Math.round(value)));
/** Three digits that count. */
export function digits(value: number): string {
  if (!Number.isFinite(value)) return '–';
  return value >= 100 ? grouped(Math.round(value)) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
const spread = ({ median, min, max }: Spread) => `${digits(median)} (${digits(min)}–${digits(max)})`;

const isNumber = (text: string) => /^[–\d]/.test(text);

export function terminalOf(table: Table): string {
  const rows = [table.head, ...table.rows];
  const widths = table.head.map((_, i) => Math.max(...rows.map((row) => (row[i] ?? '').length)));
  const line = (row: string[], i: number) =>
    row
      .map((text, at) =>
        i > 0 && at > 0 && isNumber(text) ? text.padStart(widths[at] ?? 0) : text.padEnd(widths[at] ?? 0),
      )
      .join('  ')
      .trimEnd();
  return [table.title, ...rows.map(line)].join('\n');
}

/** As Prettier sets a table, so that the page needs no other hand. */
export function markdownOf(table: Table): string {
  const rows = [table.head, ...table.rows].map((row) => row.map((text) => text.replaceAll('|', '\\|')));
  const columns = table.head.map((_, i) => ({
    right: table.rows.every((row) => isNumber(row[i] ?? '')),
    width: Math.max(3, ...rows.map((row) => (row[i] ?? '').length)),
  }));
  const line = (row: string[]) =>
    `| ${columns.map(({ right, width }, i) => (right ? (row[i] ?? '').padStart(width) : (row[i] ?? '').padEnd(width))).join(' | ')} |`;
  const rule = columns.map(({ right, width }) => (right ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width)));
  const [head = [], ...body] = rows;
  return [`## ${table.title}`, '', table.about, '', line(head), `| ${rule.join(' | ')} |`, ...body.map(line)].join(
    '\n',
  );
}

/** The tables of a result for a terminal, goals last, where the eye is. */
export function printout(result: Result, margin: number): string {
  const [goalsFirst, ...others] = tablesOf(result, judge(result, margin));
  return [...others, ...(goalsFirst ? [goalsFirst] : [])].map(terminalOf).join('\n\n');
}
