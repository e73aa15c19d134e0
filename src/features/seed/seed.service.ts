import { SaysoError } from '../../errors';
import type { Graph } from '../../graph/graph';
import { newId } from '../../identity';
import { commitChange } from '../change-set/change-set.service';
import { saveRows, type SavedCount } from '../import/rows.service';
import { readSeedFolder, refuse } from './seed.files';
import { rowsOf, type SeedRows } from './seed.rows';

const seedsPrincipal = 'seeds';

export interface SeedResult {
  name: string;
  title: string;
  /** Per kind of record: how many there are in the set, and how many of them were new or revised. */
  counts: SavedCount[];
  /** Records that were new or revised; 0 where all was there already. */
  changes: number;
  changeSet: { id: string; seq: number } | null;
}

/**
 * Upserts a data set: what is not there is recorded, what may be revised is, a fact that would change is refused, and so
 * is the whole set with it. One transaction, one change set.
 * @throws StartUpFault with file, record and reason.
 */
export async function seed(graph: Graph, folder: string): Promise<SeedResult> {
  const set = readSeedFolder(folder);
  const rows = rowsOf(set);
  try {
    const { changeSet, value } = await commitChange(
      graph,
      {
        principal: { name: seedsPrincipal, roles: ['ADMIN'] },
        op: 'IMPORT',
        reason: `Data set ${set.header.name}: ${set.header.title}`,
        // A key of its own each time: a set is compared record by record, so that it may return to a former state.
        key: `seed:${set.header.name}:${newId('ChangeSet')}`,
        input: rows,
        timeoutMs: 120_000,
      },
      (writer) => saveRows(writer, rows, seedsPrincipal),
    );
    const changes = value.reduce((sum, { recorded, revised }) => sum + recorded + revised, 0);
    return { name: set.header.name, title: set.header.title, counts: value, changes, changeSet };
  } catch (error) {
    if (error instanceof SaysoError && error.code === 'BAD_USER_INPUT') refuse(folder, [describe(rows, error.message)]);
    throw error;
  }
}

/** A rule's message names the record; where that stands in the set's files is said before it. */
function describe(rows: SeedRows, message: string): string {
  const id = /[a-z]{3}_[0-9a-f-]{36}/.exec(message)?.[0];
  const list = Object.entries(rows).find(([, own]: [string, { id: string }[]]) =>
    own.some((row) => row.id === id),
  )?.[0];
  const files: Record<string, string> = {
    versions: 'documents',
    spans: 'attributions',
    commentRequests: 'comment-requests',
  };
  return list ? `${files[list] ?? list}.json: ${message}` : message;
}
