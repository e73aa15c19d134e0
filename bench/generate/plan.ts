import { prefixes, relationId, type Identified } from '../../src/identity';
import type { ValueOf } from '../../src/graph/vocabulary';
import { below, drawOf, hashOf, zipf, type Draw } from './random';

/**
 * What a generated graph is made of, as functions of its size, its seed and a number: who the n-th agent is, how many
 * chains the n-th claim has, what it is related to. So it can be asked without generating anything.
 */
export interface Plan {
  claims: number;
  seed: number;
  agencies: number;
  outlets: number;
  organizations: number;
  groups: number;
  persons: number;
  events: number;
}

/** @param claims how many, at least 1 */
export function planOf({ claims, seed = 1 }: { claims: number; seed?: number }): Plan {
  const grown = (share: number, least: number) => Math.max(least, Math.round(claims * share));
  return {
    claims,
    seed,
    agencies: 20,
    outlets: Math.min(2_000, grown(0.01, 20)),
    organizations: grown(0.01, 50),
    groups: grown(0.002, 5),
    persons: grown(0.04, 50),
    events: grown(0.02, 5),
  };
}

const day = 86_400_000;
const begin = Date.UTC(2025, 0, 1);
/** The moment of the n-th claim: all of them lie in one year. */
export const momentOf = (plan: Plan, claim: number) => begin + Math.floor((claim / plan.claims) * 365 * day);

const hex = (n: number, digits: number) => n.toString(16).padStart(digits, '0');
/** An id as `newId` would give it at `moment`, but the same for the same numbers. */
export function idOf(plan: Plan, kind: Identified, moment: number, ...numbers: number[]): string {
  const time = hex(moment, 12);
  // One step apart, so that two ids meet only where all of 90 bits do.
  const [a, b, c] = [1, 2, 3].map((step) => hashOf(plan.seed, kind.length, kind.charCodeAt(0), step, ...numbers)) as [
    number,
    number,
    number,
  ];
  const version = hex(0x7000 | (a & 0xfff), 4);
  const variant = hex(0x8000 | ((a >>> 12) & 0x3fff), 4);
  return `${prefixes[kind]}_${time.slice(0, 8)}-${time.slice(8)}-${version}-${variant}-${hex(b, 8)}${hex(c & 0xffff, 4)}`;
}

export type AgentGroup = 'agencies' | 'outlets' | 'organizations' | 'groups' | 'persons';
const groupNumber: Record<AgentGroup, number> = { agencies: 0, outlets: 1, organizations: 2, groups: 3, persons: 4 };
/** Where a name of a person is spelt otherwise, it is an agent of its own, joined to the first. */
export const spelt = { first: 0, otherwise: 1 };

export const agentId = (plan: Plan, group: AgentGroup, i: number, spelling = spelt.first) =>
  idOf(plan, 'Agent', begin, groupNumber[group], i, spelling);
export const eventId = (plan: Plan, i: number) => idOf(plan, 'Event', begin, i);
export const claimId = (plan: Plan, i: number) => idOf(plan, 'Claim', momentOf(plan, i), i);
/** `hop` counts from the origin, which is 0. */
export const attributionId = (plan: Plan, moment: number, claim: number, chain: number, hop: number) =>
  idOf(plan, 'Attribution', moment, claim, chain, hop);
/** The attribution at the origin of a claim's first chain. */
export const firstOrigin = (plan: Plan, claim: number) => attributionId(plan, momentOf(plan, claim), claim, 0, 0);

/** The agent behind 5 % of all attributions is the first agency. */
export const popularShare = 0.05;
export const popularAgent = (plan: Plan) => agentId(plan, 'agencies', 0);
/** The rare one, the last person, stands at the origin of 25 claims (of each claim in a smaller graph). */
export const rarePerson = (plan: Plan) => plan.persons - 1;
export const rareAgent = (plan: Plan) => agentId(plan, 'persons', rarePerson(plan));
export const isRareAgents = (plan: Plan, claim: number) => claim % Math.ceil(plan.claims / 25) === 0;

/** Persons by Zipf with exponent 0.75, the rare one left out; outlets flatter, so that none outdoes the popular agency. */
export const drawPerson = (plan: Plan, draw: Draw) => zipf(draw, plan.persons - 1, 0.75);
export const drawOutlet = (plan: Plan, draw: Draw) => zipf(draw, plan.outlets, 0.5);
export const drawOrganization = (plan: Plan, draw: Draw) => zipf(draw, plan.organizations, 0.7);
/** Every 100th person is known by a second spelling. */
export const isJoined = (person: number) => person % 100 === 50;

/** The claim that most say: it has 200 chains. */
export const mostCarried = (plan: Plan) => Math.floor(plan.claims / 10);
const maximumChains = 200;
const few = [0.62, 0.8, 0.89, 0.94, 0.98];

/** How many chains a claim has: one for 62 %, up to five for 98 %, then a Pareto tail up to 200. */
export function chainCount(plan: Plan, claim: number): number {
  if (claim === mostCarried(plan)) return maximumChains;
  const draw = drawOf(plan.seed, 1, claim);
  const u = draw();
  const known = few.findIndex((share) => u < share);
  return known >= 0 ? known + 1 : Math.min(maximumChains, Math.floor(6 * Math.pow(1 - draw(), -1 / 1.3)));
}

export const isProposed = (plan: Plan, claim: number) => drawOf(plan.seed, 2, claim)() < 0.02;
/** What one claim in ten counts; null for the others. */
export function quantityOf(plan: Plan, claim: number): number | null {
  const draw = drawOf(plan.seed, 3, claim);
  return draw() < 0.1 ? 1 + zipf(draw, 5_000, 0.9) : null;
}
/** One in fifty claims has an utterance that several of its chains report. */
export const hasUtterance = (plan: Plan, claim: number) =>
  chainCount(plan, claim) > 1 && drawOf(plan.seed, 4, claim)() < 0.05;
export const utteranceId = (plan: Plan, claim: number) => idOf(plan, 'Utterance', momentOf(plan, claim), claim);
export const isReviewed = (plan: Plan, claim: number) => drawOf(plan.seed, 5, claim)() < 0.01;

export interface PlannedRelation {
  id: string;
  kind: ValueOf<'ClaimRelationKind'>;
  left: number;
  right: number;
  sameEvent: ValueOf<'SameEvent'>;
  types: ValueOf<'ContradictionType'>[];
  proposed: boolean;
}
const contradictionTypes = ['NUMERIC', 'NEGATION', 'ANTONYM', 'FACTIVE', 'LEXICAL', 'TEMPORAL'] as const;

/** How a claim is related to an earlier one, for 3 % of them; half of these are contradictions. */
export function relationOf(plan: Plan, claim: number): PlannedRelation | null {
  const draw = drawOf(plan.seed, 6, claim);
  if (claim < 2 || draw() >= 0.03) return null;
  const other = claim - 1 - below(draw, Math.min(claim, 40));
  const u = draw();
  const kind: ValueOf<'ClaimRelationKind'> =
    u < 0.5 ? 'CONTRADICTS' : u < 0.65 ? 'TENSION' : u < 0.8 ? 'SUPPORTS' : u < 0.9 ? 'EQUIVALENT' : 'REFINES';
  const types = [contradictionTypes[zipf(draw, contradictionTypes.length, 0.5)] as ValueOf<'ContradictionType'>];
  return {
    id: relationId(kind, claimId(plan, claim), claimId(plan, other)),
    kind,
    left: claim,
    right: other,
    sameEvent: kind === 'TENSION' ? 'UNKNOWN' : 'YES',
    types: kind === 'CONTRADICTS' || kind === 'TENSION' ? types : [],
    proposed: draw() < 0.1,
  };
}
