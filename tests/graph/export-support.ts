import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportGraph, type ExportOptions, type Manifest } from '../../src/features/export/export.service';
import { fileSink } from '../../src/features/export/sinks';
import type { Reader } from '../../src/graph/graph';

const folders: string[] = [];
export const removeExports = (): void => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true }));

export interface Exported {
  folder: string;
  manifest: Manifest;
  /** The contents of one of its files. */
  text: (name: string) => string;
}

export async function exported(
  reader: Reader,
  format: ExportOptions['format'],
  more: Partial<ExportOptions> = {},
): Promise<Exported> {
  const folder = mkdtempSync(join(tmpdir(), `sayso-export-${format}-`));
  folders.push(folder);
  const options: ExportOptions = { format, states: ['CONFIRMED'], pageSize: 20, ...more };
  const manifest = await exportGraph(reader, (name) => fileSink(join(folder, name)), options);
  return { folder, manifest, text: (name) => readFileSync(join(folder, name), 'utf8') };
}

/** Rows of CSV (RFC 4180), the first its header. Our own reading; pandas has its say in export-read-back. */
export function csvRows(text: string): Record<string, string>[] {
  const rows: string[][] = [[]];
  for (const [, quoted, bare, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^,\n]*))(,|\n|$)/g)) {
    if (end === '' && bare === '' && quoted === undefined) break;
    rows.at(-1)?.push(quoted === undefined ? (bare ?? '') : quoted.replaceAll('""', '"'));
    if (end === '\n') rows.push([]);
  }
  const [header = [], ...lines] = rows.filter((row) => row.length > 0);
  return lines.map((line) => Object.fromEntries(header.map((name, i) => [name, line[i] ?? ''])));
}
