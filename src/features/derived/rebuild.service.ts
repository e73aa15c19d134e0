import type { Graph, Transaction } from '../../graph/graph';
import { chainDifferences, mendChains } from './derived.service';
import {
  claimsAfter,
  mendPlainEdges,
  mendPublishers,
  plainEdges,
  publishersAfter,
  type PlainEdge,
} from './derived.queries';
import type { ClaimDifferences } from './derived.rules';

export interface RebuildOptions {
  /** Whether to look only, and write nothing. */
  check: boolean;
  /** How many claims or documents are looked at in one transaction. */
  batchSize?: number;
  onBatch?: (looked: number) => void;
}
export interface RebuildResult {
  claims: number;
  documents: number;
  /** Claims and documents of which something derived was not as it should be. */
  differing: number;
  /** What it was, one line each, for the first of them. */
  examples: string[];
}

const mostExamples = 20;

/**
 * Derives anew, claim by claim, what the graph keeps for speed: IN_CHAIN_OF and originCount from a claim's chains, plain
 * edges from its confirmed relations, and documents' publisherId. Each batch is one transaction that locks its claims, so
 * that people may go on writing; what is right is not touched.
 */
export async function rebuild(
  graph: Graph,
  { check, batchSize = 500, onBatch }: RebuildOptions,
): Promise<RebuildResult> {
  const result: RebuildResult = { claims: 0, documents: 0, differing: 0, examples: [] };
  const note = (looked: number, found: string[][]) => {
    result.differing += found.length;
    result.examples.push(...found.flat().slice(0, mostExamples - result.examples.length));
    onBatch?.(looked);
  };
  for (let afterId = ''; ;) {
    const ids = (await graph.read(claimsAfter, { afterId, limit: batchSize })).map((claim) => claim.id);
    if (ids.length === 0) break;
    const found = await graph.write((tx) => rebuildBatch(tx, ids, check), { timeoutMs: 120_000 });
    result.claims += ids.length;
    note(ids.length, [...found.values()]);
    afterId = ids.at(-1) ?? afterId;
  }
  for (let afterId = ''; ;) {
    // Whom a document was published by never changes, so that no lock is needed.
    const documents = await graph.read(publishersAfter, { afterId, limit: batchSize });
    if (documents.length === 0) return result;
    const rows = documents.filter((one) => one.recorded !== one.publisher);
    if (!check && rows.length > 0) await graph.write((tx) => tx.run(mendPublishers, { rows }));
    result.documents += documents.length;
    note(
      documents.length,
      rows.map(({ id, recorded, publisher }) => [`${id}: publisherId is ${recorded}, not ${publisher}`]),
    );
    afterId = documents.at(-1)?.id ?? afterId;
  }
}

/** Gives what differs, by claim. */
async function rebuildBatch(tx: Transaction, ids: string[], check: boolean): Promise<Map<string, string[]>> {
  const differences = await chainDifferences(tx, ids);
  const plain = (await tx.run(plainEdges, { ids })).filter((one) => one.edges !== Math.min(1, one.relations));
  const found = new Map<string, string[]>();
  const tell = (claim: string, lines: string[]) => found.set(claim, [...(found.get(claim) ?? []), ...lines]);
  for (const one of differences) tell(one.claimId, linesOf(one));
  for (const one of plain) tell(one.claimId, [lineOf(one)]);
  if (!check) {
    await mendChains(tx, differences);
    if (plain.length > 0)
      await tx.run(mendPlainEdges, { rows: plain.map((one) => ({ ...one, holds: one.relations > 0 })) });
  }
  return found;
}

function linesOf({ claimId, missing, wrong, astray, originCount }: ClaimDifferences): string[] {
  const of = (what: string, edges: { agentId: string; role: string }[]) =>
    edges.map(({ agentId, role }) => `${claimId}: IN_CHAIN_OF of ${agentId} as ${role} ${what}`);
  return [
    ...of('is missing', missing),
    ...of('has another depth or moment', wrong),
    ...of('stands for no chain', astray),
    ...(originCount ? [`${claimId}: originCount is ${originCount.recorded}, not ${originCount.derived}`] : []),
  ];
}

const lineOf = ({ claimId, type, right, edges, relations }: PlainEdge): string =>
  `${claimId}: ${type} to ${right} stands ${edges} times, for ${relations} confirmed relations`;
