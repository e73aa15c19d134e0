import { badInput } from '../errors';

export const defaultPageSize = 20;
export const maximumPageSize = 100;
/** A list longer than this is not counted: `totalCount` is null. */
export const maximumCount = 1_000;

/** The last moment that a Date can be, in milliseconds; no count and no score is greater. */
const latestMoment = 8.64e15;

/** Where a page starts, as values of the list's sort keys; null for the first page. */
export type Position = (string | number)[];
export interface Page {
  first: number;
  after: Position | null;
}

/** A cursor names its list, so that one of another list is refused and not misread. It holds no secret. */
export function encodeCursor(list: string, position: Position): string {
  return Buffer.from(JSON.stringify([list, ...position])).toString('base64url');
}

/**
 * `types` are the sort keys' types, in order. @throws SaysoError BAD_USER_INPUT for a `first` outside 1–100, and for a
 * cursor that this list did not give.
 */
export function readPage(
  list: string,
  types: readonly ('string' | 'number')[],
  args: { first?: number | null; after?: string | null },
): Page {
  const first = args.first ?? defaultPageSize;
  if (!Number.isInteger(first) || first < 1 || first > maximumPageSize) {
    throw badInput(`first: ${first} is not between 1 and ${maximumPageSize}.`, 'first');
  }
  if (args.after == null) return { first, after: null };
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(args.after, 'base64url').toString('utf8'));
  } catch {
    parts = null;
  }
  const fits =
    Array.isArray(parts) &&
    parts.length === types.length + 1 &&
    parts[0] === list &&
    types.every((type, i) => {
      const part = (parts as unknown[])[i + 1];
      return typeof part === type && (typeof part !== 'number' || Math.abs(part) <= latestMoment);
    });
  if (!fits) throw badInput('after: not a cursor of this list.', 'after');
  return { first, after: (parts as Position).slice(1) };
}
