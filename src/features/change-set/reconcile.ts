import { isDeepStrictEqual } from 'node:util';
import { badInput } from '../../errors';
import type { Query } from '../../graph/query';
import type { ChangeWriter } from './change-set.service';

/** How a kind of node is compared with what is recorded, and written. */
export interface Recordable<R extends { id: string }> {
  name: string;
  /** What is recorded, in the shape of the rows. */
  present: Query<{ ids: string[] }, { id: string; row: R }>;
  record: Query<{ changeSet: string; rows: R[] }, { id: string }>;
  /** The properties that may change under one id (model.md, rule 6); everything else is a fact. */
  revisable: readonly (keyof R & string)[];
  /** A row as it is compared with what is recorded, where that may have got more since: an attached text. */
  asGrown?: (row: R, recorded: R) => R;
}

export interface Reconciled<R> {
  recorded: R[];
  revised: { before: R; after: R; changed: (keyof R & string)[] }[];
}

/**
 * Records the rows that are not there yet, revises those whose revisable properties differ, leaves the others alone.
 * Rows must be complete (null, not undefined), and their lists sorted. `allow` may refuse a revision.
 * @throws SaysoError BAD_USER_INPUT where a fact would change.
 */
export async function reconcile<R extends { id: string }>(
  writer: ChangeWriter,
  kind: Recordable<R>,
  rows: R[],
  allow: (before: R, after: R) => void = () => undefined,
): Promise<Reconciled<R>> {
  const ids = notNew(writer, rows);
  const found = ids.length > 0 ? await writer.read(kind.present, { ids }) : [];
  const present = new Map(found.map(({ id, row }) => [id, row]));
  const recorded: R[] = [];
  const revised: Reconciled<R>['revised'] = [];
  for (const row of rows) {
    const before = present.get(row.id);
    if (!before) {
      recorded.push(row);
      continue;
    }
    const after = kind.asGrown?.(row, before) ?? row;
    const changed = (Object.keys(after) as (keyof R & string)[]).filter((name) => !same(before[name], after[name]));
    const fact = changed.find((name) => !kind.revisable.includes(name));
    if (fact) {
      throw badInput(
        `${kind.name} ${after.id}: "${fact}" is recorded otherwise (${brief(before[fact])}, not ${brief(after[fact])}). ` +
          'A fact is not changed under its id: retract it and record another.',
        fact,
      );
    }
    if (changed.length > 0) {
      allow(before, after);
      revised.push({ before, after, changed });
    }
  }
  await writer.record(kind.record, recorded);
  await writer.revise(revised.map(({ after, changed }) => ({ id: after.id, after: pick(after, changed) })));
  return { recorded, revised };
}

/** The ids of rows that may be recorded already. */
export const notNew = (writer: ChangeWriter, rows: { id: string }[]): string[] =>
  rows.map((row) => row.id).filter((id) => !writer.isNew?.(id));

/** Moments arrive as Date from the database and as ISO text from a file; JSON writes both alike. Keys have no order. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null));
const same = (one: unknown, other: unknown) => isDeepStrictEqual(plain(one), plain(other));
const brief = (value: unknown) => JSON.stringify(value ?? null).slice(0, 80);
const pick = <R extends object>(row: R, names: (keyof R & string)[]) =>
  Object.fromEntries(names.map((name) => [name, row[name] ?? null]));
