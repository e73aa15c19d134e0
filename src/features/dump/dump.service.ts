import { existsSync, linkSync, renameSync, unlinkSync } from 'node:fs';
import { StartUpFault } from '../../errors';
import type { Graph, Transaction } from '../../graph/graph';
import { countsOf, mainLabels, nodesAfter, nodesOfIds, type ExactNode } from '../../graph/whole-graph';
import { lockChanges } from '../change-set/change-set.queries';
import { lastWholeChange } from '../change-set/last-whole-change';
import { changedNodes, changeSetsAfter, graphState, type GraphState } from './dump.queries';
import { FrameReader, FrameWriter, type Frame, type FrameHead } from './frames';

/** Of the format. A change of it is a new number. */
export const dumpVersion = 1;

export interface DumpOptions {
  /** So many nodes make a part; of change sets, which lead to many, and of texts, which are long, fewer. */
  pageSize?: number;
  /** Told of each part that is on the disk: how many nodes it has. */
  onPart?: (nodes: number) => void;
  /** Aborting it ends the dump after the part that is under way. */
  signal?: AbortSignal;
}
export interface DumpResult {
  /** The change as of which the dump has everything. */
  seq: number;
  nodes: number;
  bytes: number;
  /** Nodes that are none of Sayso's, and are not in it. */
  strangers: number;
  /** It goes on where an earlier run ended. */
  resumed: boolean;
  stopped: boolean;
}

/** What is no fact, has no change set and is not much: read whole at the end, under the lock. */
const bookkeeping = ['Principal', 'ApiKey', 'Webhook', 'DeadDelivery', 'ChangeLog'];
/** So few change sets are left for the lock at most, unless others write faster than they are read. */
const fewLeft = 10;
const mostRounds = 50;
/** A part that is read again gets no further change set once it has more. */
const manyNodes = 5_000;

export const partialOf = (path: string) => `${path}.part`;

/**
 * Writes the whole graph to a file as it is at one change, while others go on writing. Read-committed transactions see no
 * one moment, so everything is read once in pages; then what change sets have touched since the beginning is read again,
 * round by round, the last of them under the lock that gives change sets their places. Facts are never deleted and every
 * change names what it changed, so that what was read last of each node is the graph at that change; what is derived is
 * left out. What comes later in the file holds. A run that was cut off is gone on with by the next.
 * @throws StartUpFault where the file is there already, or an unfinished one is of another database.
 */
export async function dump(graph: Graph, path: string, options: DumpOptions = {}): Promise<DumpResult> {
  if (existsSync(path)) {
    throw new StartUpFault(`${path} is there already.`, 'Name another file; a dump replaces none.');
  }
  const { writer, frames } = FrameWriter.open(partialOf(path));
  try {
    const result = await dumpTo(graph, writer, frames, path, options);
    if (!result.stopped) giveName(path);
    return result;
  } finally {
    writer.close();
  }
}

/** What is read back as a whole gets its name, and takes nobody else's. @throws StartUpFault */
function giveName(path: string): void {
  const reader = new FrameReader(partialOf(path));
  try {
    for (const frame of reader.frames()) void frame;
  } finally {
    reader.close();
  }
  try {
    linkSync(partialOf(path), path);
    unlinkSync(partialOf(path));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') {
      throw new StartUpFault(
        `${path} has come to be there meanwhile.`,
        `The dump is ${partialOf(path)}: name it yourself.`,
      );
    }
    // A disk that knows no links.
    renameSync(partialOf(path), path);
  }
}

/** Reads on the member that takes writes: a follower may be behind. */
const reading = <T>(graph: Graph, work: (tx: Transaction) => Promise<T>) => graph.write(work, { timeoutMs: 120_000 });

async function dumpTo(
  graph: Graph,
  writer: FrameWriter,
  frames: Frame[],
  path: string,
  { pageSize = 1_000, onPart, signal }: DumpOptions,
): Promise<DumpResult> {
  const resumed = frames.length > 0;
  const [now] = await graph.write(async (tx) => {
    await tx.run(lockChanges, {});
    return tx.run(graphState, {});
  });
  if (!now) throw new Error('The database does not tell where it stands.');
  const begun = frames[0] ? sameGraph(frames[0].head, now, path) : now;
  let nodes = frames.reduce((sum, { head }) => sum + (head.part === 'begin' ? 0 : head.rows), 0);
  const stopped = () => ({ seq: 0, nodes, bytes: writer.bytes, strangers: 0, resumed, stopped: true });
  const add = (head: Omit<FrameHead, 'rows' | 'bytes'> & Pick<FrameHead, 'part'>, rows: ExactNode[]) => {
    writer.add(head, rows);
    nodes += rows.length;
    onPart?.(rows.length);
  };
  if (!resumed) writer.add({ part: 'begin', sayso: 'dump', version: dumpVersion, ...begun }, []);

  for await (const { label, page, after } of pagesFrom(graph, frames.at(-1)?.head, begun.seq, pageSize)) {
    add({ part: 'nodes', label, after }, page);
    if (signal?.aborted) return stopped();
  }

  let through = (frames.findLast(({ head }) => head.part === 'again' || head.part === 'last')?.head.through ??
    begun.seq) as number;
  for (let round = 0; round < mostRounds; round++) {
    const to = await lastWholeChange(graph);
    if (to - through <= fewLeft) break;
    while (through < to) {
      const before = through;
      const read = await reading(graph, (tx) => touchedSince(tx, before, to, fewLeft));
      through = read.through;
      add({ part: 'again', through }, read.nodes);
      if (signal?.aborted) return stopped();
    }
  }

  // The work may be done again by the driver, so it writes nothing: the rest is little, and waits in memory.
  const last = await graph.write(
    async (tx) => {
      const [locked] = await tx.run(lockChanges, {});
      const seq = locked?.seq ?? 0;
      const rest = seq > through ? await touchedSince(tx, through, seq, Number.MAX_SAFE_INTEGER) : { nodes: [] };
      const kept: ExactNode[] = [];
      for (const label of bookkeeping) kept.push(...(await nodesAfter(tx, label, '', 1_000_000)));
      return { seq, nodes: [...rest.nodes, ...kept], ...(await countsOf(tx)) };
    },
    { timeoutMs: 120_000 },
  );
  add({ part: 'last', through: last.seq }, last.nodes);
  writer.add({ part: 'end', seq: last.seq, endedAt: new Date().toISOString(), counts: last.counts }, []);
  return { seq: last.seq, nodes, bytes: writer.bytes, strangers: last.strangers, resumed, stopped: false };
}

/** The state that the unfinished file began with. @throws StartUpFault where that is none of this database's. */
function sameGraph(head: FrameHead, now: GraphState, path: string): GraphState {
  const begun = head as unknown as GraphState & { version: unknown };
  const isSame =
    begun.version === dumpVersion &&
    begun.graph === now.graph &&
    begun.seq <= now.seq &&
    JSON.stringify(begun.migrations) === JSON.stringify(now.migrations);
  if (isSame) return { seq: begun.seq, graph: begun.graph, migrations: begun.migrations };
  throw new StartUpFault(
    `${partialOf(path)} was begun from another database, or before its schema changed.`,
    'Remove it, or name another file.',
  );
}

interface Page {
  label: string;
  page: ExactNode[];
  /** The place of its last node: of a change set its number, of others the id. */
  after: string;
}

/** The pages of all labels, from behind the last part that is there. */
async function* pagesFrom(
  graph: Graph,
  last: FrameHead | undefined,
  begunAt: number,
  pageSize: number,
): AsyncGenerator<Page> {
  const all = mainLabels.filter((label) => !bookkeeping.includes(label));
  if (last && last.part !== 'begin' && last.part !== 'nodes') return;
  const first = last?.part === 'nodes' ? Math.max(0, all.indexOf(last.label as string)) : 0;
  for (const label of all.slice(first)) {
    let after = last?.part === 'nodes' && label === last.label ? (last.after as string) : '';
    for (;;) {
      const page =
        label === 'ChangeSet'
          ? await changeSetsPage(graph, after, begunAt, Math.ceil(pageSize / 200))
          : await nodesPage(graph, label, after, label === 'DocumentVersion' ? Math.ceil(pageSize / 10) : pageSize);
      if (page.page.length > 0) yield page;
      if (page.isLast) break;
      after = page.after;
    }
  }
}

async function nodesPage(
  graph: Graph,
  label: string,
  from: string,
  limit: number,
): Promise<Page & { isLast: boolean }> {
  const page = await reading(graph, (tx) => nodesAfter(tx, label, from, limit));
  return { label, page, after: page.at(-1)?.[1] ?? from, isLast: page.length < limit };
}

/** Those up to the beginning only: later ones are read with what they changed. So nobody who writes fast keeps it going. */
async function changeSetsPage(
  graph: Graph,
  from: string,
  to: number,
  limit: number,
): Promise<Page & { isLast: boolean }> {
  return reading(graph, async (tx) => {
    const sets = await tx.run(changeSetsAfter, { after: Number(from), to, limit });
    const page = await nodesOfIds(
      tx,
      sets.map(({ id }) => id),
    );
    return { label: 'ChangeSet', page, after: String(sets.at(-1)?.seq ?? from), isLast: sets.length < limit };
  });
}

/** The change sets after a place, as many as `most`, and every node that they changed, as these are now. */
async function touchedSince(
  tx: Transaction,
  after: number,
  to: number,
  most: number,
): Promise<{ nodes: ExactNode[]; through: number }> {
  const sets = await tx.run(changeSetsAfter, { after, to, limit: Math.min(most, to - after) });
  const ids = new Set<string>();
  let through = to;
  for (const { id, seq } of sets) {
    ids.add(id);
    for (const changed of await tx.run(changedNodes, { changeSet: id })) ids.add(changed.id);
    through = seq;
    if (most === fewLeft && ids.size > manyNodes) break;
  }
  return { nodes: await nodesOfIds(tx, [...ids].sort()), through };
}
