import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { edgeTables, nodeTables, type EdgeType, type NodeLabel } from './csv.tables';

/** What stands between the values of a list, in a file and in the import tool's words. No text has it. */
const listMark = '\u001f';
export const arrayDelimiter = 'U+001F';
/** Written at once, in code units. */
const chunk = 1024 * 1024;

export type CsvValue = string | number | boolean | null | readonly string[];

/** Files of nodes by label and of relationships by type, as the import tool reads them, in a folder. */
export interface CsvFiles {
  /** `row` has the values of the label's columns, by name; what is left out is absent. */
  node(label: NodeLabel, id: string, recordedFrom: string | null, row: object, moreLabels?: string): void;
  edge(type: EdgeType, from: string, to: string, row?: object): void;
  /** Closes the files. Gives those with a row, and how many rows there are. */
  close(): { nodes: [label: string, file: string][]; edges: [type: string, file: string][]; rows: number };
}

export function csvFiles(folder: string): CsvFiles {
  const open = new Map<string, { write: (line: string) => void; close: () => void }>();
  let rows = 0;
  const fileOf = (name: string, header: () => string) => {
    const known = open.get(name);
    if (known) return known;
    const file = lineFile(join(folder, `${name}.csv`));
    file.write(`${header()}\n`);
    open.set(name, file);
    return file;
  };
  const nodeColumns = columnsOf(nodeTables);
  const edgeColumns = columnsOf(edgeTables);
  return {
    node: (label, id, recordedFrom, row, moreLabels) => {
      const columns = nodeColumns[label];
      const file = fileOf(`node-${label}`, () =>
        ['id:ID', ':LABEL', 'recordedFrom:datetime', ...columns.map(([name, type]) => `${name}:${type}`)].join(','),
      );
      const labels = moreLabels === undefined ? label : `${label}${listMark}${moreLabels}`;
      file.write(`${id},${labels},${recordedFrom ?? ''}${valuesOf(columns, row)}\n`);
      rows++;
    },
    edge: (type, from, to, row = {}) => {
      const columns = edgeColumns[type];
      const file = fileOf(`edge-${type}`, () =>
        [':START_ID', ':END_ID', ...columns.map(([name, of]) => `${name}:${of}`)].join(','),
      );
      file.write(`${from},${to}${valuesOf(columns, row)}\n`);
      rows++;
    },
    close: () => {
      for (const file of open.values()) file.close();
      const named = (kind: string) =>
        [...open.keys()]
          .filter((name) => name.startsWith(`${kind}-`))
          .map((name): [string, string] => [name.slice(kind.length + 1), join(folder, `${name}.csv`)]);
      return { nodes: named('node'), edges: named('edge'), rows };
    },
  };
}

/** A file that is written in large pieces. */
export function lineFile(path: string): { write: (line: string) => void; close: () => void } {
  const file = openSync(path, 'w', 0o600);
  let waiting: string[] = [];
  let length = 0;
  const flush = () => {
    const bytes = Buffer.from(waiting.join(''));
    for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done);
    waiting = [];
    length = 0;
  };
  return {
    write: (line) => {
      waiting.push(line);
      length += line.length;
      if (length > chunk) flush();
    },
    close: () => {
      flush();
      closeSync(file);
    },
  };
}

function columnsOf<T extends Record<string, object>>(tables: T) {
  return Object.fromEntries(Object.entries(tables).map(([name, table]) => [name, Object.entries(table)])) as Record<
    keyof T,
    [name: string, type: string][]
  >;
}

function valuesOf(columns: [name: string, type: string][], row: object): string {
  let line = '';
  for (const [name] of columns) line += `,${textOf((row as Record<string, CsvValue | undefined>)[name])}`;
  return line;
}

/** Nothing for null; a text in quotes, so that an empty one is a text. */
function textOf(value: CsvValue | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'object') return quoted(value.join(listMark));
  return String(value);
}
const quoted = (text: string) => `"${text.includes('"') ? text.replaceAll('"', '""') : text}"`;
