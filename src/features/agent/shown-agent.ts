import type { Context } from '../../context';
import type { At } from '../../graph/loading';
import { without } from '../../rows';
import type { AgentNode } from './agent.queries';

export interface NamedAgent {
  id: string;
  name: string;
}
/** An agent as everybody may see it: a guess at who an unnamed source is, is no part of it. */
export type ShownAgent = Omit<AgentNode, 'revision'> & { affiliatedWith: string[] };

/** Those of the agents that are known at the moment, by id. */
export async function shownAgents({ loaders }: Context, ids: readonly string[], at: At): Promise<ShownAgent[]> {
  const agents = await Promise.all(
    [...ids].sort().map(async (id) => {
      const row = await loaders.agent.byId.load({ id, at });
      if (!row) return [];
      const affiliations = row.type === 'UnnamedSource' ? await loaders.agent.affiliations.load({ id, at }) : [];
      return [{ ...without(row, 'revision'), affiliatedWith: affiliations.map((one) => one.id) }];
    }),
  );
  return agents.flat();
}

/** Those of the agents that are known at the moment, in the order that is given. */
export async function namedAgents({ loaders }: Context, ids: readonly string[], at: At): Promise<NamedAgent[]> {
  const rows = await Promise.all(ids.map((id) => loaders.agent.byId.load({ id, at })));
  return rows.flatMap((row) => (row ? [{ id: row.id, name: row.name }] : []));
}
