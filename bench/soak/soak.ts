import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { fromRoot } from '../../src/root';
import { createKey } from '../../src/features/principal/keys.service';
import type { LocalNeo4j } from '../../src/local-neo4j/start';
import { planOf } from '../generate/plan';
import { loadedNeo4j } from '../run/loaded';
import { graphOf } from '../run/neo4j';
import { fire, type Fired } from './fire';
import { costliestQuestions, everydayQuestions, type Question } from './questions';
import { startServer, type SoakedServer, type Vitals } from './server';
import { strangers } from './strangers';

export const phases = ['operations', 'peak', 'soak', 'overload', 'cypher'] as const;
type Phase = (typeof phases)[number];

export interface SoakOptions {
  claims: number;
  /** How long it is soaked. */
  minutes: number;
  /** The share of the peak at which it is. */
  rate: number;
  /** SAYSO_MOST_REQUESTS; null for its default. */
  most: number | null;
  phases: readonly Phase[];
}

const connections = 8;
const sampleMs = 5_000;
const mebibytes = (bytes: number) => Math.round(bytes / 2 ** 20);
const rounded = (ms: number) => Math.round(ms * 10) / 10;
const say = (line: string) => console.log(line);

/**
 * Whether a server stays as it is under load: its memory, its event loop, its latency, and what it does with three times
 * as much as it can answer. Prints as it goes, and writes bench/results/soak-<claims>.json.
 */
export async function soak(options: SoakOptions): Promise<void> {
  const { claims, most, minutes, rate } = options;
  const plan = planOf({ claims });
  const neo4j = await loadedNeo4j(claims, say);
  const server = await startServer(neo4j, most);
  const results: Record<string, unknown> = { ...options, ...circumstances() };
  try {
    const at = { url: server.url, questions: everydayQuestions(plan) };
    const has = (phase: Phase) => options.phases.includes(phase);
    say('Warming up.');
    await fire({ ...at, connections, seconds: 40 });
    if (has('operations')) results.operations = await costliest(server, plan);
    await server.vitals();
    const peak = await fire({ ...at, connections, seconds: 20 });
    results.peak = { ...told('Peak, 8 connections', peak), ...(await vitalsOf(server)) };
    let calm: Fired | null = null;
    if (has('soak')) {
      const { fired, memory } = await soaked(server, () =>
        fire({ ...at, connections: 2 * connections, seconds: minutes * 60, rate: rate * peak.perSecond }),
      );
      calm = fired;
      results.soak = { ...told(`${minutes} min at ${rate} of it`, fired), ...memory };
    } else if (has('overload')) {
      calm = await fire({ ...at, connections: 2 * connections, seconds: 20, rate: rate * peak.perSecond });
      results.calm = told(`20 s at ${rate} of it`, calm);
    }
    if (has('overload') && calm) {
      await server.vitals();
      const over = await fire({ ...at, connections: 256, seconds: 30, rate: 3 * peak.perSecond });
      const ratio = rounded(over.p99 / calm.p99);
      results.overload = { ...told('3 times the peak', over), p99Ratio: ratio, ...(await vitalsOf(server)) };
      say(`p99 of the accepted is ${ratio} times that at ${rate} of the peak.`);
    }
    if (has('cypher')) results.cypher = await besideCypher(neo4j, at, peak.perSecond / 4);
  } finally {
    await server.stop();
    await neo4j.stop();
  }
  mkdirSync(fromRoot('bench', 'results'), { recursive: true });
  const file = fromRoot('bench', 'results', `soak-${claims}.json`);
  writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`);
  say(`Written: ${file}`);
}

/** The same questions alone, and while strangers ask all that they may in Cypher. */
async function besideCypher(neo4j: LocalNeo4j, at: { url: string; questions: Question[] }, rate: number) {
  const graph = graphOf(neo4j);
  const keys: string[] = [];
  for (const principal of ['stranger 1', 'stranger 2', 'stranger 3', 'stranger 4'])
    keys.push((await createKey(graph, { principal, role: 'READER' })).key);
  await graph.close();
  const alone = await fire({ ...at, connections, seconds: 20, rate });
  const others = strangers(at.url, keys);
  await sleep(2_000);
  const beside = await fire({ ...at, connections, seconds: 40, rate });
  const statements = await others.stop();
  const ratio = rounded(beside.p99 / alone.p99);
  const cells = { alone: told('20 s at a quarter of it', alone), beside: told('The same beside Cypher', beside) };
  say(`p99 beside Cypher of strangers is ${ratio} times that without.`);
  return { ...cells, statements, p99Ratio: ratio };
}

/** Each of the costliest operations alone: how long it takes, and for how long it lets nobody else have a turn. */
async function costliest(server: SoakedServer, plan: Parameters<typeof costliestQuestions>[0]) {
  const rows = [];
  for (const { name, body } of costliestQuestions(plan)) {
    const times: number[] = [];
    const blocked: number[] = [];
    let bytes = 0;
    for (let i = 0; i < 6; i++) {
      await server.vitals();
      const start = performance.now();
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(`${server.url}/graphql`, { method: 'POST', headers, body });
      const text = await response.text();
      const { blockedMax } = await server.vitals();
      // The first only warms up, and may come too late where the database has yet to plan it.
      if (i === 0) continue;
      if (response.status !== 200 || text.includes('"errors"')) throw new Error(`${name}: ${text.slice(0, 300)}`);
      bytes = text.length;
      times.push(performance.now() - start);
      blocked.push(blockedMax);
    }
    const row = { name, ms: rounded(median(times)), blockedMs: rounded(Math.max(...blocked)), bytes };
    rows.push(row);
    say(`${row.name}: ${row.ms} ms, ${row.bytes} bytes, the event loop blocked for at most ${row.blockedMs} ms.`);
  }
  return rows;
}

/** Memory and event loop, sampled while `work` runs. */
async function soaked(server: SoakedServer, work: () => Promise<Fired>) {
  const samples: Vitals[] = [];
  let isOver = false;
  await server.vitals();
  const fired = work().finally(() => (isOver = true));
  while (!isOver) {
    await Promise.race([sleep(sampleMs), fired]);
    samples.push(await server.vitals());
    const last = samples[samples.length - 1] as Vitals;
    if (samples.length % 12 === 0) {
      say(
        `  ${samples.length * (sampleMs / 1_000)} s: ${mebibytes(last.rss)} MiB, blocked at most ${rounded(last.blockedMax)} ms`,
      );
    }
  }
  // The first fifth still warms up. Medians of a fifth each, since a single sample depends on when garbage was last collected.
  const fifth = Math.max(1, Math.floor(samples.length / 5));
  const rssOf = (part: Vitals[]) => median(part.map((one) => one.rss));
  const [early, late] = [rssOf(samples.slice(fifth, 2 * fifth)), rssOf(samples.slice(-fifth))];
  const memory = {
    rssMiB: samples.map((one) => mebibytes(one.rss)),
    earlyMiB: mebibytes(early),
    lateMiB: mebibytes(late),
    growth: Math.round((late / early - 1) * 1_000) / 1_000,
    blockedMaxMs: rounded(Math.max(...samples.map((one) => one.blockedMax))),
    blockedP99Ms: rounded(median(samples.map((one) => one.blockedP99))),
  };
  say(
    `Resident memory ${memory.earlyMiB} → ${memory.lateMiB} MiB (${(memory.growth * 100).toFixed(1)} %), event loop blocked for at most ${memory.blockedMaxMs} ms.`,
  );
  return { fired: await fired, memory };
}

function told(what: string, fired: Fired) {
  const { perSecond, answered, refused, failed, p50, p99, refusedP99 } = fired;
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
  say(
    `${what}: ${perSecond.toFixed(0)} requests a second, ${percent(answered)} answered (p50 ${rounded(p50)} ms, p99 ${rounded(p99)} ms), ${percent(refused)} refused (p99 ${rounded(refusedP99)} ms), ${failed} failed.`,
  );
  return { ...fired, p50: rounded(p50), p99: rounded(p99), refusedP99: rounded(refusedP99) };
}

async function vitalsOf(server: SoakedServer) {
  const { rss, blockedMax } = await server.vitals();
  return { rssMiB: mebibytes(rss), blockedMaxMs: rounded(blockedMax) };
}

const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

function circumstances() {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: fromRoot(), encoding: 'utf8' }).trim();
  return { date: new Date().toISOString(), commit, cores: cpus().length, node: process.version };
}
