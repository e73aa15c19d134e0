import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recordsOf } from '../../bench/generate/records';
import { importFiles } from '../../src/features/import/import.service';
import { recordKinds, rowsOfKind } from '../../src/features/import/record.format';
import type { RecordRows } from '../../src/features/import/record.rows';
import { readSeedFolder, shippedSeeds } from '../../src/features/seed/seed.files';
import { rowsOf } from '../../src/features/seed/seed.rows';
import type { Graph } from '../../src/graph/graph';
import { emptyGraph } from '../support/graph';

const folders: string[] = [];
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sayso-import-'));
  folders.push(folder);
  return folder;
}
export const removeFolders = (): void => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true }));

/** The shipped data sets as lines of an import: what is referred to comes first. */
export function seedLines(): string[] {
  const lines = (rows: RecordRows) =>
    recordKinds.flatMap((kind) => rows[rowsOfKind[kind]].map((row: object) => JSON.stringify({ kind, row })));
  return shippedSeeds().flatMap((folder) => lines(rowsOf(readSeedFolder(folder))));
}

export function fileOf(lines: string[], name = 'records.jsonl'): string {
  const file = join(temporaryFolder(), name);
  writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
}

/** An empty graph into which so many generated claims, with all that stands behind them, were imported. */
export async function graphOfClaims(claims: number): Promise<Graph> {
  const graph = await emptyGraph();
  const lines = [...recordsOf({ claims })].map((record) => JSON.stringify(record));
  expect((await importFiles(graph, [fileOf(lines)], { maxFaults: 1, dryRun: false })).faults).toEqual([]);
  return graph;
}

const moments = ['recordedFrom', 'recordedAt', 'lastRecordedAt'];

/**
 * Everything in the graph by the ids of its nodes, one line each, sorted, but for what two runs cannot have alike: moments,
 * and the ids of change sets and principals, which stand as what they are of.
 */
export async function likeness(graph: Graph): Promise<string[]> {
  const name =
    "CASE WHEN n:ChangeSet THEN 'change set ' + n.seq WHEN n:Principal THEN 'principal ' + n.name ELSE coalesce(n.id, n.version) END";
  const nodes = await graph.command(
    `MATCH (n) WHERE NOT n:Migration RETURN ${name} AS at, labels(n) AS labels, properties(n) AS own`,
  );
  const edges = await graph.command(
    `MATCH (n)-[r]->(m) WITH r, m, ${name} AS from WITH r, from, m AS n RETURN from, type(r) AS type, ${name} AS to, properties(r) AS own`,
  );
  const plain = (own: unknown) =>
    Object.entries(own as object)
      .map(([key, value]) => [key, moments.includes(key) ? 'a moment' : key === 'id' ? null : (value as unknown)])
      .sort(([one], [other]) => (String(one) < String(other) ? -1 : 1));
  return [...nodes, ...edges]
    .map(({ own, labels, ...row }) =>
      JSON.stringify({ ...row, labels: [...((labels as string[] | undefined) ?? [])].sort(), own: plain(own) }),
    )
    .sort();
}
