import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { fromRoot } from '../../src/root';
import { judge } from '../goals';
import { isLoadedPostgres, loadPostgres, markLoadedPostgres } from '../load/postgres';
import { startPostgres, type Postgres } from '../load/postgres-server';
import { measureAgents, measureExamples } from './growth';
import { keyOf } from './loaded';
import { measureLoads } from './loads';
import { measureMutations } from './mutations';
import { newestResult, pageFile, pageOf } from './page';
import { peersOf } from './peers';
import { lengthOf, type Say } from './progress';
import type { Effort, Result } from './result';
import { measureSides } from './sides';
import { openStage, type Stage } from './stage';
import { printout } from './table';

export const parts = ['api', 'growth', 'mutations', 'load'] as const;
export type Part = (typeof parts)[number];

export interface RunOptions {
  /** Sizes of the graphs. */
  claims: number[];
  /** The size of the graph whose loading is measured. */
  loadClaims: number;
  only: Part[];
  withPostgres: boolean;
  effort: Effort;
  /** The other sides and the writers on the largest graph alone; the smaller ones only show the growth. */
  largestOnly: boolean;
  /** As it was typed, for the result. */
  command: string;
  /** By what share a goal may be missed before the run fails; null for a run that only measures. */
  margin: number | null;
}

export const wholeEffort: Effort = { rounds: 5, requests: 100, warmUp: 150, peakRounds: 3, peakSeconds: 5 };
export const quickEffort: Effort = { rounds: 5, requests: 100, warmUp: 100, peakRounds: 2, peakSeconds: 3 };

/** Measures, prints the tables, and keeps the result. Gives the exit code: 1 where a goal's bound is missed. */
export async function run(options: RunOptions, say: Say): Promise<number> {
  const began = Date.now();
  const at: Say = (line) => say(`[${lengthOf((Date.now() - began) / 1_000)}] ${line}`);
  const { claims, only, effort, largestOnly } = options;
  const result: Result = {
    date: new Date().toISOString(),
    commit: commitOf(),
    command: options.command,
    machine: {
      cores: cpus().length,
      processor: cpus()[0]?.model.trim() ?? 'unknown',
      memoryGiB: Math.round(totalmem() / 2 ** 30),
      system: `${type()} ${release()}`,
    },
    versions: {},
    claims,
    effort,
    sides: [],
    examples: [],
    agents: [],
    mutations: [],
    loads: [],
  };
  const opened: { close(): Promise<void> }[] = [];
  const closeAll = async () => {
    for (const one of opened.splice(0).reverse()) await one.close();
  };
  const interrupted = () => void closeAll().finally(() => process.exit(130));
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  const needsStages = only.some((part) => part !== 'load');
  const needsPostgres = options.withPostgres && only.some((part) => part === 'api' || part === 'load');
  // What cannot be installed is told before anything is measured.
  if (needsStages) peersOf();
  try {
    const postgres = needsPostgres ? await startPostgres(at) : null;
    if (postgres) opened.push({ close: () => postgres.stop() });
    if (only.includes('load')) {
      result.loads.push(...(await measureLoads(options.loadClaims, at)));
    }
    const sizes = needsStages ? claims : [];
    let smallest: Stage | undefined;
    for (const size of sizes) {
      at(`The graph of ${size} claims.`);
      const stage = await openStage(size, at);
      opened.push(stage);
      smallest ??= stage;
      if (only.includes('api') && (!largestOnly || size === sizes.at(-1))) {
        const database = postgres ? await postgresWith(postgres, stage, result, at) : null;
        result.sides.push(...(await measureSides(stage, database, effort, at)));
      }
      if (only.includes('growth') && (stage !== smallest || sizes.length === 1)) {
        at('The example operations and lists.');
        // Beside the smallest graph, so that both are measured in turns.
        const together = stage === smallest ? [stage] : [smallest, stage];
        replaceCells(result.examples, await measureExamples(together, effort));
        replaceCells(result.agents, await measureAgents(together, effort));
      }
      if (only.includes('mutations') && (!largestOnly || size === sizes.at(-1))) {
        at('Mutations, eight writers.');
        result.mutations.push(...(await measureMutations(stage, effort)));
      }
      result.versions = await versionsOf(stage, postgres !== null);
      if (stage !== smallest) {
        await stage.close();
        opened.splice(opened.indexOf(stage), 1);
      }
    }
  } finally {
    process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
    await closeAll();
  }
  const name = `${result.date.slice(0, 10)}-${result.commit}-${Math.max(...claims)}.json`;
  mkdirSync(fromRoot('bench', 'results'), { recursive: true });
  writeFileSync(fromRoot('bench', 'results', name), `${JSON.stringify(result, null, 1)}\n`);
  const margin = options.margin ?? 0;
  console.log(`\n${printout(result, margin)}\n`);
  at(`Written: bench/results/${name}. Done.`);
  return options.margin === null ? 0 : told(result, margin);
}

/** Names what fails the check. Gives the exit code. */
function told(result: Result, margin: number): number {
  const verdicts = judge(result, margin);
  for (const { goal, figure, met, failed } of verdicts) {
    if (failed) {
      const bound = goal.reached ? `what was reached, ${goal.reached.figure}` : 'the goal';
      console.log(`FAILED ${goal.id}: ${figure?.toFixed(2)} is worse than ${bound}, by more than ${margin * 100} %.`);
    } else if (!met && figure !== null) {
      console.log(`Not met, and no worse than the margin allows: ${goal.id}, ${figure.toFixed(2)}.`);
    }
  }
  return verdicts.some((one) => one.failed) ? 1 : 0;
}

/** The cells of the smallest graph are measured beside each larger one: those beside the largest stay. */
function replaceCells<T extends { claims: number }>(kept: T[], cells: T[]): void {
  const sizes = new Set(cells.map((cell) => cell.claims));
  kept.splice(0, kept.length, ...kept.filter((cell) => !sizes.has(cell.claims)), ...cells);
  kept.sort((one, other) => one.claims - other.claims);
}

async function postgresWith(server: Postgres, { claims, plan }: Stage, result: Result, say: Say) {
  const database = `graph_${claims}`;
  const key = keyOf(claims);
  if (!isLoadedPostgres(server, database, key)) {
    say('Loading PostgreSQL.');
    const seconds = await loadPostgres(server, database, plan);
    markLoadedPostgres(server, database, key);
    const none = { entities: null, perSecond: null, firstTenth: null, lastTenth: null };
    result.loads.push({ claims, way: 'postgres', seconds, ...none });
  }
  return { server, database };
}

/** Writes docs/performance.md from the newest result. @throws Error where there is none. */
export function report(): void {
  const newest = newestResult();
  if (!newest) throw new Error('There is no result in bench/results yet: run `npm run bench`.');
  writeFileSync(pageFile, pageOf(newest.name, newest.result));
}

function commitOf(): string {
  const git = (...args: string[]) => spawnSync('git', args, { cwd: fromRoot(), encoding: 'utf8' }).stdout.trim();
  const dirty = git('status', '--porcelain', '--untracked-files=no') !== '' ? '-changed' : '';
  return `${git('rev-parse', '--short=8', 'HEAD') || 'unknown'}${dirty}`;
}

async function versionsOf({ graph }: Stage, withPostgres: boolean): Promise<Record<string, string>> {
  const [server] = await graph.command('CALL dbms.components() YIELD name, versions RETURN versions[0] AS version');
  const versionIn = (folder: string, name: string) =>
    (JSON.parse(readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8')) as { version: string })
      .version;
  const peers = fromRoot('bench', 'peers');
  return {
    Node: process.versions.node,
    Neo4j: String(server?.['version']),
    ...(withPostgres ? { PostgreSQL: '15' } : {}),
    'neo4j-driver': versionIn(fromRoot(), 'neo4j-driver'),
    '@apollo/server': versionIn(fromRoot(), '@apollo/server'),
    'type-graphql': versionIn(fromRoot(), 'type-graphql'),
    '@neo4j/graphql': versionIn(peers, '@neo4j/graphql'),
  };
}
