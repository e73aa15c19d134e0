import type { Graph } from '../../src/graph/graph';

/**
 * What docs/model.md says of the derived parts, reckoned anew from plain rows by other means than the code's: chains by
 * walking, origins by joining sets.
 */

export interface Stand {
  agentId: string;
  claimId: string;
  role: string;
  polarity: string;
  presupposed: boolean;
  depth: number;
  recordedFrom: string;
}
interface AttributionRow {
  id: string;
  confirmed: boolean;
  disclosure: string;
  recordedFrom: Date;
  agent: string | null;
  utterance: string | null;
  publisher: string | null;
  relays: string[];
  relayed: boolean;
  on: { claim: string; polarity: string; presupposed: boolean }[];
}
interface Chain {
  claim: string;
  polarity: string;
  presupposed: boolean;
  hops: AttributionRow[];
}

async function confirmedChains(graph: Graph): Promise<Chain[]> {
  const rows = (await graph.command(
    `MATCH (a:Attribution) RETURN a.id AS id, a.reviewState = 'CONFIRMED' AS confirmed, a.disclosure AS disclosure,
       a.recordedFrom AS recordedFrom, [(a)-[:CREDITS]->(g) | g.id][0] AS agent,
       [(a)-[:REPORTS]->(u) WHERE u.reviewState = 'CONFIRMED' | u.id][0] AS utterance,
       [(a)-[:REPORTED_IN]->()-[:VERSION_OF]->()-[:PUBLISHED_BY]->(p) | p.id][0] AS publisher,
       [(a)-[:RELAYS]->(b) | b.id] AS relays, EXISTS { (a)<-[:RELAYS]-() } AS relayed,
       [(a)-[e:ASSERTS]->(c) | {claim: c.id, polarity: e.polarity, presupposed: false}] +
       [(a)-[:PRESUPPOSES]->(c) | {claim: c.id, polarity: 'ASSERTED', presupposed: true}] AS on`,
  )) as unknown as AttributionRow[];
  const byId = new Map(rows.map((row) => [row.id, row]));
  const chains: Chain[] = [];
  const walk = (hops: AttributionRow[]) => {
    const last = hops[hops.length - 1] as AttributionRow;
    if (!last.confirmed) return;
    for (const stand of last.on) chains.push({ ...stand, hops });
    for (const next of last.relays) walk([...hops, byId.get(next) as AttributionRow]);
  };
  for (const row of rows) if (!row.relayed) walk([row]);
  return chains;
}

/** Every agent of every confirmed chain, where it stands: one for each claim, role, polarity and way of saying. */
export async function expectedStands(graph: Graph): Promise<Stand[]> {
  const stands = new Map<string, Stand>();
  for (const { claim, polarity, presupposed, hops } of await confirmedChains(graph)) {
    const isNarrated = hops.length === 1 && hops[0]?.disclosure === 'OWN_VOICE';
    const agents = [...(isNarrated ? [] : [hops[0]?.publisher ?? null]), ...hops.map((hop) => hop.agent)];
    const recordedFrom = (hops[0] as AttributionRow).recordedFrom.toISOString();
    agents.forEach((agentId, depth) => {
      if (agentId === null) return;
      const role = depth === agents.length - 1 ? 'ORIGIN' : depth === 0 ? 'OUTLET' : 'RELAY';
      const key = [agentId, claim, role, polarity, presupposed].join();
      const known = stands.get(key) ?? { agentId, claimId: claim, role, polarity, presupposed, depth, recordedFrom };
      known.depth = Math.min(known.depth, depth);
      if (recordedFrom < known.recordedFrom) known.recordedFrom = recordedFrom;
      stands.set(key, known);
    });
  }
  return sorted([...stands.values()]);
}

export async function actualStands(graph: Graph): Promise<Stand[]> {
  const rows = await graph.command(
    `MATCH (a:Agent)-[i:IN_CHAIN_OF]->(c:Claim) WHERE a.id = i.agentId AND c.id = i.claimId RETURN properties(i) AS own
     UNION ALL MATCH (a)-[i:IN_CHAIN_OF]->(c) WHERE a.id <> i.agentId OR c.id <> i.claimId RETURN {astray: properties(i)} AS own`,
  );
  return sorted(rows.map(({ own }) => ({ ...(own as Stand), recordedFrom: iso((own as Stand).recordedFrom) })));
}

/** For each claim the number of its known origins: rule 5, joining whatever shares an agent or an utterance. */
export async function expectedOriginCounts(graph: Graph): Promise<Record<string, number>> {
  const joins = await graph.command(
    "MATCH (j:Join {reviewState: 'CONFIRMED'})-[:JOINS]->(m) WITH j, collect(m.id) AS members RETURN members",
  );
  const pairs = joins.map((row) => row.members as string[]);
  const claims = await graph.command('MATCH (c:Claim) RETURN c.id AS id');
  const chains = await confirmedChains(graph);
  return Object.fromEntries(
    claims.map(({ id }) => {
      const counted = chains.filter((chain) => chain.claim === id && chain.polarity === 'ASSERTED');
      const origins = counted.map(({ hops }) => hops[hops.length - 1] as AttributionRow);
      // Joins connect, but stand for no origin themselves: a set counts if a credited agent is in it.
      let sets = [...origins.map((one) => named(one.agent, one.utterance)), ...pairs].map((names) => new Set(names));
      for (let merged = true; merged;) {
        merged = false;
        const next: Set<string>[] = [];
        for (const set of sets) {
          const other = next.find((one) => [...set].some((name) => one.has(name)));
          if (!other) next.push(set);
          else {
            merged = true;
            set.forEach((name) => other.add(name));
          }
        }
        sets = next;
      }
      const credited = new Set(origins.flatMap((one) => named(one.agent)));
      return [id as string, sets.filter((set) => [...set].some((name) => credited.has(name))).length];
    }),
  );
}

export async function actualOriginCounts(graph: Graph): Promise<Record<string, number>> {
  const rows = await graph.command('MATCH (c:Claim) RETURN c.id AS id, c.originCount AS count');
  return Object.fromEntries(rows.map((row) => [row.id as string, row.count as number]));
}

const kinds: Record<string, string> = { CONTRADICTS: 'CONTRADICTS', SUPPORTS: 'SUPPORTS', EQUIVALENT: 'EQUIVALENT_TO' };
export async function expectedEdges(graph: Graph): Promise<string[]> {
  const rows = await graph.command(
    `MATCH (r:ClaimRelation {reviewState: 'CONFIRMED'}) WHERE r.kind IN $kinds
     RETURN r.kind AS kind, [(r)-[:LEFT]->(c) | c.id][0] AS left, [(r)-[:RIGHT]->(c) | c.id][0] AS right`,
    { kinds: Object.keys(kinds) },
  );
  return rows.map((row) => `${String(row.left)} ${kinds[row.kind as string]} ${String(row.right)}`).sort();
}
export async function actualEdges(graph: Graph): Promise<string[]> {
  const rows = await graph.command(
    'MATCH (l:Claim)-[r:CONTRADICTS|SUPPORTS|EQUIVALENT_TO]->(c:Claim) RETURN l.id AS left, type(r) AS type, c.id AS right',
  );
  return rows.map((row) => `${String(row.left)} ${String(row.type)} ${String(row.right)}`).sort();
}

const iso = (moment: unknown) => (moment instanceof Date ? moment.toISOString() : String(moment));
const named = (...names: (string | null)[]) => names.filter((name): name is string => name !== null);
const sorted = (stands: Stand[]) => {
  const keyOf = (one: Stand) => JSON.stringify(Object.entries(one).sort());
  return stands.sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
};
