import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { recordFormat, rowsOfKind, type RecordKind } from './record.format';
import { linesOf, type RecordLine } from './record.lines';
import { noRows, type RecordRows } from './record.rows';

/** Lines that are recorded together, in one change set. */
export interface RecordBatch {
  file: string;
  lines: RecordLine[];
  /** The lines' values as JSON gives them, or the fault of one that is no record. */
  raw: (RawRecord | RecordFault)[];
  /** SHA-256 of the lines: the same lines are the same batch, in whichever file and place. */
  sha256: string;
}
interface RawRecord {
  kind: RecordKind;
  row: unknown;
}

/** What is wrong with a line. `field` is a path such as `row.asserts.0.claim`, or null where it is the whole line. */
export interface RecordFault {
  file: string;
  line: number;
  field: string | null;
  reason: string;
}

export const describeFault = ({ file, line, field, reason }: RecordFault): string =>
  `${file}, line ${line}${field === null ? '' : `, ${field}`}: ${reason}`;

/** How many lines are recorded together, where no chain is cut by it (docs/import.md, "Why batches of 2,000"). */
export const defaultBatchSize = 2_000;
/** Texts make a batch shorter: code units. */
const mostOfBatch = 8 * 1024 * 1024;

/**
 * The lines of a file in batches. A batch does not end within a version's attributions and their spans, so that a chain,
 * whose hops stand together in a file, is recorded whole.
 */
export async function* batchesOf(file: string, size = defaultBatchSize): AsyncGenerator<RecordBatch> {
  let batch = emptyBatch(file);
  let length = 0;
  let version: string | null = null;
  for await (const lines of linesOf(file)) {
    for (const line of lines) {
      const raw = readLine(file, line);
      const isFull = batch.lines.length >= size || length >= mostOfBatch;
      if (isFull && batch.lines.length > 0 && (mayStandApart(raw, version) || batch.lines.length >= 10 * size)) {
        yield seal(batch);
        batch = emptyBatch(file);
        length = 0;
        version = null;
      }
      if (!isFault(raw) && raw.kind === 'attribution') version = versionIn(raw);
      batch.lines.push(line);
      batch.raw.push(raw);
      length += line.text.length;
    }
  }
  if (batch.lines.length > 0) yield seal(batch);
}

/** The batch's records, by kind, and the faults of those that are none. Of two equal lines the second is left out. */
export function readBatch(batch: RecordBatch): {
  rows: RecordRows;
  lineOf: Map<string, number>;
  faults: RecordFault[];
} {
  const rows = noRows();
  const faults: RecordFault[] = [];
  const lineOf = new Map<string, number>();
  batch.raw.forEach((raw, i) => {
    const { number, text } = batch.lines[i] as RecordLine;
    if (isFault(raw)) return void faults.push(raw);
    const parsed = (recordFormat[raw.kind] as z.ZodType<{ id: string }>).safeParse(raw.row);
    if (!parsed.success) {
      for (const issue of parsed.error.issues.slice(0, 5))
        faults.push({ file: batch.file, line: number, field: ['row', ...issue.path].join('.'), reason: issue.message });
      return;
    }
    const { id } = parsed.data;
    const earlier = lineOf.get(id);
    if (earlier !== undefined) {
      const same = batch.lines.find((line) => line.number === earlier)?.text === text;
      if (!same)
        faults.push({ file: batch.file, line: number, field: 'row.id', reason: `line ${earlier} has this id, too` });
      return;
    }
    lineOf.set(id, number);
    (rows[rowsOfKind[raw.kind]] as { id: string }[]).push(parsed.data);
  });
  return { rows, lineOf, faults };
}

function emptyBatch(file: string): Omit<RecordBatch, 'sha256'> {
  return { file, lines: [], raw: [] };
}

function seal(batch: Omit<RecordBatch, 'sha256'>): RecordBatch {
  const hash = createHash('sha256');
  for (const { text } of batch.lines) hash.update(text).update('\n');
  return { ...batch, sha256: hash.digest('hex') };
}

function readLine(file: string, { number, text }: RecordLine): RawRecord | RecordFault {
  const fault = (field: string | null, reason: string): RecordFault => ({ file, line: number, field, reason });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return fault(null, `not JSON: ${(error as Error).message}`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return fault(null, 'not a JSON object');
  const { kind, row, ...others } = value as Record<string, unknown>;
  const [other] = Object.keys(others);
  if (other !== undefined) return fault(other, 'a record has a kind and a row, and nothing else');
  if (typeof kind !== 'string' || !Object.hasOwn(recordFormat, kind)) {
    return fault('kind', `one of ${Object.keys(recordFormat).join(', ')}`);
  }
  return { kind: kind as RecordKind, row };
}

const isFault = (raw: RawRecord | RecordFault): raw is RecordFault => 'reason' in raw;
const versionIn = ({ row }: RawRecord) => (row as { version?: string } | null)?.version ?? null;

/** Whether a batch may end before this line: `version` is that of the batch's last attribution. */
function mayStandApart(raw: RawRecord | RecordFault, version: string | null): boolean {
  if (isFault(raw) || version === null) return true;
  if (raw.kind !== 'attribution' && raw.kind !== 'span') return true;
  return versionIn(raw) !== version;
}
