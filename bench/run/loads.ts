import { existsSync, rmSync, statSync } from 'node:fs';
import { importFiles } from '../../src/features/import/import.service';
import { migrate } from '../../src/graph/migrate';
import type { LocalNeo4j } from '../../src/local-neo4j/start';
import { hasOffline, offlineInto, recordsFile } from '../load/offline';
import { benchFolder } from './folders';
import { emptyGraphFolder, markLoaded, unwindInto } from './loaded';
import { graphOf, startNeo4j } from './neo4j';
import { progressOf, type Say } from './progress';
import type { LoadCell } from './result';

/** A part of a load: how much of the whole was done by it, in how long. */
interface Step {
  share: number;
  ms: number;
}

/**
 * One graph loaded into an empty database again and again: by hand-written UNWIND, by `sayso import` and by
 * `sayso import --offline`. The two online ways are timed from the first batch to the last with the indexes in place; the
 * offline one from end to end, the database's start at its end included.
 */
export async function measureLoads(claims: number, say: Say): Promise<LoadCell[]> {
  const file = await recordsFile(claims, say);
  const cells: LoadCell[] = [];
  let entities = 0;
  await withEmpty(claims, say, async (neo4j) => {
    const batches = await unwindInto(neo4j, claims, say);
    entities = await countEntities(neo4j);
    const ms = batches.reduce((sum, one) => sum + one.ms, 0);
    const steps = batches.map((one) => ({ share: one.entities / entities, ms: one.ms }));
    cells.push(cellOf(claims, 'unwind', ms / 1_000, entities, steps));
  });
  await withEmpty(claims, say, async (neo4j) => {
    const graph = graphOf(neo4j);
    try {
      await migrate(graph, () => undefined);
      const size = statSync(file).size;
      const progress = progressOf(say, 'KiB imported', Math.round(size / 1024));
      const steps: Step[] = [];
      let [bytes, last] = [0, performance.now()];
      const began = last;
      const result = await importFiles(graph, [file], {
        maxFaults: 1,
        dryRun: false,
        onBatch: (batch) => {
          const now = performance.now();
          steps.push({ share: (batch.bytes - bytes) / size, ms: now - last });
          [bytes, last] = [batch.bytes, now];
          progress(Math.round(bytes / 1024));
        },
      });
      const [fault] = result.faults;
      if (fault) throw new Error(`sayso import refuses line ${fault.line} of the generated records: ${fault.reason}`);
      const seconds = (performance.now() - began) / 1_000;
      // What is not the same graph is not the same work.
      const counted = await countEntities(neo4j);
      if (Math.abs(counted - entities) > entities * 0.01) {
        throw new Error(`sayso import made ${counted} nodes and relationships, UNWIND ${entities}.`);
      }
      cells.push(cellOf(claims, 'import', seconds, counted, steps));
    } finally {
      await graph.close();
    }
  });
  const offline = importOffline(claims, file, say);
  if (offline) cells.push(cellOf(claims, 'offline', offline, entities, []));
  return cells;
}

/**
 * The seconds of `sayso import --offline` into a new data folder; null where this Sayso has no such option. What came of it
 * is the graph that is measured next, if one of that size is.
 */
function importOffline(claims: number, file: string, say: Say): number | null {
  if (!hasOffline()) return null;
  const folder = emptyGraphFolder(claims);
  const began = performance.now();
  offlineInto(folder, claims, file);
  const seconds = (performance.now() - began) / 1_000;
  markLoaded(claims);
  say(`Imported offline in ${Math.round(seconds)} s.`);
  return seconds;
}

async function withEmpty(claims: number, say: Say, work: (neo4j: LocalNeo4j) => Promise<void>): Promise<void> {
  const folder = benchFolder('load');
  if (existsSync(folder)) rmSync(folder, { recursive: true });
  const neo4j = await startNeo4j(benchFolder('load'), claims, say);
  try {
    await work(neo4j);
  } finally {
    await neo4j.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Nodes and relationships, but for those that do not belong to the records: change sets, who made them, migrations. */
async function countEntities(neo4j: LocalNeo4j): Promise<number> {
  const graph = graphOf(neo4j);
  try {
    const [nodes] = await graph.command(
      'MATCH (n) WHERE NOT n:ChangeSet AND NOT n:Principal AND NOT n:Migration AND NOT n:ChangeLog RETURN count(n) AS n',
    );
    const [edges] = await graph.command('MATCH ()-[r]->() RETURN count(r) AS n');
    const [by] = await graph.command('MATCH ()-[r:BY]->() RETURN count(r) AS n');
    return Number(nodes?.['n']) + Number(edges?.['n']) - Number(by?.['n']);
  } finally {
    await graph.close();
  }
}

function cellOf(claims: number, way: LoadCell['way'], seconds: number, entities: number, steps: Step[]): LoadCell {
  const rate = (part: Step[]) => {
    const ms = part.reduce((sum, one) => sum + one.ms, 0);
    const share = part.reduce((sum, one) => sum + one.share, 0);
    return steps.length < 10 || ms === 0 ? null : (share * entities * 1_000) / ms;
  };
  const whole = steps.reduce((sum, one) => sum + one.share, 0);
  let done = 0;
  const placed = steps.map((step) => ({ step, from: done, to: (done += step.share / whole) }));
  return {
    claims,
    way,
    seconds,
    entities,
    perSecond: entities / seconds,
    firstTenth: rate(placed.filter(({ to }) => to <= 0.1).map(({ step }) => step)),
    lastTenth: rate(placed.filter(({ from }) => from >= 0.9).map(({ step }) => step)),
  };
}
