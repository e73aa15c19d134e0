import { badInput, SaysoError } from '../../errors';
import type { Graph, Reader } from '../../graph/graph';
import { encodeCursor, readPage } from '../../graph/page';
import { prefixes, type Identified } from '../../identity';
import { lastWholeChange } from '../change-set/last-whole-change';
import { changeSetList, lastChangeSet, touchedByChangeSets, type ChangeSetNode, type Touched } from './feed.queries';

/** The name that the feed's cursors bear. */
export const feedList = 'changes';

/** The cursor of a place in the feed: reading on `after` it gives the change set that follows `seq`. */
export const feedCursor = (seq: number): string => encodeCursor(feedList, [seq]);

/** The `seq` that a cursor stands for; null without one. @throws SaysoError BAD_USER_INPUT for one of another list. */
export function seqOfCursor(after: string | null | undefined): number | null {
  const seq = readPage(feedList, ['number'], { first: 1, after }).after?.[0] as number | undefined;
  if (seq === undefined) return null;
  if (!Number.isSafeInteger(seq) || seq < 0) throw badInput('after: not a cursor of this list.', 'after');
  return seq;
}

/** Which change sets somebody wants. All that is given must hold; null is not given. */
export interface ChangeMatch {
  ops: readonly string[] | null;
  /** It changed a node of one of these kinds. */
  kinds: readonly Identified[] | null;
  /** It changed one of these nodes. */
  nodeIds: readonly string[] | null;
}
export const everyChange: ChangeMatch = { ops: null, kinds: null, nodeIds: null };

/** A feed that was cut off; reading on after `cursor` loses nothing and gives nothing twice. */
export class FeedInterrupted extends SaysoError {
  constructor(
    readonly cursor: string,
    why: string,
    options?: { cause?: unknown },
  ) {
    super('UNAVAILABLE', `${why} Resume after the cursor ${cursor}.`, options);
  }
}

/** The newest `seq`; 0 where nothing was ever recorded. */
export async function lastSeq(reader: Reader): Promise<number> {
  const [row] = await reader.read(lastChangeSet, {});
  return row?.seq ?? 0;
}

/**
 * At most `limit` change sets after `after`, none left out.
 *
 * `seq` has no gaps and becomes visible in its order (model.md, rule 7), but one reading is no snapshot: a scan of the
 * index may pass a place before its change set is there and still find a later one. So a gap is read again. What a
 * reading has seen was committed, and all before it: whatever a second one lacks below that is lacking for good.
 */
export async function readFeed(reader: Reader, after: number, limit: number): Promise<ChangeSetNode[]> {
  const rows = await reader.read(changeSetList, { after, limit });
  if (rows.every((row, i) => row.seq === after + 1 + i)) return rows;
  const seen = rows[rows.length - 1]?.seq ?? after;
  const again = await reader.read(changeSetList, { after, limit });
  return again.filter((row) => row.seq <= seen);
}

export interface FeedPart {
  rows: ChangeSetNode[];
  /** Whether somebody wants a row, for those who were named when this was read. */
  wanted: (match: ChangeMatch, row: ChangeSetNode) => boolean;
}

/**
 * `readFeed` for several who want different things: at most three queries, however many they are. What is handed out is
 * whole: of the newest change set a reading may see the place before all that it changed.
 */
export async function readFeedFor(
  graph: Graph,
  matches: Iterable<ChangeMatch>,
  after: number,
  limit: number,
): Promise<FeedPart> {
  const rows = await readFeed(graph, after, limit);
  if (rows.length > 0) await lastWholeChange(graph);
  const kinds = new Set<Identified>();
  const nodeIds = new Set<string>();
  for (const match of matches) {
    for (const kind of match.kinds ?? []) kinds.add(kind);
    for (const id of match.nodeIds ?? []) nodeIds.add(id);
  }
  const touched = new Map<string, Touched>();
  if (rows.length > 0 && kinds.size + nodeIds.size > 0) {
    const params = { ids: rows.map((row) => row.id), prefixes: [...kinds].map(prefixOf), nodeIds: [...nodeIds] };
    for (const one of await graph.read(touchedByChangeSets, params)) touched.set(one.id, one);
  }
  return { rows, wanted: (match, row) => isWanted(match, row, touched.get(row.id)) };
}

const prefixOf = (kind: Identified) => `${prefixes[kind]}_`;

function isWanted({ ops, kinds, nodeIds }: ChangeMatch, row: ChangeSetNode, touched: Touched | undefined): boolean {
  return (
    (ops === null || ops.includes(row.op)) &&
    (kinds === null || kinds.some((kind) => touched?.prefixes.includes(prefixOf(kind)))) &&
    (nodeIds === null || nodeIds.some((id) => touched?.nodeIds.includes(id)))
  );
}
