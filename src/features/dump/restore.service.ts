import { StartUpFault } from '../../errors';
import type { Graph } from '../../graph/graph';
import { readMigrations } from '../../graph/migrate';
import { countsOf, derivedTypes, putEdges, putNodes, type ExactNode } from '../../graph/whole-graph';
import { rebuild } from '../derived/rebuild.service';
import { advanceRestore, beginRestore, endRestore, whatIsThereToRestore, type GraphState } from './dump.queries';
import { dumpVersion } from './dump.service';
import { damaged, FrameReader, type Frame, type FrameHead } from './frames';

/** A dump whose every byte was looked at. */
export interface CheckedDump {
  path: string;
  frames: Frame[];
  seq: number;
  /** How many nodes its parts have; one that was changed while it was made stands in several. */
  nodes: number;
  counts: Record<string, number>;
  /** Tells this dump from others. */
  sha256: string;
}

/** Reads a dump from end to end. @throws StartUpFault where it is damaged, not whole, or of another schema. */
export function checkDump(path: string): CheckedDump {
  const reader = opened(path);
  try {
    const frames = [...reader.frames()];
    const [begin, end] = [frames[0], frames.at(-1)];
    if (!begin || begin.head.part !== 'begin' || begin.head.sayso !== 'dump') throw damaged('it does not begin as one');
    if (begin.head.version !== dumpVersion) throw otherVersion(`its format is ${String(begin.head.version)}`);
    const known = readMigrations();
    const own = (begin.head as unknown as GraphState).migrations;
    if (schemaText(own) !== schemaText(known)) {
      throw otherVersion(
        `its schema is ${own.at(-1)?.version ?? 'none'}, that of this version ${known.at(-1)?.version ?? 'none'}`,
      );
    }
    if (!end || end.head.part !== 'end') throw damaged('it has no end: it was cut off, or is not finished');
    const parts = frames.slice(1, -1);
    if (parts.some(({ head }) => head.part === 'end' || head.part === 'begin')) throw damaged('it has two ends');
    const { seq, counts } = end.head as FrameHead & { seq: number; counts: Record<string, number> };
    const nodes = parts.reduce((sum, { head }) => sum + head.rows, 0);
    return { path, frames: parts, seq, nodes, counts, sha256: end.sha256 };
  } finally {
    reader.close();
  }
}

const schemaText = (migrations: { version: string; checksum: string }[]) =>
  migrations.map(({ version, checksum }) => `${version} ${checksum}`).join('\n');

const otherVersion = (how: string) =>
  new StartUpFault(
    `The dump was made by another version of Sayso: ${how}. Nothing was written.`,
    'Restore it with the version that made it, then start the newer one, which brings the schema up to date.',
  );

function opened(path: string): FrameReader {
  try {
    return new FrameReader(path);
  } catch (error) {
    throw new StartUpFault(`${path} cannot be read: ${(error as Error).message}.`, 'Say where the dump is.', {
      cause: error,
    });
  }
}

/** @throws StartUpFault where a restore was begun and not ended: what is there is no graph yet. */
export async function refuseHalfRestored(graph: Graph): Promise<void> {
  const [found] = await graph.read(whatIsThereToRestore, {});
  if (found?.dump == null) return;
  throw new StartUpFault(
    'A restore into this database is not finished.',
    'Run `sayso restore` with the same dump again: it goes on where it ended.',
  );
}

export interface RestoreOptions {
  /** Told of each part that is in the database: how many nodes it has. Every part is told of twice. */
  onPart?: (nodes: number) => void;
  onClaims?: (claims: number) => void;
  /** Aborting it ends the restore after the part that is under way. */
  signal?: AbortSignal;
}
export interface RestoreResult {
  seq: number;
  resumed: boolean;
  stopped: boolean;
  /** What is derived and came out otherwise than in the database that was dumped. */
  otherwise: string[];
}

/**
 * Fills an empty database with a dump: first all nodes, then all relationships, part by part, then what is derived. Each
 * part is one transaction that also notes that it is done, so that a run that was cut off, at whatever point, is gone on
 * with by the next. At the end the database's own counts are held against those of the dumped one.
 * @throws StartUpFault where the database is not empty, or what came of it is not what was dumped.
 */
export async function restore(graph: Graph, dump: CheckedDump, options: RestoreOptions = {}): Promise<RestoreResult> {
  const { onPart, onClaims, signal } = options;
  const next = await begin(graph, dump);
  const { frames, sha256, seq } = dump;
  const reader = opened(dump.path);
  const result = { seq, resumed: next > 0, stopped: false, otherwise: [] as string[] };
  try {
    for (let step = next; step < 2 * frames.length; step++) {
      if (signal?.aborted) return { ...result, stopped: true };
      const frame = frames[step % frames.length] as Frame;
      const rows = reader.rowsOf(frame) as ExactNode[];
      const again = frame.head.part !== 'nodes';
      await graph.write(
        async (tx) => {
          // Nothing where it is done already: the reply to a commit may have been lost.
          if ((await tx.run(advanceRestore, { dump: sha256, step })).length === 0) return;
          if (step < frames.length) await putNodes(tx, rows);
          else await putEdges(tx, rows, again);
        },
        { timeoutMs: 300_000 },
      );
      onPart?.(rows.length);
    }
  } finally {
    reader.close();
  }
  if (signal?.aborted) return { ...result, stopped: true };
  await rebuild(graph, { check: false, onBatch: onClaims });
  const { counts } = await graph.write((tx) => countsOf(tx));
  const differing = [...new Set([...Object.keys(counts), ...Object.keys(dump.counts)])].filter(
    (name) => (counts[name] ?? 0) !== (dump.counts[name] ?? 0),
  );
  const tell = (name: string) => `${name}: ${dump.counts[name] ?? 0} were dumped, ${counts[name] ?? 0} are here`;
  const isDerived = (name: string) => (derivedTypes as readonly string[]).includes(name);
  const wrong = differing.filter((name) => !isDerived(name));
  if (wrong.length > 0) {
    throw new StartUpFault(
      `What was restored is not what was dumped. ${wrong.map(tell).join('; ')}.`,
      'Did anybody write to this database meanwhile? Restore into another empty one, and tell us if it happens again.',
    );
  }
  await graph.write((tx) => tx.run(endRestore, {}));
  return { ...result, otherwise: differing.map(tell) };
}

/** Gives the step to go on with. @throws StartUpFault where there is something that this restore has not written. */
async function begin(graph: Graph, { sha256 }: CheckedDump): Promise<number> {
  return graph.write(async (tx) => {
    const [found] = await tx.run(whatIsThereToRestore, {});
    if (found?.dump != null && found.dump !== sha256) {
      throw new StartUpFault(
        'In this database the restore of another dump is under way.',
        'Finish that one, or restore into another empty database.',
      );
    }
    if (found?.dump == null && found?.label != null) {
      throw new StartUpFault(
        `The database is not empty: it holds a ${found.label}. A restore would mix the two.`,
        'Restore into an empty database: with --data-dir a new folder, or with NEO4J_URI and NEO4J_DATABASE another one.',
      );
    }
    const [state] = await tx.run(beginRestore, { dump: sha256 });
    return state?.next ?? 0;
  });
}
