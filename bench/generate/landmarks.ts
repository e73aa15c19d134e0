import {
  agentId,
  chainCount,
  claimId,
  isProposed,
  isReviewed,
  mostCarried,
  popularAgent,
  rareAgent,
  relationOf,
  type Plan,
} from './plan';
import type { GraphRecord } from './record';
import { claimText, storiesOf } from './stories';

/** Whom and what to ask a generated graph for. */
export interface Landmarks {
  /** The agency behind 5 % of all attributions, and a person at the origin of 25 claims. */
  popularAgent: string;
  rareAgent: string;
  /** An outlet of middling size. */
  outlet: string;
  /** The claim with 200 chains. */
  mostCarried: string;
  /** Up to 100 ordinary claims: two to four chains, confirmed, one of them contradicted where there is one. */
  ordinary: string[];
  /** A claim with a confirmed contradiction; one with a review; one that somebody denies. */
  contradicted: string;
  reviewed: string;
  denied: string;
  /** Two claims of a document that was corrected. */
  corrected: string[];
  document: string;
  url: string;
  /** Frequent and rare words of claims' texts, and a name. */
  words: string;
  agentName: string;
}

/** The same for the same plan. Reads no more of the graph than its first documents. */
export function landmarksOf(plan: Plan): Landmarks {
  const firstFrom = (from: number, is: (claim: number) => boolean, what: string) => {
    for (let i = 0; i < plan.claims; i++) {
      const claim = (from + i) % plan.claims;
      if (is(claim)) return claim;
    }
    throw new Error(`A graph of ${plan.claims} claims has none that is ${what}: take a larger one.`);
  };
  const isContradiction = (claim: number) => {
    const relation = relationOf(plan, claim);
    return relation?.kind === 'CONTRADICTS' && !relation.proposed;
  };
  const middle = Math.floor(plan.claims / 2);
  const isOrdinary = (claim: number) =>
    chainCount(plan, claim) >= 2 && chainCount(plan, claim) <= 4 && !isProposed(plan, claim);
  const ordinary: number[] = [];
  const contradicted = firstFrom(middle, (claim) => isContradiction(claim) && isOrdinary(claim), 'contradicted');
  ordinary.push(contradicted);
  for (let i = 1; i < plan.claims && ordinary.length < 100; i++) {
    const claim = (contradicted + i) % plan.claims;
    if (isOrdinary(claim)) ordinary.push(claim);
  }
  const early = earlyRecords(plan);
  return {
    popularAgent: popularAgent(plan),
    rareAgent: rareAgent(plan),
    outlet: agentId(plan, 'outlets', Math.floor(plan.outlets / 3)),
    mostCarried: claimId(plan, mostCarried(plan)),
    ordinary: ordinary.map((claim) => claimId(plan, claim)),
    contradicted: claimId(plan, contradicted),
    reviewed: claimId(
      plan,
      firstFrom(middle, (claim) => isReviewed(plan, claim), 'reviewed'),
    ),
    ...early,
    words: claimText(plan, middle).split(' ').slice(0, 4).join(' '),
  };
}

/** What is known only by telling the first documents. */
function earlyRecords(plan: Plan): Pick<Landmarks, 'denied' | 'corrected' | 'document' | 'url' | 'agentName'> {
  let denied: string | undefined;
  let agentName: string | undefined;
  for (const { records } of storiesOf(plan)) {
    const isDocument = records.some((record) => record.kind === 'document');
    agentName ??= agentNameOf(records);
    denied ??= deniedOf(records);
    if (!isDocument || denied === undefined || agentName === undefined) continue;
    const of = <K extends GraphRecord['kind']>(kind: K) =>
      records.flatMap((one) => (one.kind === kind ? [one.row] : []));
    const corrected = of('claim').map((row) => row.id);
    if (!records.some((record) => record.kind === 'notice') || corrected.length < 2) continue;
    const [document] = of('document') as { id: string; url: string }[];
    if (document)
      return { denied, agentName, corrected: corrected.slice(0, 2), document: document.id, url: document.url };
  }
  throw new Error(`A graph of ${plan.claims} claims has no corrected document: take a larger one.`);
}

const agentNameOf = (records: GraphRecord[]) =>
  records.flatMap((record) => (record.kind === 'agent' && record.row.label === 'Person' ? [record.row.name] : []))[0];
const deniedOf = (records: GraphRecord[]) =>
  records
    .flatMap((record) => (record.kind === 'attribution' ? record.row.asserts : []))
    .find((asserted) => asserted.polarity === 'DENIED')?.claim;
