import type { Context } from '../../context';
import { placeBefore, type At } from '../../graph/loading';
import type { ValueOf } from '../../graph/vocabulary';
import { checkId } from '../../identity';
import { distinct } from '../../rows';
import { toChainMatch } from '../attribution/attribution.input';
import { toChain } from '../attribution/attribution-chain.type';
import type { ChainParts, ChainRow } from '../attribution/attribution.queries';
import { statesOf } from '../claim/claim.input';
import type { ClaimNode } from '../claim/claim.queries';
import { readDocument, type ShownChain, type ShownHop } from '../claim/shown-chain';
import type { AgentLabel } from './agent.queries';
import { shownAgents, type NamedAgent, type ShownAgent } from './shown-agent';

type Role = ValueOf<'HopRole'>;
/** Some of a list, and whether it goes on. */
export interface Some<T> {
  first: T[];
  more: boolean;
}
/** A chain in which the agent stands, with no more of its hops than who stands there. */
export interface ChainThroughAgent extends Omit<ShownChain, 'hops'> {
  hops: (Pick<ShownHop, 'role' | 'agent' | 'agentId' | 'agentType' | 'disclosure'> & {
    /** Null at the outlet. */
    attribution: string | null;
  })[];
}
export type ClaimInShort = Pick<ClaimNode, 'id' | 'text' | 'language' | 'type' | 'reviewState'>;
export interface ContradictingClaim {
  /** The relation. */
  id: string;
  types: ValueOf<'ContradictionType'>[];
  rationale: string | null;
  claim: ClaimInShort;
  /** Who says so; nobody where no confirmed chain asserts it. */
  speakers: Some<NamedAgent>;
}
/** A claim in whose chains the agent stands in one role, and who says otherwise. */
export interface ClaimOfAgent {
  claim: ClaimInShort;
  chains: Some<ChainThroughAgent>;
  /** What contradicts the claim, where one of these chains asserts it. */
  contradictions: Some<ContradictingClaim>;
  /** Who denies the claim, where one of these chains asserts it. */
  deniedBy: Some<NamedAgent>;
  /** Who asserts the claim, where one of these chains denies it. */
  assertedBy: Some<NamedAgent>;
}
/** docs/agent-page.md has the shape: it is what `/agents/<id>.json` answers. */
export interface WholeAgent extends Omit<ShownAgent, 'affiliatedWith'> {
  /** What the document says that an unnamed source belongs to. */
  affiliatedWith: NamedAgent[];
  /** The one document that an unnamed source belongs to. */
  document: { id: string; title: string | null; url: string | null } | null;
  /** Agents that are said to be the same, by confirmed joins; what they said stands below, too. */
  joined: (NamedAgent & { type: AgentLabel })[];
  joins: { id: string; joins: string[]; rationale: string | null }[];
  /** Claims at whose origin it stands, the newest first. */
  said: ClaimOfAgent[];
  /** Claims that it passed on, between the outlet and the origin. */
  relayed: ClaimOfAgent[];
  /** Claims that it published. */
  published: ClaimOfAgent[];
  /** Which of its lists have more entries than are shown. */
  cut: ('joined' | 'said' | 'relayed' | 'published')[];
}

/** Of what hangs on one claim: chains, contradictions, speakers. */
const mostBelow = 10;
const mostJoined = 50;
const parts: ChainParts = { withAttributions: false, withAgents: false, withSpans: false, withLatest: true };

/**
 * An agent with what it said and passed on, and who says otherwise, now or at a moment, at most `most` claims a list; null
 * for an id that no agent has, or had then. Counts what is confirmed, and joined agents as one.
 * @throws SaysoError BAD_USER_INPUT for what is no id of an agent
 */
export async function wholeAgent(
  context: Context,
  id: string,
  most: number,
  at: At = null,
): Promise<WholeAgent | null> {
  const key = { id: checkId(id, 'Agent'), at };
  // One after another: what is asked at once is planned as one query, which takes longer than all of these when it is new.
  const [agent] = await shownAgents(context, [id], at);
  if (!agent) return null;
  const affiliatedWith = await shownAgents(context, agent.affiliatedWith, at);
  const document = agent.type === 'UnnamedSource' ? await documentOf(context, key) : null;
  const { members, joins, isCut } = await joinedWith(context, key);
  const others = await shownAgents(
    context,
    members.filter((member) => member !== id),
    at,
  );
  const said = await claimsInRole(context, key, members, 'ORIGIN', most + 1);
  const relayed = await claimsInRole(context, key, members, 'RELAY', most + 1);
  const published = await claimsInRole(context, key, members, 'OUTLET', most + 1);
  const lists = { said, relayed, published };
  return {
    ...agent,
    affiliatedWith: affiliatedWith.map(toNamed),
    document,
    joined: others.map((one) => ({ ...toNamed(one), type: one.type })),
    joins,
    said: said.slice(0, most),
    relayed: relayed.slice(0, most),
    published: published.slice(0, most),
    cut: [
      ...(isCut ? (['joined'] as const) : []),
      ...(Object.keys(lists) as (keyof typeof lists)[]).filter((name) => lists[name].length > most),
    ],
  };
}

/** Every node that stands in it and has a history. */
export function nodesInAgent(agent: WholeAgent): string[] {
  const entries = [...agent.said, ...agent.relayed, ...agent.published];
  const chains = entries.flatMap((entry) => entry.chains.first);
  const contradictions = entries.flatMap((entry) => entry.contradictions.first);
  return distinct([
    agent.id,
    ...agent.affiliatedWith.map(({ id }) => id),
    ...agent.joined.map(({ id }) => id),
    ...agent.joins.map(({ id }) => id),
    agent.document?.id,
    ...entries.map(({ claim }) => claim.id),
    ...chains.flatMap(({ hops, document }) => [
      ...hops.flatMap(({ agentId, attribution }) => [agentId, attribution]),
      ...[document.id, document.versionId],
    ]),
    ...contradictions.flatMap(({ id, claim, speakers }) => [id, claim.id, ...speakers.first.map((one) => one.id)]),
    ...entries.flatMap(({ deniedBy, assertedBy }) => [...deniedBy.first, ...assertedBy.first].map(({ id }) => id)),
  ]);
}

async function documentOf({ loaders }: Context, { id, at }: { id: string; at: At }): Promise<WholeAgent['document']> {
  const [link] = await loaders.agent.documentOfUnnamed.load({ id, at });
  const row = link && (await loaders.document.byId.load({ id: link.id, at }));
  return row ? { id: row.id, title: row.title, url: row.url } : null;
}

/** The agent and all that confirmed joins tie it to, also through others. */
async function joinedWith({ loaders }: Context, { id, at }: { id: string; at: At }) {
  const members = new Set([id]);
  const joins = new Map<string, WholeAgent['joins'][number]>();
  let wanted = [id];
  while (wanted.length > 0 && members.size <= mostJoined) {
    const rows = (await Promise.all(wanted.map((member) => loaders.join.ofMember.load({ id: member, at })))).flat();
    const holding = rows.filter(({ reviewState }) => reviewState === 'CONFIRMED');
    for (const { id: join, joins: pair, rationale } of holding) joins.set(join, { id: join, joins: pair, rationale });
    wanted = distinct(holding.flatMap((row) => row.joins)).filter((member) => !members.has(member));
    for (const member of wanted) members.add(member);
  }
  return { members: [...members].slice(0, mostJoined), joins: [...joins.values()], isCut: members.size > mostJoined };
}

async function claimsInRole(
  context: Context,
  { id, at }: { id: string; at: At },
  members: string[],
  role: Role,
  limit: number,
): Promise<ClaimOfAgent[]> {
  const { loaders } = context;
  const newest = placeBefore({ first: limit, after: null }, at);
  const rows = await loaders.claim.ofAgent.rows.load({ id, at, ...newest, role, polarity: null, limit });
  // For all claims at once, and one question after another, as above.
  const through = await chainsThrough(context, rows, members, role, at);
  const isOf = (polarity: ValueOf<'Polarity'>, claim: ClaimNode) =>
    through.get(claim.id)?.chains.some((chain) => chain.polarity === polarity) ?? false;
  const asserted = rows.filter((row) => isOf('ASSERTED', row));
  const denied = rows.filter((row) => isOf('DENIED', row));
  const contradictions = await ofEach(asserted, (claim) => contradictionsOf(context, claim, at));
  const deniedBy = await ofEach(asserted, (claim) => speakersOf(context, claim, 'DENIED', at));
  const assertedBy = await ofEach(denied, (claim) => speakersOf(context, claim, 'ASSERTED', at));
  return rows.map((row) => {
    const { chains, more } = through.get(row.id) ?? { chains: [], more: false };
    return {
      claim: inShort(row),
      chains: { first: chains.slice(0, mostBelow), more: more || chains.length > mostBelow },
      contradictions: contradictions.get(row.id) ?? none,
      deniedBy: deniedBy.get(row.id) ?? none,
      assertedBy: assertedBy.get(row.id) ?? none,
    };
  });
}
const none = { first: [], more: false };

async function ofEach<T>(claims: readonly ClaimNode[], read: (id: string) => Promise<T>): Promise<Map<string, T>> {
  return new Map(await Promise.all(claims.map(async ({ id }): Promise<[string, T]> => [id, await read(id)])));
}

interface Through {
  chains: ChainThroughAgent[];
  more: boolean;
}

/** The chains of each claim in which one of the agents stands in this role. */
async function chainsThrough(
  context: Context,
  claims: readonly ClaimNode[],
  members: string[],
  role: Role,
  at: At,
): Promise<Map<string, Through>> {
  // It may stand in the chains that are asked for in other roles, too: more are asked for than are shown.
  const limit = 5 * mostBelow;
  const { chainsOfClaim } = context.loaders.attribution;
  const found = new Map<string, ChainRow[][]>(claims.map(({ id }) => [id, []]));
  for (const agent of members) {
    const which = { at, ...toChainMatch(null), ...parts, agent, afterKey: '', limit };
    const ofMember = await ofEach(claims, (id) => chainsOfClaim.rows.load({ id, ...which }));
    for (const [id, rows] of ofMember) found.get(id)?.push(rows);
  }
  return ofEach(claims, async (id) => {
    const lists = found.get(id) ?? [];
    const chains = await Promise.all(lists.flat().map((row) => toShown(row, id)));
    const once = new Map(chains.filter(isInRole).map((chain) => [chain.id, chain]));
    return { chains: [...once.values()], more: lists.some((rows) => rows.length === limit) };
  });

  async function toShown(row: ChainRow, claim: string): Promise<ChainThroughAgent> {
    const { id, text, polarity, presupposed, inLatestVersion, hops } = toChain(row, { id: claim, at }, parts);
    return {
      ...{ id, text, polarity, presupposed, inLatestVersion },
      document: await readDocument(context, row, at),
      hops: hops.map(({ role: stands, values, agentValues }) => {
        const [agentId = null, agentType = null, agent = null] = agentValues ?? [];
        const [attribution = null, disclosure = null] = values ?? [];
        return { role: stands, agent, agentId, agentType, disclosure, attribution };
      }),
    };
  }

  function isInRole({ hops }: ChainThroughAgent): boolean {
    return hops.some((hop) => hop.role === role && hop.agentId !== null && members.includes(hop.agentId));
  }
}

async function contradictionsOf(context: Context, id: string, at: At): Promise<Some<ContradictingClaim>> {
  const limit = mostBelow + 1;
  const newest = placeBefore({ first: limit, after: null }, at);
  const rows = await context.loaders.relation.ofClaim.rows.load({
    ...{ id, at, ...newest, kinds: contradicting, reviewStates: confirmed, limit },
  });
  const first = await Promise.all(
    rows.slice(0, mostBelow).map(async ({ id: relation, types, rationale, other }) => {
      const speakers = await speakersOf(context, other.id, 'ASSERTED', at);
      return { id: relation, types, rationale, claim: inShort(other), speakers };
    }),
  );
  return { first, more: rows.length > mostBelow };
}
// One list for all: that of each claim's key is the same, and need not be compared member by member.
const contradicting: ValueOf<'ClaimRelationKind'>[] = ['CONTRADICTS'];
const confirmed = statesOf(null);

/** Who stands at the origin of the chains that assert, or deny, a claim. */
async function speakersOf(
  { loaders }: Context,
  id: string,
  polarity: ValueOf<'Polarity'>,
  at: At,
): Promise<Some<NamedAgent>> {
  const limit = mostBelow + 1;
  const rows = await loaders.agent.atOriginOfClaim.rows.load({ id, at, polarity, afterId: '', limit });
  return { first: rows.slice(0, mostBelow).map(toNamed), more: rows.length > mostBelow };
}

const toNamed = ({ id, name }: NamedAgent): NamedAgent => ({ id, name });
const inShort = ({ id, text, language, type, reviewState }: ClaimNode): ClaimInShort => ({
  ...{ id, text, language, type, reviewState },
});
