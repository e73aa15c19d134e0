import { standsOf, summarise, type OriginChain } from '../origin/origin.rules';
import type { ChainEdge } from './derived.queries';

/** What of a claim's derived part is not as its chains give it. */
export interface ClaimDifferences {
  claimId: string;
  /** Relationships that should be there and are not. */
  missing: ChainEdge[];
  /** Those that are there with another depth or moment: as they should be. */
  wrong: ChainEdge[];
  /** Those that should not be there, or stand there twice. */
  astray: ChainEdge[];
  /** Null where the recorded count is right. */
  originCount: { recorded: number | null; derived: number } | null;
}

/** A claim's chains and what is derived of them, as a writer knows them without looking. */
export interface KnownClaim {
  /** All its chains, with those that this change set adds; these have no moment yet. */
  chains: OriginChain[];
  /** The relationships that were there before this change set. */
  edges: ChainEdge[];
  /** Null where it is missing. */
  originCount: number | null;
  /** Made in this change set: nobody else can have written to it. */
  isNew: boolean;
}

/** How a claim differs from what its chains give, or null where it does not. Pure. */
export function differencesOf(claimId: string, claim: KnownClaim | undefined): ClaimDifferences | null {
  if (claim === undefined) return null;
  const present = grouped(claim.edges, keyOf);
  const difference: ClaimDifferences = { claimId, missing: [], wrong: [], astray: [], originCount: null };
  for (const stand of standsOf(claim.chains)) {
    const due = { ...stand, claimId };
    const [first, second] = present.get(keyOf(due)) ?? [];
    present.delete(keyOf(due));
    if (second !== undefined) difference.astray.push(second);
    if (first === undefined || second !== undefined) difference.missing.push(due);
    else if (first.depth !== due.depth || time(first) !== time(due)) difference.wrong.push(due);
  }
  for (const [edge] of present.values()) if (edge) difference.astray.push(edge);
  const derived = summarise(claim.chains).distinctKnown;
  if (derived !== claim.originCount) difference.originCount = { recorded: claim.originCount, derived };
  const isRight =
    difference.missing.length + difference.wrong.length + difference.astray.length === 0 &&
    difference.originCount === null;
  return isRight ? null : difference;
}

const keyOf = ({ agentId, role, polarity, presupposed }: Omit<ChainEdge, 'claimId'>) =>
  [agentId, role, polarity, presupposed].join(' ');
const time = ({ recordedFrom }: ChainEdge) => recordedFrom?.getTime() ?? null;

function grouped<T>(list: T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of list) {
    const group = groups.get(keyOf(one));
    if (group) group.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return groups;
}
