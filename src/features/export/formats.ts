import type { FlatChain } from './export.queries';
import type { ExportedRecord } from './exported-records';
import { chainsCsv, tablesCsv } from './csv-format';
import { gexf, graphml } from './graph-xml';
import { jsonLines } from './json-lines';
import { jsonld, turtle } from './linked-data';
import { parquet } from './parquet-format';
import type { Sink, WrittenFile } from './sinks';

/** Where the files of an export go, by their names. */
export type OpenSink = (name: string) => Sink;

export interface ChainOfClaim {
  claim: ExportedRecord;
  chain: FlatChain | null;
}
/** Turns records into files, page by page. */
export interface FormatWriter {
  page(records: ExportedRecord[]): Promise<void>;
  /** Of each claim of the page, one after the other; null for a claim that has no chain. */
  chains?(rows: ChainOfClaim[]): Promise<void>;
  close(): Promise<WrittenFile[]>;
}
export interface Format {
  /** The one file that it consists of; null where it is a folder of files. */
  file: string | null;
  description: string;
  open(open: OpenSink): Promise<FormatWriter>;
}

export const formats = {
  csv: tablesCsv,
  'claims-csv': chainsCsv,
  jsonl: jsonLines,
  graphml,
  gexf,
  parquet,
  jsonld,
  turtle,
} satisfies Record<string, Format>;
export type FormatName = keyof typeof formats;
