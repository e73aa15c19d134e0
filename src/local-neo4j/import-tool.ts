import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { StartUpFault } from '../errors';
import { renderConf, writeConf } from './conf';
import { findJars } from './jars';
import type { LocalNeo4jOptions } from './start';
import { needJava } from './tools';

export interface ImportToolInput {
  /** Files by what they hold; the first line of each is its header. */
  nodes: [label: string, file: string][];
  edges: [type: string, file: string][];
  /** As the tool wants it named. */
  arrayDelimiter: string;
  /** Where the files stand, and the tool's report and output go. */
  folder: string;
  /** This process's own. */
  environment: NodeJS.ProcessEnv;
}

/** Whether a database was ever made in this data folder. */
export const hasDatabase = (dataDir: string): boolean =>
  existsSync(join(dataDir, 'neo4j', 'data', 'databases', 'neo4j', 'neostore'));

/**
 * Makes the database of a data folder anew from files, by Neo4j's own import tool, which stands in the same jars. Nothing
 * may be running on the folder, and what its database held is gone.
 * @throws StartUpFault with what the tool says where it refuses.
 */
export async function runImportTool(
  options: Pick<LocalNeo4jOptions, 'dataDir' | 'cacheDir' | 'heap' | 'pageCache' | 'onProgress'>,
  { nodes, edges, arrayDelimiter, folder, environment }: ImportToolInput,
): Promise<void> {
  await needJava();
  const lib = await findJars(options);
  const home = join(options.dataDir, 'neo4j');
  const conf = join(home, 'conf');
  mkdirSync(home, { recursive: true, mode: 0o700 });
  writeConf(conf, renderConf({ ...options, boltPort: 7687, httpPort: 7474 }));
  const output = join(folder, 'import-tool.log');
  const out = openSync(output, 'w', 0o600);
  // In a file, for a command line has an end; by their names, for a path may have spaces.
  const callFile = join(folder, 'import-tool.args');
  const call = [
    'database import full neo4j',
    '--overwrite-destination',
    '--id-type=string',
    `--array-delimiter=${arrayDelimiter}`,
    '--multiline-fields=true',
    '--bad-tolerance=0',
    '--report-file=import-tool.report',
    ...nodes.map(([, file]) => `--nodes=${basename(file)}`),
    ...edges.map(([type, file]) => `--relationships=${type}=${basename(file)}`),
  ];
  writeFileSync(callFile, call.join('\n'), { mode: 0o600 });
  const child = spawn(
    'java',
    ['-XX:+UseParallelGC', '-cp', join(lib, '*'), 'org.neo4j.cli.AdminTool', `@${callFile}`],
    { cwd: folder, stdio: ['ignore', out, out], env: { ...environment, NEO4J_HOME: home, NEO4J_CONF: conf } },
  );
  closeSync(out);
  const code = await new Promise<number | string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (exit, signal) => resolve(exit ?? signal ?? 'unknown'));
  });
  if (code === 0) return;
  throw new StartUpFault(
    `Neo4j's import tool refused (${code}): ${reasonIn(readFileSync(output, 'utf8'))}`,
    `Its words are in ${output}. The database is as good as empty; mend the records and run the same command again.`,
  );
}

/** What the tool says of a fault, without its stack trace: the lines that name a record, or its last words. */
function reasonIn(output: string): string {
  const lines = output.split('\n').filter((line) => line.trim() !== '' && !/^\s+at |^\s*\.\.\. \d+ more/.test(line));
  const telling = lines.filter((line) => /Caused by|InputException|duplicate|missing|Error/i.test(line));
  return (telling.length > 0 ? telling : lines).slice(-3).join(' ').slice(0, 600);
}
