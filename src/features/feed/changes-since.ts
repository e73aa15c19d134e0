import { isDeepStrictEqual } from 'node:util';
import type { Context } from '../../context';
import { changeSetsSince, type ChangeSetNode } from './feed.queries';

/** The most change sets that are told; `more` says that there are others. */
export const mostChangesTold = 20;

export interface Since<T extends object> {
  /** Whether anything changed that stands, or stood, in what is shown. */
  changed: boolean;
  /** Which parts of what is shown differ today; empty also where something was changed and changed back. */
  parts: (keyof T & string)[];
  changeSets: Omit<ChangeSetNode, 'principalName'>[];
  more: boolean;
}

/**
 * What has happened since a moment to something that is shown. Two ways to tell, since each sees what the other does not:
 * what is shown then and now is compared (a join far away changes the count of origins), and the history of every node in
 * it is asked (a wording may have been changed and changed back).
 */
export async function changesSince<T extends object>(
  { reader }: Pick<Context, 'reader'>,
  { then, now, nodesIn }: { then: T; now: T; nodesIn: (shown: T) => string[] },
  moment: Date,
): Promise<Since<T>> {
  const ids = [...new Set([...nodesIn(then), ...nodesIn(now)])];
  const rows = await reader.read(changeSetsSince, { ids, since: moment, limit: mostChangesTold + 1 });
  const names = Object.keys(now) as (keyof T & string)[];
  const parts = names.filter((part) => !isDeepStrictEqual(then[part], now[part]));
  return {
    changed: parts.length > 0 || rows.length > 0,
    parts,
    changeSets: rows
      .slice(0, mostChangesTold)
      .map(({ id, seq, op, recordedAt, reason }) => ({ id, seq, op, recordedAt, reason })),
    more: rows.length > mostChangesTold,
  };
}
