import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import neo4j, { isPath, type Driver, type Path } from 'neo4j-driver';
import { createResearch, type Research } from '../../src/features/cypher/cypher.service';
import { shippedSeeds } from '../../src/features/seed/seed.files';
import type { Graph } from '../../src/graph/graph';
import { openResearchPool, type ResearchPool } from '../../src/graph/research';
import { fromRoot } from '../../src/root';
import { seededGraph, testNeo4j } from '../support/graph';
import { expectedOriginCounts } from './definitions';

// The answers stand beside, each row as the example gives it on the shipped data sets, in its order.
const folder = fromRoot('cypher', 'examples');
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.cypher'))
  .map((file) => file.replace(/\.cypher$/, ''))
  .sort();
const answers = JSON.parse(readFileSync(join(__dirname, 'cypher-examples.answers.json'), 'utf8')) as {
  [name: string]: unknown[];
};

let graph: Graph;
let driver: Driver;
let pool: ResearchPool;
let research: Research;
beforeAll(async () => {
  graph = await seededGraph();
  const { uri, user, password } = testNeo4j();
  driver = neo4j.driver(uri, neo4j.auth.basic(user, password), { disableLosslessIntegers: true });
  pool = openResearchPool({ ...testNeo4j(), most: 2 });
  research = createResearch({ pool, most: 2, perMinute: 1_000 });
});
afterAll(async () => {
  await pool.close();
  await driver.close();
  await graph.close();
});

const textOf = (name: string) => readFileSync(join(folder, `${name}.cypher`), 'utf8');

/** As a researcher runs it who may read only: rows, what the database warns of, and the operators of its plan. */
async function run(text: string) {
  const { records, summary } = await driver.executeQuery(text, {}, { database: testNeo4j().database, routing: 'READ' });
  const warnings = summary.gqlStatusObjects.filter((one) => one.gqlStatus.startsWith('01'));
  return {
    rows: records.map((record) => plain(record.toObject()) as { [column: string]: any }),
    warnings: warnings.map((one) => one.statusDescription),
    type: summary.queryType,
  };
}

/** Paths by what stands along them, moments as text. */
function plain(value: unknown): unknown {
  if (neo4j.isDateTime(value)) return String(value);
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof Object && isPath(value)) return pathText(value);
  if (value instanceof Object) return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(one)]));
  return value;
}

function pathText({ start, segments }: Path): string {
  const shown = (node: Path['start']) => String(node.properties.name ?? node.properties.title ?? node.labels[0]);
  return segments.reduce((text, { start: from, relationship: { type, startNodeElementId }, end }) => {
    const [left, right] = startNodeElementId === from.elementId ? ['-', '->'] : ['<-', '-'];
    return `${text} ${left}${type}${right} ${shown(end)}`;
  }, shown(start));
}

test('there are at least fifteen examples, each with its answer', () => {
  expect(names.length).toBeGreaterThanOrEqual(15);
  expect(Object.keys(answers)).toEqual(names);
});

test.each(names)('%s begins with its question and says what a row is', (name) => {
  const [question = '', row = '', first = ''] = textOf(name).split('\n');
  expect(question).toMatch(/^\/\/ [A-Z].{15,90}\?$/);
  expect(row).toMatch(/^\/\/ A row is .{20,}\.$/);
  expect(first).toMatch(/^(MATCH|CALL) /);
});

test.each(names)('%s only reads, runs as it is without a warning, and gives the known answer', async (name) => {
  const { rows, warnings, type } = await run(textOf(name));
  expect(type).toBe('r');
  expect(warnings).toEqual([]);
  expect(rows.length).toBeGreaterThan(0);
  expect(rows).toEqual(answers[name]);
});

test.each(names)('%s is let through the gateway, with the same answer', async (name) => {
  const { fields, rows } = await research.run(textOf(name));
  const given: unknown[][] = [];
  for await (const row of rows) given.push(row);
  const expected = (await run(textOf(name))).rows;
  expect(given).toHaveLength(expected.length);
  expect(fields).toEqual(Object.keys(expected[0] ?? {}));
  // Paths and nodes have another form there; all else is equal.
  const isFlat = (value: unknown) => !/"elementId"/.test(JSON.stringify(value) ?? '');
  given.forEach((row, i) =>
    row.forEach((value, column) => {
      if (isFlat(value))
        expect([name, fields[column], value]).toEqual([name, fields[column], expected[i]?.[fields[column] ?? '']]);
    }),
  );
});

describe('the examples agree with another reckoning', () => {
  interface SeedAttribution {
    version: string;
    agent?: string | null;
    disclosure: string;
    reviewState?: string;
    relays?: string[];
    asserts?: object;
    presupposes?: string[];
  }
  const read = <T>(file: string): [string, T][] =>
    shippedSeeds().flatMap((seed) =>
      Object.entries(JSON.parse(readFileSync(join(seed, file), 'utf8')) as Record<string, T>),
    );
  const agents = new Map(read<{ name: string; kind?: string }>('agents.json'));
  const publishers = new Map(
    read<{ publisher?: string; versions: object }>('documents.json').flatMap(([, { publisher, versions }]) =>
      Object.keys(versions).map((version) => [version, publisher ?? ''] as const),
    ),
  );
  const confirmed = read<SeedAttribution>('attributions.json')
    .map(([, one]) => one)
    .filter(({ reviewState }) => (reviewState ?? 'CONFIRMED') === 'CONFIRMED');
  const tally = (keys: string[]) =>
    keys.reduce<Record<string, number>>((counts, key) => ({ ...counts, [key]: (counts[key] ?? 0) + 1 }), {});

  test('which outlets rely on which agencies is what the files of the data sets say', async () => {
    const expected = confirmed.flatMap(({ agent, version }) => {
      const outlet = publishers.get(version) ?? '';
      const { name, kind } = agents.get(agent ?? '') ?? {};
      return kind === 'NEWS_AGENCY' && agent !== outlet ? [`${agents.get(outlet)?.name} ← ${name}`] : [];
    });
    const { rows } = await run(textOf('03-outlets-and-agencies'));
    expect(Object.fromEntries(rows.map((row) => [`${row.outlet} ← ${row.agency}`, row.attributions]))).toEqual(
      tally(expected),
    );
  });

  test('so is how often an outlet leaves its origins unnamed', async () => {
    const origins = confirmed.filter(
      ({ asserts = {}, presupposes = [] }) => Object.keys(asserts).length + presupposes.length > 0,
    );
    const nameOf = ({ version }: SeedAttribution) => agents.get(publishers.get(version) ?? '')?.name ?? '';
    const { rows } = await run(textOf('04-unnamed-by-outlet-and-month'));
    const columns = (of: string) => Object.fromEntries(rows.map((row) => [row.outlet, row[of]]).filter(([, n]) => n));
    expect(columns('origins')).toEqual(tally(origins.map(nameOf)));
    expect(columns('unnamed')).toEqual(tally(origins.filter((one) => one.disclosure === 'UNNAMED').map(nameOf)));
  });

  test('and the most distinct origins are those that the definition gives', async () => {
    const counts = Object.values(await expectedOriginCounts(graph)).sort((one, other) => other - one);
    const { rows } = await run(textOf('05-most-distinct-origins'));
    expect(rows.map((row) => row.distinctKnown)).toEqual(counts.slice(0, rows.length));
  });
});

test.each(['05-most-distinct-origins', '22-through-one-agent'])('%s takes its order from an index', async (name) => {
  const session = driver.session({ database: testNeo4j().database });
  const { plan } = (await session.run(`EXPLAIN ${textOf(name)}`)).summary;
  await session.close();
  const operators: string[] = [];
  const walk = (one: typeof plan) => {
    if (!one) return;
    operators.push(one.operatorType.split('@')[0] ?? '');
    one.children.forEach((child) => walk(child));
  };
  walk(plan);
  expect(operators.length).toBeGreaterThan(2);
  // An agent may stand in one claim in several places, which the index leaves in no order: among these alone 22 sorts.
  const sorted = name === '22-through-one-agent' ? ['PartialTop'] : [];
  expect(operators.filter((operator) => /^(Top|PartialTop|Sort|.*LabelScan|AllNodesScan)$/.test(operator))).toEqual(
    sorted,
  );
});
