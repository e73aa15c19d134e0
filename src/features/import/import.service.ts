import { SaysoError } from '../../errors';
import type { Graph } from '../../graph/graph';
import { changeSetByKey } from '../change-set/change-set.queries';
import { commitChange } from '../change-set/change-set.service';
import { batchesOf, readBatch, type RecordBatch, type RecordFault } from './record.batches';
import { checkRows, nothingSoFar, recordAtFault, type RecordsSoFar } from './record.rules';
import { emptyMemory, settle, type ChainMemory } from './chain-memory';
import { saveRows } from './rows.service';

/** Under whose name imports are recorded. */
export const importPrincipal = 'import';

export interface ImportOptions {
  /** How many lines make a batch. */
  batchSize?: number;
  /** How many faults are looked for before the rest of the input is left unread. */
  maxFaults: number;
  /** Whether to look only, and write nothing. */
  dryRun: boolean;
  /** Hears of each batch once it is recorded, or looked at. */
  onBatch?: (progress: BatchProgress) => void;
  /** Aborting it ends the import after the batch that is under way. */
  signal?: AbortSignal;
}
export interface BatchProgress {
  file: string;
  /** How many bytes of the file are done with. */
  bytes: number;
  lines: number;
  /** The batch was recorded by an earlier run. */
  skipped: boolean;
}

export interface ImportResult {
  lines: number;
  batches: number;
  /** Batches that an earlier run has recorded. */
  skipped: number;
  /** Per kind of record: how many there were in batches that were not skipped, and how many were new or revised. */
  counts: Map<string, { records: number; recorded: number; revised: number }>;
  /** The first and the last change set that came of it. */
  changeSets: { first: number; last: number } | null;
  /** Once there is one, nothing more is written. */
  faults: RecordFault[];
  stopped: boolean;
}

export const emptyResult: Readonly<ImportResult> = {
  lines: 0,
  batches: 0,
  skipped: 0,
  counts: new Map(),
  changeSets: null,
  faults: [],
  stopped: false,
};

/** The key under which the lines of a batch are recorded, once and for all. */
export const keyOfBatch = (sha256: string) => `import:${sha256}`;

/**
 * Records files of JSON lines batch by batch, each in one change set. A batch that was recorded before, by a run that was
 * cut off or by another, is skipped. While the database writes one batch the next is read. At the first fault writing
 * ends, and the rest is only looked through, until there are `maxFaults`. Without a graph it is a dry run.
 */
export async function importFiles(graph: Graph | null, files: string[], options: ImportOptions): Promise<ImportResult> {
  const result: ImportResult = { ...emptyResult, counts: new Map(), faults: [] };
  const soFar = nothingSoFar();
  const memory = emptyMemory();
  for (const file of files) {
    const batches = batchesOf(file, options.batchSize);
    let next = batches.next();
    for (;;) {
      const read = await next;
      if (read.done === true) break;
      const batch = read.value;
      next = batches.next();
      // A read that fails while a batch is written is met in its turn.
      next.catch(() => undefined);
      if (options.signal?.aborted || result.faults.length >= options.maxFaults) {
        result.stopped = options.signal?.aborted ?? false;
        return result;
      }
      const skipped = await importBatch(graph, batch, options, result, soFar, memory);
      result.lines += batch.lines.length;
      result.batches++;
      if (skipped) result.skipped++;
      const bytes = batch.lines.at(-1)?.end ?? 0;
      options.onBatch?.({ file, bytes, lines: batch.lines.length, skipped });
    }
  }
  return result;
}

/** Gives true where an earlier run has recorded it. */
async function importBatch(
  graph: Graph | null,
  batch: RecordBatch,
  { dryRun }: ImportOptions,
  result: ImportResult,
  soFar: RecordsSoFar,
  memory: ChainMemory,
): Promise<boolean> {
  const key = keyOfBatch(batch.sha256);
  const writes = graph !== null && !dryRun && result.faults.length === 0;
  if (writes && (await graph.read(changeSetByKey, { key })).length > 0) return true;
  const { rows, lineOf, faults } = readBatch(batch);
  result.faults.push(...faults);
  const { file, lines } = batch;
  try {
    if (graph === null || dryRun) checkRows(rows, soFar, false);
    if (!writes || faults.length > 0) return false;
    const { changeSet, value, replayed } = await commitChange(
      graph,
      {
        principal: { name: importPrincipal, roles: ['ADMIN'] },
        op: 'IMPORT',
        reason: reasonOf(batch),
        key,
        input: batch.sha256,
        after: memory.after,
        timeoutMs: 300_000,
      },
      (writer) => saveRows(writer, rows, importPrincipal, memory),
    );
    settle(memory, changeSet);
    if (replayed) return true;
    for (const { kind, records, recorded, revised } of value) {
      const sum = result.counts.get(kind) ?? { records: 0, recorded: 0, revised: 0 };
      sum.records += records;
      sum.recorded += recorded;
      sum.revised += revised;
      result.counts.set(kind, sum);
    }
    if (changeSet) result.changeSets = { first: result.changeSets?.first ?? changeSet.seq, last: changeSet.seq };
    return false;
  } catch (error) {
    if (!(error instanceof SaysoError) || error.code !== 'BAD_USER_INPUT') throw error;
    result.faults.push(faultOf(error, file, lineOf, lines));
    return false;
  }
}

/** A rule's refusal, at the line of the record that it names. */
export function faultOf(
  error: SaysoError,
  file: string,
  lineOf: Map<string, number>,
  lines: { number: number }[],
): RecordFault {
  const line = lineOf.get(recordAtFault(error)) ?? lines[0]?.number ?? 0;
  return { file, line, field: error.field ?? null, reason: error.message };
}

/** Not the file's path: that is nobody's business who reads the history. */
export function reasonOf({ file, lines }: Pick<RecordBatch, 'file' | 'lines'>): string {
  const name = file === '-' ? 'standard input' : (file.split(/[/\\]/).pop() ?? file);
  return `Import of ${name}, lines ${lines[0]?.number} to ${lines.at(-1)?.number}`;
}
