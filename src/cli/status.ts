import type { Command } from 'commander';
import type { Config } from '../config';
import { SaysoError, StartUpFault } from '../errors';
import { counts, type Counts } from '../features/node/node.queries';
import { checkServer } from '../graph/check-server';
import { openGraph } from '../graph/graph';
import { pendingMigrations } from '../graph/migrate';
import type { Neo4jAccess } from '../local-neo4j/access';
import { runningNeo4j } from '../local-neo4j/neo4j-for';
import { readLivingNeo4j, readLivingServer } from '../local-neo4j/run-state';
import { print } from './report';

/** What init scripts answer for a service that does not run. */
const notRunning = 3;
const patienceMs = 5_000;

export interface Status {
  dataDir: string;
  server: { url: string; pid: number; since: string | null; ready: boolean; reason: string | null } | null;
  neo4j: { uri: string; pid: number | null; answers: boolean; reason: string | null } | null;
  /** Versions of migrations that the database has not had; null where it cannot be asked. */
  pendingMigrations: string[] | null;
  counts: Counts | null;
}

/** `sayso status`. Starts nothing and changes nothing. */
export function addStatusCommand(program: Command, config: () => Config): void {
  program
    .command('status')
    .option('--json', 'all of it as one object of JSON')
    .description('Says whether the server and its Neo4j run, where, and what is in the database.')
    .addHelpText(
      'after',
      `\nExit code 0: it runs and can answer. ${notRunning}: it does not run. 1: it runs and cannot answer.`,
    )
    .action(async ({ json }: { json?: boolean }) => {
      const status = await statusOf(config());
      print(json ? JSON.stringify(status) : statusText(status));
      process.exitCode = status.server === null ? notRunning : status.server.ready ? 0 : 1;
    });
}

/** What runs on the data folder of these settings, as it is now. */
export async function statusOf(config: Config): Promise<Status> {
  const { dataDir } = config;
  const server = readLivingServer(dataDir);
  const access = runningNeo4j(config);
  const [readiness, database] = await Promise.all([
    server && readinessOf(server.url),
    access && databaseOf(access, config.queryTimeoutMs),
  ]);
  return {
    dataDir,
    server: server && readiness && { url: server.url, pid: server.pid, since: server.since ?? null, ...readiness },
    neo4j: access && {
      ...{ uri: access.uri, pid: config.neo4j ? null : (readLivingNeo4j(dataDir)?.pid ?? null) },
      ...{ answers: database?.reason === null, reason: database?.reason ?? null },
    },
    pendingMigrations: database?.pending ?? null,
    counts: database?.counts ?? null,
  };
}

async function readinessOf(url: string): Promise<{ ready: boolean; reason: string | null }> {
  try {
    const response = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(patienceMs) });
    const { reason = null } = (await response.json()) as { reason?: string };
    return { ready: response.ok, reason };
  } catch {
    return { ready: false, reason: `It does not answer within ${patienceMs / 1_000} s.` };
  }
}

async function databaseOf(
  access: Neo4jAccess,
  timeoutMs: number,
): Promise<{ reason: string | null; pending: string[] | null; counts: Counts | null }> {
  const graph = openGraph({ ...access, timeoutMs: Math.min(timeoutMs, patienceMs) });
  try {
    await checkServer(graph, access.uri);
    const [row] = await graph.read(counts, {});
    const pending = (await pendingMigrations(graph)).map(({ version }) => version);
    return { reason: null, pending, counts: row ?? null };
  } catch (error) {
    if (!(error instanceof StartUpFault || error instanceof SaysoError)) throw error;
    return { reason: error.message, pending: null, counts: null };
  } finally {
    await graph.close();
  }
}

function statusText({ dataDir, server, neo4j, pendingMigrations: pending, counts }: Status): string {
  const why = (reason: string | null) => reason ?? 'no reason given';
  const serverText =
    server === null
      ? `not running on ${dataDir}`
      : `${server.ready ? 'ready' : 'not ready'} at ${server.url} (process ${server.pid})` +
        (server.since === null ? '' : `, since ${server.since}`) +
        (server.ready ? '' : `: ${why(server.reason)}`);
  const neo4jText =
    neo4j === null
      ? 'not running'
      : `${neo4j.answers ? 'answers' : 'does not answer'} at ${neo4j.uri}` +
        (neo4j.pid === null ? '' : ` (process ${neo4j.pid})`) +
        (neo4j.answers ? '' : `: ${why(neo4j.reason)}`);
  const lines = [`Sayso   ${serverText}`, `Neo4j   ${neo4jText}`];
  if (pending) {
    lines.push(`Schema  ${pending.length === 0 ? 'up to date' : `migrations are pending: ${pending.join(', ')}`}`);
  }
  if (counts) {
    const { claims, attributions, documents, agents, relations, lastSeq } = counts;
    lines.push(
      `Holds   ${claims} claims, ${attributions} attributions, ${documents} documents, ${agents} agents, ${relations} relations; last change ${lastSeq ?? 0}`,
    );
  }
  return lines.join('\n');
}
