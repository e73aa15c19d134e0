import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fromRoot } from '../root';
import { fetchProgress } from './fetch-progress';
import { withLock } from './folder-lock';
import { copyDependencies } from './maven';
import { readState, writeWhole } from './state-file';
import { needMaven } from './tools';
import { needSpace } from './disk';

export interface JarsOptions {
  cacheDir: string;
  onProgress: (line: string) => void;
  signal?: AbortSignal;
  /** The command; the PATH's where it is left out. */
  mvn?: string;
}

/**
 * The folder with all of Neo4j's jars: from the cache, or fetched into it first. It is complete or absent: whatever a
 * broken fetch leaves stands under another name and is removed by the next one.
 * @throws StartUpFault where Maven is missing or cannot fetch.
 */
export async function findJars(options: JarsOptions): Promise<string> {
  const pom = fromRoot('neo4j', 'pom.xml');
  const home = join(options.cacheDir, cacheName(readFileSync(pom, 'utf8')));
  if (isComplete(home)) return join(home, 'lib');

  await needMaven(options.mvn);
  await needSpace(options.cacheDir);
  const onWait = (pid: number) => options.onProgress(`Waiting for process ${pid}, which is fetching Neo4j already.`);
  const fetch = async () => {
    if (isComplete(home)) return;
    removeLeftovers(home);
    await fetchInto(home, pom, options);
  };
  await withLock(join(options.cacheDir, 'fetch.lock'), onWait, fetch, options.signal);
  return join(home, 'lib');
}

async function fetchInto(
  home: string,
  pom: string,
  { cacheDir, onProgress, signal, mvn = 'mvn' }: JarsOptions,
): Promise<void> {
  const draft = `${home}.part-${process.pid}`;
  mkdirSync(draft, { recursive: true });
  const progress = fetchProgress(basename(home).replace(/^neo4j-(.+)-\w+$/, 'Neo4j $1'), onProgress);
  try {
    const lib = join(draft, 'lib');
    const logFile = join(cacheDir, 'fetch.log');
    await copyDependencies({ mvn, pom, into: lib, logFile, onLine: progress.read, signal });
    writeWhole(join(draft, 'complete.json'), JSON.stringify(sizes(lib)), 0o644);
    renameSync(draft, home);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    throw error;
  } finally {
    progress.stop();
  }
}

/** Every jar is there in the size that it was fetched in. */
function isComplete(home: string): boolean {
  const expected = readState(join(home, 'complete.json'), isSizes);
  if (!expected || !existsSync(join(home, 'lib'))) return false;
  const found = sizes(join(home, 'lib'));
  return Object.entries(expected).every(([name, size]) => found[name] === size);
}

function sizes(lib: string): Record<string, number> {
  return Object.fromEntries(readdirSync(lib).map((name) => [name, statSync(join(lib, name)).size]));
}

function isSizes(value: unknown): value is Record<string, number> {
  return typeof value === 'object' && value !== null && Object.keys(value).some((name) => /^neo4j-server-/.test(name));
}

/** The lock is held, so nobody else is fetching: every draft is a dead one. A damaged folder goes too. */
function removeLeftovers(home: string): void {
  const cacheDir = dirname(home);
  const dead = readdirSync(cacheDir).filter((name) => name === basename(home) || /^neo4j-.+\.part-\d+$/.test(name));
  for (const name of dead) rmSync(join(cacheDir, name), { recursive: true, force: true });
}

function cacheName(pom: string): string {
  const version = /<neo4j\.version>(.+?)</.exec(pom)?.[1] ?? 'unknown';
  return `neo4j-${version}-${createHash('sha256').update(pom).digest('hex').slice(0, 8)}`;
}
