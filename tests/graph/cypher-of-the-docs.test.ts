import { existsSync, readFileSync } from 'node:fs';
import neo4j, { type Driver } from 'neo4j-driver';
import type { Graph } from '../../src/graph/graph';
import { fromRoot } from '../../src/root';
import { seededGraph, testNeo4j } from '../support/graph';

const page = fromRoot('docs', 'model.md');
if (!existsSync(page)) process.stderr.write('Skipped, for want of docs/model.md: the Cypher that it prints.\n');
/** The heading above each block, and the block. */
const blocks = existsSync(page) ? blocksOf(readFileSync(page, 'utf8')) : [];

function blocksOf(markdown: string): [string, string][] {
  return [...markdown.matchAll(/^```cypher\n([\s\S]*?)^```/gm)].map((found) => {
    const headings = [...markdown.slice(0, found.index).matchAll(/^#+ (.*)$/gm)];
    return [headings[headings.length - 1]?.[1] ?? '', found[1] ?? ''];
  });
}

let graph: Graph;
let driver: Driver;
beforeAll(async () => {
  graph = await seededGraph();
  const { uri, user, password } = testNeo4j();
  driver = neo4j.driver(uri, neo4j.auth.basic(user, password));
});
afterAll(async () => {
  await driver.close();
  await graph.close();
});

/** As a researcher runs it who may read only: what it gives, and what the database warns of. */
async function run(text: string) {
  const { records, summary } = await driver.executeQuery(text, {}, { database: testNeo4j().database, routing: 'READ' });
  const warnings = summary.gqlStatusObjects.filter((one) => one.gqlStatus.startsWith('01'));
  return { rows: records.map((record) => record.toObject()), warnings: warnings.map((one) => one.statusDescription) };
}

(blocks.length > 0 ? describe : describe.skip)('the Cypher of docs/model.md', () => {
  test('has some blocks to run', () => {
    expect(blocks.length).toBeGreaterThan(5);
  });

  test.each(blocks)('%s: runs as it is, reads only, and gives rows', async (_, text) => {
    const { rows, warnings } = await run(text);
    expect(rows.length).toBeGreaterThan(0);
    expect(warnings).toEqual([]);
    const empty = rows.filter((row) => Object.values(row).every((value) => value === null));
    expect(empty).toEqual([]);
  });

  test('its first block gives the chain from Newsweek to the unnamed official', async () => {
    const { rows } = await run(blocks[0]?.[1] ?? '');
    expect(rows).toEqual([
      {
        claim: 'Iran did not inform Pakistan before the strike',
        chain: 'Newsweek ← Associated Press ← unnamed Pakistani security official',
      },
    ]);
  });
});
