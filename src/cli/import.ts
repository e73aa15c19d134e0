import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { InvalidArgumentError, type Command } from 'commander';
import type { Config } from '../config';
import { StartUpFault } from '../errors';
import { emptyResult, importFiles, type ImportOptions, type ImportResult } from '../features/import/import.service';
import { defaultBatchSize, describeFault } from '../features/import/record.batches';
import { importOffline } from './import-offline';
import { progressReport } from './progress-report';
import { print, remark } from './report';
import { seedFolders } from './seed';
import type { WithGraph } from './with-graph';

interface ImportCall {
  dryRun?: boolean;
  offline?: boolean;
  maxFaults: number;
  batchSize: number;
}

/** `sayso import`. */
export function addImportCommand(program: Command, config: () => Config, withGraph: WithGraph): void {
  program
    .command('import')
    .argument('<files...>', 'files of JSON lines, data sets (folders), or - for the standard input')
    .option('--dry-run', 'check every line and write nothing; needs no database')
    .option('--offline', "fill an empty database through Neo4j's import tool; the server must be stopped")
    .option('--max-faults <number>', 'how many faults to look for before giving up', wholeNumber, 20)
    .option('--batch-size <lines>', 'how many lines make a change set', wholeNumber, defaultBatchSize)
    .description('Records files of any size. Run again, it goes on where it ended (docs/import.md).')
    .action(async (files: string[], call: ImportCall) => {
      const { folders, records } = sorted(files);
      const options = { ...call, dryRun: call.dryRun ?? false };
      if (options.dryRun) {
        report(await run(records, options, (all) => importFiles(null, records, all)), 'dry run');
        return;
      }
      if (call.offline) {
        if (folders.length > 0 || records.includes('-')) throw onlyFiles();
        const bytes = sizeOf(records) ?? 0;
        await importOffline(config(), records, bytes, async (write) => {
          const written = await run(records, options, (all) => write(all));
          report({ ...emptyResult, ...written, batches: written.changeSets, changeSets: null }, 'offline');
          return written;
        });
        return;
      }
      await withGraph(config(), remark, async (graph) => {
        await seedFolders(graph, folders);
        if (records.length > 0)
          report(await run(records, options, (all) => importFiles(graph, records, all)), 'online');
      });
    });
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new InvalidArgumentError('A whole number from 1 on is asked for.');
  return Number(text);
}

/** @throws StartUpFault for a file that is not there. */
function sorted(files: string[]): { folders: string[]; records: string[] } {
  const absent = files.find((file) => file !== '-' && !existsSync(file));
  if (absent !== undefined) {
    throw new StartUpFault(`There is no file ${absent}.`, 'Say where the records are; nothing was written.');
  }
  const isFolder = (file: string) => file !== '-' && statSync(file).isDirectory();
  const folders = files.filter(isFolder).map((folder) => resolve(folder));
  const other = folders.find((folder) => !existsSync(join(folder, 'set.json')));
  if (other !== undefined) {
    throw new StartUpFault(
      `${other} is a folder, and no data set: it has no set.json.`,
      'Name the files in it, or see docs/seeds.md for what a data set consists of.',
    );
  }
  return { folders, records: files.filter((file) => !isFolder(file)) };
}

const onlyFiles = () =>
  new StartUpFault(
    'An offline import takes files of JSON lines: it reads how large they are before it begins.',
    'Import data sets and the standard input without --offline, afterwards.',
  );

const sizeOf = (files: string[]): number | null =>
  files.includes('-') ? null : files.reduce((sum, file) => sum + statSync(file).size, 0);

/** The import with its progress. Ctrl-C ends it after the batch that is under way. */
async function run<R>(
  files: string[],
  { dryRun, maxFaults, batchSize }: Omit<ImportOptions, 'onBatch' | 'signal'>,
  work: (options: ImportOptions) => Promise<R>,
): Promise<R> {
  const progress = progressReport(sizeOf(files), 'records');
  const ending = new AbortController();
  const end = () => {
    remark('Ending after this batch. Once more ends at once.');
    ending.abort();
  };
  process.once('SIGINT', end);
  let [file, bytes] = ['', 0];
  try {
    return await work({
      dryRun,
      maxFaults,
      batchSize,
      signal: ending.signal,
      onBatch: (one) => {
        const before = one.file === file ? bytes : 0;
        [file, bytes] = [one.file, one.bytes];
        progress.advance(one.bytes - before, one.lines);
      },
    });
  } finally {
    process.off('SIGINT', end);
    progress.stop();
  }
}

/** @throws StartUpFault with the faults that were found, or where it was ended. */
function report(result: ImportResult, how: 'online' | 'dry run' | 'offline'): void {
  const { counts, lines, batches, skipped, changeSets, faults } = result;
  for (const [kind, { records, recorded, revised }] of counts) {
    if (records > 0) print(`  ${kind}: ${records} records, ${recorded} new, ${revised} revised`);
  }
  const sets = changeSets ? `; change sets ${changeSets.first} to ${changeSets.last}` : '';
  const known = skipped > 0 ? `, ${skipped} of them recorded before` : '';
  if (faults.length > 0) {
    const where =
      how === 'online'
        ? `What stands before the first is recorded${sets}; the batch that holds it is not, nor is what follows.`
        : 'Nothing was written.';
    const list = faults.map((fault) => `  ${describeFault(fault)}`).join('\n');
    throw new StartUpFault(
      `${faults.length} ${faults.length === 1 ? 'fault' : 'faults'}. ${where}\n${list}`,
      'Mend these lines and import the file again: what is recorded is skipped. docs/import.md explains the format.',
    );
  }
  if (result.stopped) {
    throw new StartUpFault(`Ended after ${lines} lines${sets}.`, 'Run the same command again to go on.');
  }
  const end = how === 'dry run' ? ' without a fault. Nothing was written.' : ` in ${batches} batches${known}${sets}.`;
  print(`${lines} lines${end}`);
}
