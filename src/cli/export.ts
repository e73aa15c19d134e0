import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { InvalidArgumentError, Option, type Command } from 'commander';
import type { Config } from '../config';
import { StartUpFault } from '../errors';
import { exportGraph, type Manifest } from '../features/export/export.service';
import { formats, type FormatName, type OpenSink } from '../features/export/formats';
import { fileSink, partOf, stdoutSink } from '../features/export/sinks';
import { enums, type ValueOf } from '../graph/vocabulary';
import { aboutHowMany } from '../graph/whole-graph';
import { progressReport } from './progress-report';
import { remark } from './report';
import type { WithGraph } from './with-graph';

interface ExportCall {
  format: FormatName;
  out: string;
  states: ValueOf<'ReviewState'>[];
  licence?: string;
  source?: string;
  force?: boolean;
}

/** What records are counted by; of those that are not confirmed some are left out. */
const recordLabels =
  'Agent Event Utterance Document DocumentVersion Claim Attribution TextSpan CorrectionNotice CommentRequest ClaimRelation Join Review'.split(
    ' ',
  );
const formatNames = Object.keys(formats) as FormatName[];

/** `sayso export`. */
export function addExportCommand(program: Command, config: () => Config, withGraph: WithGraph): void {
  program
    .command('export')
    .addOption(new Option('--format <format>', 'what to write').choices(formatNames).makeOptionMandatory())
    .requiredOption('--out <place>', 'a folder, a file, or - for the standard output where the format is one file')
    .option('--states <states>', 'reviewStates to take, with commas between', statesOf, ['CONFIRMED'])
    .option('--licence <text>', 'under what licence the data is passed on; stands in the manifest')
    .option('--source <text>', 'where the data comes from; stands in the manifest')
    .option('--force', 'replace an export that is there')
    .description('Writes what the graph holds for other programs to read, with a manifest (docs/export.md).')
    .addHelpText('after', () =>
      ['', ...formatNames.map((name) => `  ${name.padEnd(11)} ${formats[name].description}`)].join('\n'),
    )
    .action((call: ExportCall) =>
      withGraph(config(), remark, async (graph) => {
        const { open, manifest, abandon } = placeOf(call);
        const progress = progressReport(await aboutHowMany(graph, recordLabels), 'records');
        let done: Manifest;
        try {
          const { format, states, licence, source } = call;
          const onPage = (records: number) => progress.advance(records, records);
          done = await exportGraph(graph.reader(), open, { format, states, licence, source, onPage });
        } catch (error) {
          abandon();
          if ((error as NodeJS.ErrnoException).code === 'EPIPE') return;
          throw error;
        } finally {
          progress.stop();
        }
        // Tables that this export does not have would be taken for its own.
        if (formats[call.format].file === null) {
          const own = done.files.map(({ name }) => name);
          for (const path of tablesIn(call.out, call.format)) if (!own.includes(basename(path))) rmSync(path);
        }
        if (manifest !== null) writeFileSync(manifest, `${JSON.stringify(done, null, 2)}\n`);
        const records = Object.values(done.counts).reduce((sum, count) => sum + count, 0);
        remark(`${records.toLocaleString('en')} records as of change ${done.seq}${manifest ? `; ${manifest}` : ''}.`);
        if (done.seqAtEnd !== done.seq) {
          remark(
            `Others wrote meanwhile (${done.seqAtEnd - done.seq} changes): what was revised may be newer. docs/export.md`,
          );
        }
      }),
    );
}

function statesOf(text: string): ValueOf<'ReviewState'>[] {
  const states = text.split(',').map((state) => state.trim().toUpperCase());
  const wrong = states.find((state) => !(enums.ReviewState as readonly string[]).includes(state));
  if (wrong !== undefined) throw new InvalidArgumentError(`"${wrong}" is none of ${enums.ReviewState.join(', ')}.`);
  return states as ValueOf<'ReviewState'>[];
}

/** The tables that lie in a folder, whoever put them there. */
const tablesIn = (folder: string, format: FormatName) =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith(`.${format}`))
        .map((name) => join(folder, name))
    : [];

/** Where the files go, and the manifest: null where there is no place for one. @throws StartUpFault */
function placeOf({ format, out, force = false }: ExportCall): {
  open: OpenSink;
  manifest: string | null;
  abandon: () => void;
} {
  const { file } = formats[format];
  if (out === '-') {
    if (file === null) {
      throw new StartUpFault(`${format} is a folder of files, and no stream.`, 'Name a folder with --out.', {
        exitCode: 2,
      });
    }
    return { open: (name) => stdoutSink(name), manifest: null, abandon: () => undefined };
  }
  const isFolder = file === null || out.endsWith('/') || (existsSync(out) && statSync(out).isDirectory());
  if (file === null && existsSync(out) && !statSync(out).isDirectory()) {
    throw new StartUpFault(`${out} is a file; ${format} needs a folder.`, 'Name another place with --out.');
  }
  const folder = resolve(isFolder ? out : dirname(out));
  const pathOf = (name: string) => join(folder, isFolder ? name : basename(out));
  const manifest = isFolder ? join(folder, 'manifest.json') : `${resolve(out)}.manifest.json`;
  const there = [manifest, ...(file === null ? tablesIn(folder, format) : [pathOf(file)])].find((path) =>
    existsSync(path),
  );
  if (there !== undefined && !force) {
    throw new StartUpFault(
      `${there} is there already.`,
      'Name another place with --out, or add --force to replace it.',
    );
  }
  mkdirSync(folder, { recursive: true });
  const opened: string[] = [];
  return {
    open: (name) => {
      opened.push(pathOf(name));
      return fileSink(pathOf(name));
    },
    manifest,
    // What is half written has another name: nobody takes it for a whole.
    abandon: () => opened.forEach((path) => rmSync(partOf(path), { force: true })),
  };
}
