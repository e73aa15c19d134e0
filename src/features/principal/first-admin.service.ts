import type { Graph } from '../../graph/graph';
import { newId } from '../../identity';
import { hashOfKey, newKey, storedKey } from './keys.service';
import { adminKeys, createFirstKey } from './principal.queries';

/** Whose the first admin key is. */
export const firstAdmin = 'admin';

export interface FirstAdminOptions {
  /** SAYSO_ADMIN_KEY; null where it is not set. */
  preset: string | null;
  /** Whether a key may be made up and printed: where the database is this installation's own, for the person at the terminal. */
  makeOne: boolean;
  print: (line: string) => void;
}

/**
 * Sees to it that a database in which no admin key was ever made has one: the preset one, or a made-up one that is
 * printed here and never again. Where there was one, even a revoked one, nothing is made: `sayso keys create` does.
 */
export async function ensureFirstAdmin(graph: Graph, { preset, makeOne, print }: FirstAdminOptions): Promise<void> {
  const sha256 = preset === null ? null : hashOfKey(preset);
  const [found] = await graph.read(adminKeys, { principal: firstAdmin, sha256 });
  if (found?.made) {
    if (preset !== null && !found.holds) {
      print('SAYSO_ADMIN_KEY is not used: this database has had an admin key. Make more with `sayso keys create`.');
    }
    return;
  }
  if (preset === null && !makeOne) {
    print('Nobody can write yet: set SAYSO_ADMIN_KEY, or run `sayso keys create --name … --role ADMIN`.');
    return;
  }
  const key = preset ?? newKey();
  const row = {
    ...storedKey(key, new Date()),
    label: preset === null ? 'made on the first start' : 'SAYSO_ADMIN_KEY',
    principal: firstAdmin,
    principalId: newId('Principal'),
    roles: ['ADMIN'],
  };
  const [made] = await graph.write((tx) => tx.run(createFirstKey, row));
  // Without a row, another server that started at the same time has made it, and said so.
  if (made && preset === null) print(`Admin key (shown this once): ${key}`);
}
