import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SaysoError, StartUpFault } from '../../errors';

const version = 'v1';
const cipher = 'aes-256-gcm';
const [ivLength, tagLength, keyLength] = [12, 16, 32];

/**
 * A text that only the holder of `key` (32 bytes) can read, and only for the agent that it was sealed for (`agentId` is
 * the additional data of AES-256-GCM): `v1.<iv>.<tag>.<ciphertext>`, each in base64url. Twice the same text differs.
 */
export function seal(text: string, key: Buffer, agentId: string): string {
  const iv = randomBytes(ivLength);
  const sealing = createCipheriv(cipher, key, iv, { authTagLength: tagLength }).setAAD(Buffer.from(agentId));
  const ciphertext = Buffer.concat([sealing.update(text, 'utf8'), sealing.final()]);
  return [version, ...[iv, sealing.getAuthTag(), ciphertext].map((part) => part.toString('base64url'))].join('.');
}

/**
 * The text. @throws SaysoError INTERNAL where the key is another one, where the note was another agent's, and where as
 * much as one character has changed since it was sealed.
 */
export function unseal(sealed: string, key: Buffer, agentId: string): string {
  const [given, ...rest] = sealed.split('.');
  const parts = rest.map((part) => Buffer.from(part, 'base64url'));
  const [iv, tag, ciphertext] = parts;
  // Node's decoder passes over what is no base64url; a sealed text has one spelling only.
  const isSpelled = parts.every((part, i) => part.toString('base64url') === rest[i]);
  if (given !== version || parts.length !== 3 || !isSpelled || !iv || !tag || !ciphertext) throw broken();
  try {
    // authTagLength also refuses a tag cut short, which would be quicker to forge.
    const opening = createDecipheriv(cipher, key, iv, { authTagLength: tagLength });
    opening.setAAD(Buffer.from(agentId)).setAuthTag(tag);
    return Buffer.concat([opening.update(ciphertext), opening.final()]).toString('utf8');
  } catch (cause) {
    throw broken(cause);
  }
}

export const sealingKeyFile = (dataDir: string) => join(dataDir, 'sealing-key');

/**
 * The server's sealing key: SAYSO_SEALING_KEY, or the data folder's own, made on the first call and kept there, readable
 * by this user alone. Whoever loses it loses every sealed note. @throws StartUpFault where the file holds no key.
 */
export function sealingKeyOf({ sealingKey, dataDir }: { sealingKey: Buffer | null; dataDir: string }): Buffer {
  if (sealingKey) return sealingKey;
  const path = sealingKeyFile(dataDir);
  const kept = read(path) ?? make(path);
  const key = Buffer.from(kept.trim(), 'base64');
  if (key.length !== keyLength) {
    throw new StartUpFault(
      `${path} holds no sealing key (32 bytes in base64).`,
      'Restore it from a copy. Only where nothing was ever sealed, remove it: a new one is made.',
    );
  }
  return key;
}

function read(path: string): string | null {
  try {
    if (statSync(path).mode & 0o077) chmodSync(path, 0o600);
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** A link appears whole or not at all, and never in another's place: of two processes that make a key, both use one. */
function make(path: string): string {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}-${randomBytes(4).toString('hex')}.tmp`;
  writeFileSync(draft, `${randomBytes(keyLength).toString('base64')}\n`, { mode: 0o600, flush: true });
  try {
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return readFileSync(path, 'utf8');
}

const broken = (cause?: unknown) =>
  new SaysoError('INTERNAL', 'This sealed note cannot be opened: it was sealed with another key, or altered since.', {
    cause,
  });

/** Sealing and opening with one key. */
export function sealingWith(key: Buffer) {
  return {
    seal: (text: string, agentId: string) => seal(text, key, agentId),
    unseal: (sealed: string, agentId: string) => unseal(sealed, key, agentId),
  };
}
