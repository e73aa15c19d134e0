import type { AgentAnswer, Answers, Kind } from './questions';

export interface GrownNode {
  id: string;
  kind: Kind;
  name: string;
  /** Whether nobody is named: dashed, and said in words. */
  isUnnamed: boolean;
  /** Where it is to be had elsewhere; null where it is not on the web. */
  url: string | null;
}
export interface GrownEdge {
  id: string;
  from: string;
  to: string;
  kind: 'published' | 'cites' | 'says' | 'denies' | 'carries' | 'passes on' | 'contradicts';
}
/** What an answer adds to a graph. */
export interface Part {
  nodes: GrownNode[];
  edges: GrownEdge[];
  /** Whether there is more than was asked for. */
  more: boolean;
}

/** A claim with its chains, from the outlet over its document to the origin, and with what contradicts it. */
export function partOfClaim(claim: Answers['claim']): Part {
  const part: Part = { nodes: [claimNode(claim)], edges: [], more: false };
  const { attributionChains: chains, contradictions } = claim;
  part.more = chains.pageInfo.hasNextPage || contradictions.pageInfo.hasNextPage;
  for (const { polarity, document, hops } of chains.nodes) {
    part.nodes.push(documentNode(document));
    // The words of a document in its own voice are the document's.
    let last = document.id;
    for (const { role, agent, attribution } of hops) {
      if (role === 'OUTLET') {
        if (agent) {
          part.nodes.push(agentNode(agent));
          part.edges.push(edge(agent.id, 'published', document.id));
        }
        continue;
      }
      if (attribution?.disclosure === 'OWN_VOICE') continue;
      // Nobody is nobody else's neighbour: each has an id of its own, which nothing can be asked about.
      const node = agent ? agentNode(agent, attribution?.disclosure) : nobody(`${document.id} ${claim.id} ${last}`);
      part.nodes.push(node);
      part.edges.push(edge(last, 'cites', node.id));
      last = node.id;
    }
    part.edges.push(edge(last, polarity === 'DENIED' ? 'denies' : 'says', claim.id));
  }
  for (const other of contradictions.nodes) {
    part.nodes.push(claimNode(other));
    // The same line from whichever end it is come upon.
    const [from = '', to = ''] = [claim.id, other.id].sort();
    part.edges.push(edge(from, 'contradicts', to));
  }
  return part;
}

export function partOfAgent(agent: Answers['agent']): Part {
  return {
    nodes: [agentNode(agent), ...agent.claims.edges.map(({ node }) => claimNode(node))],
    edges: agent.claims.edges.map(({ role, polarity, node }) =>
      edge(agent.id, role !== 'ORIGIN' ? 'passes on' : polarity === 'DENIED' ? 'denies' : 'says', node.id),
    ),
    more: agent.claims.pageInfo.hasNextPage,
  };
}

export function partOfDocument(document: Answers['document']): Part {
  const { publisher, claims } = document;
  return {
    nodes: [documentNode(document), ...(publisher ? [agentNode(publisher)] : []), ...claims.nodes.map(claimNode)],
    edges: [
      ...(publisher ? [edge(publisher.id, 'published', document.id)] : []),
      ...claims.nodes.map(({ id }) => edge(document.id, 'carries', id)),
    ],
    more: claims.pageInfo.hasNextPage,
  };
}

/** A graph that only grows, up to `most` nodes: an edge whose end has no room is left out. */
export class Grown {
  readonly nodes = new Map<string, GrownNode>();
  readonly edges = new Map<string, GrownEdge>();

  constructor(private readonly most: number) {}

  /** Gives what was new, and whether all of it had room. */
  add(part: Part): { nodes: GrownNode[]; edges: GrownEdge[]; isWhole: boolean } {
    const nodes: GrownNode[] = [];
    let isWhole = true;
    for (const node of part.nodes) {
      if (this.nodes.has(node.id)) continue;
      if (this.nodes.size >= this.most) {
        isWhole = false;
        continue;
      }
      this.nodes.set(node.id, node);
      nodes.push(node);
    }
    const edges = part.edges.filter(
      ({ id, from, to }) => !this.edges.has(id) && this.nodes.has(from) && this.nodes.has(to),
    );
    for (const one of edges) this.edges.set(one.id, one);
    return { nodes, edges: [...new Map(edges.map((one) => [one.id, one])).values()], isWhole };
  }

  /** What touches a node, as sentences that begin and end with names. */
  sentencesOf(id: string): string[] {
    const name = (one: string) => this.nodes.get(one)?.name ?? one;
    return [...this.edges.values()]
      .filter(({ from, to }) => from === id || to === id)
      .map(({ from, to, kind }) => `${name(from)} — ${kind} — ${name(to)}`);
  }
}

const edge = (from: string, kind: GrownEdge['kind'], to: string): GrownEdge => ({
  ...{ id: `${from} ${kind} ${to}`, from, to, kind },
});

const claimNode = ({ id, text }: { id: string; text: string }): GrownNode => ({
  ...{ id, kind: 'claim', name: plain(text), isUnnamed: false, url: `/claims/${id}` },
});

const documentNode = ({ id, title, url }: { id: string; title: string | null; url: string | null }): GrownNode => ({
  ...{ id, kind: 'document', name: plain(title ?? url ?? 'a document without a title'), isUnnamed: false },
  url: url !== null && /^https?:\/\//i.test(url) ? url : null,
});

const agentNode = ({ __typename, id, name }: AgentAnswer, disclosure?: string): GrownNode => ({
  ...{ id, kind: 'agent', name: plain(name), isUnnamed: __typename === 'UnnamedSource' || disclosure === 'UNNAMED' },
  url: null,
});

const nobody = (id: string): GrownNode => ({
  ...{ id: `nobody ${id}`, kind: 'agent', name: 'source not stated', isUnnamed: true, url: null },
});

/** Whether it is anything that can be asked about. */
export const isSomebody = ({ id }: GrownNode): boolean => !id.startsWith('nobody ');

/** Without what turns round the text beside it. */
const plain = (text: string) => text.replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '');
