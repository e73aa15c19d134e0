import { readFileSync } from 'node:fs';
import { InvalidArgumentError, Option, type Command } from 'commander';
import type { Config } from '../config';
import { StartUpFault } from '../errors';
import { createResearch, type Run } from '../features/cypher/cypher.service';
import { CypherRefusal } from '../features/cypher/refusal';
import { openResearchPool } from '../graph/research';
import type { Neo4jAccess } from '../local-neo4j/access';
import { bars, mostBars } from './bars';
import { remark } from './report';
import { onOneLine, table } from './table';
import { withNeo4j } from './with-neo4j';

const formats = ['table', 'bars', 'csv', 'jsonl'] as const;
type Format = (typeof formats)[number];

interface CypherCall {
  file?: string;
  param: Record<string, unknown>;
  format?: Format;
  timeout: number;
}

/** `sayso cypher`. */
export function addCypherCommand(program: Command, config: () => Config): void {
  program
    .command('cypher')
    .argument('[statement]', 'one statement that reads')
    .option('--file <file>', 'the file that the statement is in; - for the standard input')
    .option('-P, --param <name=value>', 'a parameter; JSON where it is that, else text', readParameter, {})
    .addOption(
      new Option(
        '--format <format>',
        'table on a terminal, else csv; bars: the last number of each row, drawn',
      ).choices([...formats]),
    )
    .option('--timeout <seconds>', 'after how long it is given up', readSeconds, 60)
    .description('Asks the graph in Cypher, as its owner: everything may be read and nothing written (docs/cypher.md).')
    .action((statement: string | undefined, call: CypherCall) => ask(config(), statementOf(statement, call), call));
}

function ask(config: Config, statement: string, call: CypherCall): Promise<void> {
  return withNeo4j(config, remark, (access, ending) => askOn(access, ending, statement, call));
}

async function askOn(
  access: Neo4jAccess,
  ending: AbortSignal,
  statement: string,
  { param, format, timeout }: CypherCall,
): Promise<void> {
  const pool = openResearchPool({ ...access, most: 2 });
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  ending.addEventListener('abort', stop);
  process.once('SIGINT', stop);
  // Whoever reads from us may have seen enough, as `head` has.
  process.stdout.on('error', stop);
  try {
    const limits = { timeoutMs: timeout * 1_000, maxRows: Infinity, maxBytes: Infinity };
    const research = createResearch({ pool, most: 1, defaults: limits, layers: { protect: false } });
    const run = await research.run(statement, param, { signal: stopping.signal });
    await write(run, format ?? (process.stdout.isTTY ? 'table' : 'csv'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EPIPE' || process.stdout.errored) return;
    throw withPlace(error);
  } finally {
    process.off('SIGINT', stop);
    await pool.close();
  }
}

/** Rows that a table is laid out for at a time. */
const rowsOfPage = 500;

async function write({ fields, rows, summary }: Run, format: Format): Promise<void> {
  if (format === 'bars') return drawBars(fields, rows);
  if (format === 'csv') await put(csvLine(fields));
  let page: string[][] = [];
  let pages = 0;
  const putPage = async () => {
    if (page.length === 0 && pages > 0) return;
    pages++;
    await put(`${table(fields, page)}\n`);
    page = [];
  };
  for await (const values of rows) {
    if (format === 'csv') await put(csvLine(values.map(cell)));
    else if (format === 'jsonl')
      await put(`${JSON.stringify(Object.fromEntries(fields.map((name, i) => [name, values[i]])))}\n`);
    else {
      page.push(values.map((value) => (value === null ? '-' : onOneLine(cell(value)))));
      if (page.length === rowsOfPage) await putPage();
    }
  }
  if (format !== 'table') return;
  await putPage();
  remark(`${summary().rows} ${summary().rows === 1 ? 'row' : 'rows'}`);
}

async function drawBars(fields: string[], rows: Run['rows']): Promise<void> {
  const first: unknown[][] = [];
  let more = 0;
  for await (const values of rows) {
    if (first.length < mostBars) first.push(values);
    else more++;
  }
  const text = bars(fields, first, process.stdout.columns ?? 80);
  if (text === null && first.length > 0) {
    throw new StartUpFault(
      'Bars need a column of numbers and one of texts beside it.',
      'Ask for such columns, or for another --format.',
    );
  }
  await put(`${text ?? 'No rows.'}\n`);
  if (more > 0) remark(`The first ${mostBars} rows of ${mostBars + more}.`);
}

/** Waits where the reader is slower than the database. */
const put = (text: string) =>
  new Promise<void>((resolve, reject) => process.stdout.write(text, (error) => (error ? reject(error) : resolve())));

const cell = (value: unknown): string =>
  value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value);

/** RFC 4180, but for the end of line. */
export function csvLine(cells: string[]): string {
  return `${cells.map((text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)).join(',')}\n`;
}

function statementOf(statement: string | undefined, { file }: CypherCall): string {
  if ((statement === undefined) === (file === undefined)) {
    throw new StartUpFault(
      statement === undefined ? 'There is no statement.' : 'There is a statement and a file.',
      'Give one: sayso cypher "MATCH …", or sayso cypher --file question.cypher (- for the standard input).',
      { exitCode: 2 },
    );
  }
  if (file === undefined) return statement as string;
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8').replace(/^\uFEFF/, '');
  } catch (cause) {
    throw new StartUpFault(`${file} cannot be read.`, 'Say which file the statement is in.', { cause });
  }
}

/** Exported for its test. */
export function readParameter(text: string, before: Record<string, unknown>): Record<string, unknown> {
  const [, name, value] = /^([A-Za-z_]\w*)=([\s\S]*)$/.exec(text) ?? [];
  if (name === undefined || value === undefined) throw new InvalidArgumentError('It is written name=value.');
  try {
    return { ...before, [name]: JSON.parse(value) as unknown };
  } catch {
    return { ...before, [name]: value };
  }
}

function readSeconds(text: string): number {
  if (!/^[1-9]\d{0,4}$/.test(text)) throw new InvalidArgumentError('A whole number of seconds from 1 on is asked for.');
  return Number(text);
}

/** On a terminal the place goes into the sentence. */
function withPlace(error: unknown): unknown {
  if (!(error instanceof CypherRefusal) || !error.place) return error;
  const { line, column } = error.place;
  return new CypherRefusal(error.layer, `Line ${line}, column ${column}: ${error.message}`, null, error.code, {
    cause: error,
  });
}
