import type { Sealing } from '../context';
import { badInput } from '../errors';

/** An answer has it after a write; a request that bears it sees that write, on whichever server it is answered. */
export const bookmarkHeader = 'sayso-bookmark';
const sealedFor = 'sayso-bookmark';
/** One bookmark of one database, sealed, takes about 200. */
const longest = 2_000;
/** After that long every member of a cluster has caught up, or is none any more; the database is not asked to wait. */
const oldestMs = 3_600_000;

/**
 * The header's value for the database's bookmarks at `now` (milliseconds). Sealed with the key that all servers of one
 * database share, since what a client sends is otherwise passed to the database as it is.
 */
export function sealBookmarks(bookmarks: readonly string[], sealing: Sealing, now = Date.now()): string {
  return sealing.seal(JSON.stringify([now, ...bookmarks]), sealedFor);
}

/**
 * The database's bookmarks that a request's header names; none where it is missing or old.
 * @throws SaysoError BAD_USER_INPUT for what no server with this key has given.
 */
export function readBookmarks(header: string | string[] | undefined, sealing: Sealing, now = Date.now()): string[] {
  if (header === undefined) return [];
  if (typeof header !== 'string' || header.length > longest) throw foreign();
  let opened: string;
  try {
    opened = sealing.unseal(header, sealedFor);
  } catch {
    throw foreign();
  }
  const [sealedAt, ...bookmarks] = JSON.parse(opened) as [number, ...string[]];
  return now - sealedAt > oldestMs ? [] : bookmarks;
}

const foreign = () =>
  badInput(`${bookmarkHeader}: not one that this server, or another with its sealing key, has given.`, bookmarkHeader);
