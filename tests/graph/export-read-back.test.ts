import { execFileSync } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FormatName } from '../../src/features/export/formats';
import type { Graph } from '../../src/graph/graph';
import { fromRoot } from '../../src/root';
import { seededGraph } from '../support/graph';
import { pythonWith } from '../support/python';
import { Hand } from '../support/writing';
import { exported, removeExports, type Exported } from './export-support';

/** Tools that are not ours read what we write. */
const python = pythonWith(
  ['pandas==2.2.3', 'pyarrow==18.1.0', 'networkx==3.4.2', 'rdflib==7.1.1'],
  'exports read back by pandas, pyarrow, networkx and rdflib',
);
const whenThere = python === null ? test.skip : test;

const awkward = 'A claim with "quotes", commas,\r\nlines, tabs\t, <signs> & a bell \u0007, a \\ and ümläuts 🙂';
let graph: Graph;
let claims: Record<string, string>;
beforeAll(async () => {
  graph = await seededGraph();
  await new Hand(graph).claim(awkward);
  const rows = await graph.command("MATCH (c:Claim {reviewState: 'CONFIRMED'}) RETURN c.id AS id, c.text AS text");
  claims = Object.fromEntries(rows.map(({ id, text }) => [id as string, text as string]));
});
afterAll(async () => {
  await graph.command('MATCH (c:Claim {text: $awkward}) DETACH DELETE c', { awkward });
  await graph.close();
});
afterAll(removeExports);

function readBack(format: FormatName, { folder }: Exported): Record<string, any> {
  const script = fromRoot('tests', 'support', 'python', 'read-back.py');
  return JSON.parse(execFileSync(python as string, [script, format, folder], { encoding: 'utf8' })) as Record<
    string,
    any
  >;
}
const rowsOf = ({ manifest }: Exported, ending: string) =>
  Object.fromEntries(manifest.files.map(({ name, rows }) => [name.replace(ending, ''), rows]));
const withoutBell = () =>
  Object.fromEntries(Object.entries(claims).map(([id, text]) => [id, text.replace('\u0007', '\ufffd')]));
const countOf = async (pattern: string) =>
  (await graph.command(`MATCH ${pattern} RETURN count(*) AS n`))[0]?.n as number;

whenThere('pandas reads the tables of CSV: as many rows as there are, each claim word for word', async () => {
  const made = await exported(graph, 'csv');
  const found = readBack('csv', made);
  expect(found.rows).toEqual(rowsOf(made, '.csv'));
  expect(found.claims).toEqual(claims);
  const [sum] = await graph.command("MATCH (c:Claim {reviewState: 'CONFIRMED'}) RETURN sum(c.originCount) AS n");
  expect(found.origins).toBe(sum?.n);
});

whenThere('pandas reads the flat table: every claim, and the chain that README.md shows', async () => {
  const made = await exported(graph, 'claims-csv');
  const found = readBack('claims-csv', made);
  expect(found).toMatchObject({ rows: made.manifest.files[0]?.rows, claims: Object.keys(claims).length });
  expect(found.chains).toContain('Newsweek ← Associated Press ← unnamed Pakistani security official');
});

whenThere('pandas reads JSON lines: the records that the manifest counts', async () => {
  const made = await exported(graph, 'jsonl');
  expect(readBack('jsonl', made)).toEqual({ rows: made.manifest.counts, claims });
});

whenThere('pyarrow reads Parquet: the rows of CSV, with types', async () => {
  const made = await exported(graph, 'parquet');
  const found = readBack('parquet', made);
  const csv = Object.entries(rowsOf(await exported(graph, 'csv'), '.csv')).filter(([, rows]) => rows > 0);
  expect(found.rows).toEqual(Object.fromEntries(csv));
  expect(found.claims).toEqual(claims);
  expect(found.types).toEqual({ text: 'string', originCount: 'int64', recordedFrom: 'timestamp[ms, tz=UTC]' });
});

whenThere.each(['graphml', 'gexf'] as const)('networkx reads %s: the nodes and edges of the graph', async (format) => {
  const made = await exported(graph, format);
  const found = readBack(format, made);
  const csv = rowsOf(await exported(graph, 'csv'), '.csv');
  for (const name of ['Claim', 'Agent', 'Attribution', 'Document', 'DocumentVersion', 'ClaimRelation'])
    expect([name, found.nodes[name]]).toEqual([name, csv[name]]);
  for (const type of ['CREDITS', 'RELAYS', 'ASSERTS', 'PUBLISHED_BY', 'IN_CHAIN_OF', 'CONTRADICTS'])
    expect([type, found.edges[type]]).toEqual([type, csv[type]]);
  expect(found.nodes.TextSpan).toBeUndefined();
  expect(found.claims).toEqual(withoutBell());
});

whenThere('rdflib reads Turtle and JSON-LD: they say the same, and each claim word for word', async () => {
  const made = await exported(graph, 'turtle');
  const other = await exported(graph, 'jsonld');
  copyFileSync(join(other.folder, 'sayso.jsonld'), join(made.folder, 'sayso.jsonld'));
  const found = readBack('turtle', made);
  expect(found).toMatchObject({ 'only turtle': [], 'only json-ld': [], claims });
  const { span } = made.manifest.counts;
  expect(found.selectors).toBeLessThanOrEqual(span as number);
  expect(found.selectors).toBeGreaterThan(0.9 * (span as number));
  const open = await countOf(
    "(s:TextSpan)-[:IN_VERSION]->(:DocumentVersion {textAccess: 'PUBLIC'}) WHERE s.exact IS NOT NULL",
  );
  expect(found.quotes).toBeGreaterThan(0);
  expect(found.quotes).toBeLessThanOrEqual(open);
  expect(found.statements).toBeGreaterThan(1_000);
});
