import type { ValueOf } from '../../graph/vocabulary';

/** One confirmed chain of a claim, as far as the counting of origins looks at it. */
export interface OriginChain {
  polarity: ValueOf<'Polarity'>;
  presupposed: boolean;
  /** One hop in the document's own voice. */
  narrated: boolean;
  documentId: string;
  publisherId: string | null;
  /** The credited agent and the reported utterance of each attribution, outermost first; null where there is none. */
  hopAgents: (string | null)[];
  hopUtterances: (string | null)[];
  /** The origin is an unnamed source. */
  unnamed: boolean;
  /** The origin's agent and every agent joined to it; its confirmed utterance and every one joined to that. */
  sameAgents: string[];
  sameUtterances: string[];
  /** When its outermost attribution was recorded; null while that is being recorded. */
  recordedFrom: Date | null;
}

export interface SharedPart {
  agentId: string | null;
  utteranceId: string | null;
  /** How many chains it stands in: two or more. */
  chains: number;
  /** It stands at the origin of these chains, so that they have one origin. */
  folded: boolean;
}
export interface Origins {
  distinctKnown: number;
  unnamed: number;
  unknown: number;
  chains: number;
  documents: number;
  shared: SharedPart[];
}

/**
 * How many distinct origins stand behind a claim (model.md, rule 5): chains with one origin agent (through joins) or one
 * confirmed utterance are one component; chains that deny do not count. `distinctKnown` counts the components in which
 * somebody is credited, `unnamed` those of them in which nobody is named, `unknown` the chains whose origin credits
 * nobody.
 */
export function summarise(all: OriginChain[]): Origins {
  const chains = all.filter((chain) => chain.polarity === 'ASSERTED');
  const component = components(chains.map((chain) => [...chain.sameAgents, ...chain.sameUtterances]));
  const known = new Map<number, { named: boolean }>();
  let unknown = 0;
  chains.forEach((chain, i) => {
    if (chain.sameAgents.length === 0) {
      unknown++;
      return;
    }
    const root = component[i] as number;
    known.set(root, { named: !chain.unnamed || (known.get(root)?.named ?? false) });
  });
  return {
    distinctKnown: known.size,
    unnamed: [...known.values()].filter((one) => !one.named).length,
    unknown,
    chains: chains.length,
    documents: new Set(chains.map((chain) => chain.documentId)).size,
    shared: sharedParts(chains),
  };
}

export interface ChainStand {
  agentId: string;
  role: ValueOf<'HopRole'>;
  polarity: ValueOf<'Polarity'>;
  presupposed: boolean;
  /** The position nearest to the reader: 0 is the outlet. */
  depth: number;
  /** Since when: the earliest of the chains. */
  recordedFrom: Date | null;
}

/** Who stands in a claim's confirmed chains, and where: one entry for each agent, role, polarity and way of saying. */
export function standsOf(chains: OriginChain[]): ChainStand[] {
  const stands = new Map<string, ChainStand>();
  for (const chain of chains) {
    for (const [depth, agentId] of agentsOf(chain).entries()) {
      if (agentId === null) continue;
      const last = agentsOf(chain).length - 1;
      const role = depth === last ? 'ORIGIN' : depth === 0 ? 'OUTLET' : 'RELAY';
      const { polarity, presupposed, recordedFrom } = chain;
      const key = [agentId, role, polarity, presupposed].join(' ');
      const known = stands.get(key);
      stands.set(key, {
        agentId,
        role,
        polarity,
        presupposed,
        depth: Math.min(depth, known?.depth ?? depth),
        recordedFrom: known ? earliest(known.recordedFrom, recordedFrom) : recordedFrom,
      });
    }
  }
  return [...stands.values()];
}

/** Outlet first. A narrator's chain has no hop before its own. */
function agentsOf(chain: OriginChain): (string | null)[] {
  return chain.narrated ? chain.hopAgents : [chain.publisherId, ...chain.hopAgents];
}

const least = (ids: string[]) => [...ids].sort()[0] ?? null;
const idOf = (part: SharedPart) => part.agentId ?? part.utteranceId ?? '';
const earliest = (one: Date | null, other: Date | null) =>
  one && other ? (one < other ? one : other) : (one ?? other);

/** For each chain the number of its component: chains are connected by any name that both have. */
function components(names: string[][]): number[] {
  const parent = names.map((_, i) => i);
  const find = (i: number): number => {
    while (parent[i] !== i) i = parent[i] = parent[parent[i] as number] as number;
    return i;
  };
  const first = new Map<string, number>();
  names.forEach((own, i) => {
    for (const name of own) {
      const other = first.get(name);
      if (other === undefined) first.set(name, i);
      else parent[find(i)] = find(other);
    }
  });
  return parent.map((_, i) => find(i));
}

/** A shared outlet or relay is listed and never folds. */
function sharedParts(chains: OriginChain[]): SharedPart[] {
  const parts = new Map<string, SharedPart & { origins: number }>();
  const count = (key: string, part: Pick<SharedPart, 'agentId' | 'utteranceId'>, atOrigin: boolean) => {
    const known = parts.get(key) ?? { ...part, chains: 0, folded: false, origins: 0 };
    known.chains++;
    if (atOrigin) known.origins++;
    known.folded = known.origins > 1;
    parts.set(key, known);
  };
  for (const chain of chains) {
    // Joined agents (and utterances) are one: the least of their ids stands for all.
    const originAgent = least(chain.sameAgents);
    for (const agentId of new Set([...agentsOf(chain).slice(0, -1), originAgent])) {
      if (agentId !== null) count(agentId, { agentId, utteranceId: null }, agentId === originAgent);
    }
    const originUtterance = least(chain.sameUtterances);
    const last = chain.hopUtterances.length - 1;
    const utterances = chain.hopUtterances.map((own, i) => (i === last ? (originUtterance ?? own) : own));
    for (const utteranceId of new Set(utterances)) {
      if (utteranceId !== null) count(utteranceId, { agentId: null, utteranceId }, utteranceId === originUtterance);
    }
  }
  return [...parts.values()]
    .filter((part) => part.chains > 1)
    .sort((one, other) => other.chains - one.chains || (idOf(one) < idOf(other) ? -1 : 1))
    .map(({ agentId, utteranceId, chains, folded }) => ({ agentId, utteranceId, chains, folded }));
}
