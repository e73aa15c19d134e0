import { randomBytes } from 'node:crypto';
import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeWhole } from './state-file';

export const passwordFile = (dataDir: string) => join(dataDir, 'neo4j', 'password');

/**
 * The password of the data folder's Neo4j, made up and kept (readable by this user alone) on the first call.
 * It is on disk before the database hears of it, so an interrupted start can be repeated.
 */
export function keepPassword(dataDir: string): string {
  const path = passwordFile(dataDir);
  const kept = read(path);
  if (kept) {
    chmodSync(path, 0o600);
    return kept;
  }
  const password = randomBytes(18).toString('base64url');
  writeWhole(path, `${password}\n`);
  return password;
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trim() || null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
