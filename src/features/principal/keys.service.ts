import { randomBytes } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import { badInput } from '../../errors';
import type { Graph, Reader } from '../../graph/graph';
import { newId } from '../../identity';
import { sha256Of } from '../../sha256';
import { jwtNames, knownRoles } from './principal.service';
import { allKeys, createKeyRow, principalOfKey, revokeKeyRow, type KeyRow } from './principal.queries';
import type { Role, Viewer } from './viewer';

export interface NewKey {
  /** Whose key it is. Made if there is nobody of this name. */
  principal: string;
  /** What the principal may do from now on, with this key and with every other of theirs. */
  role: Role;
  label?: string | null;
  /** Null for a key that holds until it is revoked. */
  expiresAt?: Date | null;
}
export interface CreatedKey {
  /** The key itself. Nobody can read it again. */
  key: string;
  id: string;
  principal: string;
  /** What the principal could do before; null where it is new. */
  rolesBefore: Role[] | null;
}
export interface KeyHolder {
  viewer: Viewer;
  expiresAt: Date | null;
}

/** 32 random bytes: nobody guesses them, so they are stored as a plain SHA-256 and need no slow, salted hash. */
export const newKey = (): string => `sayso_${randomBytes(32).toString('base64url')}`;
export const hashOfKey = (key: string): string => sha256Of(key);

/** What is stored of a key that was made just now: all but the key. */
export function storedKey(key: string, now: Date) {
  return { id: `key_${uuidv7()}`, sha256: hashOfKey(key), hint: key.slice(-4), createdAt: now };
}

/**
 * Makes a key. It is a write without a change set: keys are how we know who writes, and no fact of the graph.
 * @throws SaysoError BAD_USER_INPUT for a name or label that cannot be, and for an end that has passed.
 */
export async function createKey(graph: Graph, wanted: NewKey, now = new Date()): Promise<CreatedKey> {
  const principal = wanted.principal.trim();
  const label = wanted.label?.trim() || null;
  const expiresAt = wanted.expiresAt ?? null;
  if (!isText(principal, 100)) throw badInput('name: not a name of 1 to 100 characters.', 'name');
  if (principal.startsWith(jwtNames))
    throw badInput(`name: "${jwtNames}" begins the names of those with a JWT.`, 'name');
  if (label !== null && !isText(label, 200)) throw badInput('label: more than 200 characters, or not text.', 'label');
  if (expiresAt && expiresAt <= now) throw badInput('expires: that moment has passed.', 'expires');
  const key = newKey();
  const row = { ...storedKey(key, now), label, expiresAt, principal, principalId: newId('Principal') };
  const [made] = await graph.write((tx) => tx.run(createKeyRow, { ...row, roles: [wanted.role] }));
  if (!made) throw new Error(`The key ${row.id} was not stored.`);
  return { key, id: row.id, principal, rolesBefore: made.rolesBefore && knownRoles(made.rolesBefore) };
}

/** Every key that was ever made, oldest first, without the keys. */
export function listKeys(graph: Reader): Promise<KeyRow[]> {
  return graph.read(allKeys, {});
}

/**
 * From now on nobody gets in with this key (a server that has just seen it: after 10 s, see `authenticate`). A second time
 * changes nothing. @throws SaysoError BAD_USER_INPUT where there is no such key.
 */
export async function revokeKey(
  graph: Graph,
  id: string,
  now = new Date(),
): Promise<{ id: string; principal: string; revokedAt: Date }> {
  const [revoked] = await graph.write((tx) => tx.run(revokeKeyRow, { id, now }));
  if (!revoked) throw badInput(`id: there is no key "${id.slice(0, 60)}"; \`sayso keys list\` shows them.`, 'id');
  return revoked;
}

/** Who holds this key; null for an unknown, expired or revoked one. One query. */
export async function findHolder(graph: Reader, key: string, now = new Date()): Promise<KeyHolder | null> {
  const [row] = await graph.read(principalOfKey, { sha256: hashOfKey(key) });
  if (!row || row.revokedAt || (row.expiresAt && row.expiresAt <= now)) return null;
  return { viewer: { id: row.id, name: row.name, roles: knownRoles(row.roles) }, expiresAt: row.expiresAt };
}

export async function findViewer(graph: Reader, key: string, now = new Date()): Promise<Viewer | null> {
  return (await findHolder(graph, key, now))?.viewer ?? null;
}

const isText = (text: string, most: number) => text.length > 0 && text.length <= most && !/\p{Cc}/u.test(text);
