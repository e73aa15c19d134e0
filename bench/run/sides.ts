import { openClient, type Asking } from '../measure/client';
import { footprints } from '../measure/footprint';
import { residentMiB } from '../measure/memory';
import { atPeak } from '../measure/peak';
import { openProfiler } from '../measure/profile';
import { inRounds } from '../measure/rounds';
import type { Postgres } from '../load/postgres-server';
import { askingOf } from './examples';
import { peersOf, type Asked, type PeerName } from './peers';
import type { Say } from './progress';
import type { Effort, Side, SideCell, SideOperation } from './result';
import type { Stage } from './stage';

/** A program that answers both operations over HTTP. */
interface Served {
  side: Exclude<Side, 'floor in process'>;
  url: string;
  pid: number;
  asking: (operation: SideOperation, claim: string) => Asking;
  asked: Asked;
}

/**
 * The two operations by every side, on one graph and in one run: first whether all give the same answers, then one
 * connection in turns, then eight. `postgres` is null where it is left out.
 * @throws Error where two sides give different answers
 */
export async function measureSides(
  stage: Stage,
  postgres: { server: Postgres; database: string } | null,
  effort: Effort,
  say: Say,
): Promise<SideCell[]> {
  const peers = peersOf();
  const { uri, user, password, database } = stage.neo4j;
  const env = { NEO4J_URI: uri, NEO4J_USER: user, NEO4J_PASSWORD: password, NEO4J_DATABASE: database };
  const names: PeerName[] = ['floor', 'neo4j-graphql', 'type-graphql', ...(postgres ? (['postgres'] as const) : [])];
  const running = await Promise.all(
    names.map((name) =>
      peers.startPeer(
        name,
        postgres && name === 'postgres' ? { ...postgres.server.env, PGDATABASE: postgres.database } : env,
      ),
    ),
  );
  const floor = peers.openFloor(env);
  const profiler = openProfiler(stage.neo4j);
  const counter = await footprints(stage.graph, profiler);
  try {
    const sayso: Served = {
      side: 'sayso',
      url: stage.sayso.url,
      pid: stage.sayso.pid,
      asking: graphqlAsking('sayso', '/graphql'),
      asked: peers.askGraphql('sayso', `${stage.sayso.url}/graphql`),
    };
    const served = [
      ...running.map(({ name, url, graphql, pid }): Served => {
        if (graphql === null) return { side: name, url, pid, asking: bareAsking, asked: peers.askBare(name, url) };
        const asking = graphqlAsking(name, graphql.slice(url.length));
        return { side: name, url, pid, asking, asked: peers.askGraphql(name, graphql) };
      }),
      sayso,
    ];
    const ids = stage.landmarks.ordinary;
    const others = served.filter((one) => one !== sayso).map((one) => one.asked);
    const faults = await peers.checkAnswers(sayso.asked, others, ids.slice(0, 20));
    if (faults.length > 0) throw new Error(`Not all give the same answers:\n${faults.slice(0, 5).join('\n')}`);

    const cells: SideCell[] = [];
    for (const operation of ['claim', 'page'] as const) {
      const idAt = (turn: number) => ids[turn % ids.length] as string;
      const clients = served.map((one) => openClient(one.url));
      const inProcess = {
        name: 'floor in process',
        once: async (turn: number) => {
          const start = performance.now();
          await (operation === 'claim' ? floor.claim(idAt(turn)) : floor.page());
          return performance.now() - start;
        },
      };
      const bytes = new Map<string, number>();
      const contenders = served.map(({ side, asking }, i) => ({
        name: side,
        once: async (turn: number) => {
          const answer = await clients[i]?.ask(asking(operation, idAt(turn)));
          if (!answer) throw new Error(`${side} has no client.`);
          if (turn === 0) bytes.set(side, Buffer.byteLength(answer.text));
          return answer.ms;
        },
      }));
      const requests = operation === 'claim' ? effort.requests : Math.ceil(effort.requests / 4);
      const warmUp = operation === 'claim' ? effort.warmUp : Math.ceil(effort.warmUp / 4);
      const onRound = (round: number) => say(`${operation}, one connection: round ${round} of ${effort.rounds}.`);
      const timed = await inRounds([inProcess, ...contenders], { ...effort, requests, warmUp, onRound });
      clients.forEach((client) => client.close());
      const loads = served.map(({ side, url, asking }) => ({
        name: side,
        url,
        askings: operation === 'claim' ? ids.map((id) => asking('claim', id)) : [asking('page', '')],
      }));
      const peaks = await atPeak(loads, {
        rounds: effort.peakRounds,
        seconds: effort.peakSeconds,
        onRound: (round) => say(`${operation}, eight connections: round ${round} of ${effort.peakRounds}.`),
      });
      const ours = await counter.of(sayso.asking(operation, idAt(0)));
      const query = peers.queries[operation];
      const raw = await profiler.hits(query, operation === 'claim' ? { id: idAt(0) } : {});
      for (const { name, p50, p99 } of timed) {
        const peak = peaks.find((one) => one.name === name);
        const pid = served.find((one) => one.side === name)?.pid;
        const counted = name === 'sayso' ? ours : name.startsWith('floor') ? { hits: raw, roundTrips: 1 } : null;
        cells.push({
          claims: stage.claims,
          side: name as Side,
          operation,
          p50,
          p99,
          peak: peak ? { perSecond: peak.perSecond, p50: peak.p50, p99: peak.p99 } : null,
          bytes: bytes.get(name === 'floor in process' ? 'floor' : name) ?? 0,
          hits: counted?.hits ?? null,
          roundTrips: name === 'postgres' ? 1 : (counted?.roundTrips ?? null),
          residentMiB: pid === undefined ? null : residentMiB(pid),
        });
      }
    }
    return cells;
  } finally {
    await counter.close();
    await profiler.close();
    await floor.close();
    await Promise.all(running.map((one) => one.stop()));
  }
}

function graphqlAsking(name: string, path: string) {
  const texts = peersOf().operations[name];
  if (!texts) throw new Error(`bench/peers/operations.cjs has no texts for ${name}.`);
  return (operation: SideOperation, claim: string) =>
    askingOf(texts[operation], operation === 'claim' ? { claim } : {}, path);
}

const bareAsking = (operation: SideOperation, claim: string): Asking => ({
  method: 'GET',
  path: operation === 'claim' ? `/claim?id=${claim}` : '/page',
});
