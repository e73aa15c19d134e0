import type { Graph } from '../../graph/graph';
import { newId } from '../../identity';
import { keepPrincipalRow, principalByName } from './principal.queries';
import { roles, type Role, type Viewer } from './viewer';

/** How the names of those begin who come with a JWT; nobody else may have such a name. */
export const jwtNames = 'jwt:';

/** The roles among these words, lowest first, each once. Other words mean nothing to us. */
export function knownRoles(words: readonly unknown[]): Role[] {
  return roles.filter((role) => words.includes(role));
}

/** The principal of this name, made on first use, its roles on record brought up to date. */
export async function keepPrincipal(graph: Graph, { name, roles }: Omit<Viewer, 'id'>): Promise<Viewer> {
  const [known] = await graph.read(principalByName, { name });
  if (known && known.roles.join() === roles.join()) return { id: known.id, name, roles };
  const [kept] = await graph.write((tx) => tx.run(keepPrincipalRow, { id: newId('Principal'), name, roles }));
  if (!kept) throw new Error('A principal was not stored.');
  return { id: kept.id, name, roles };
}
