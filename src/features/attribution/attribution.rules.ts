import { badInput } from '../../errors';
import type { AttributionRow } from './attribution.queries';

/** The most RELAYS edges from a chain's outermost attribution to its origin (model.md, rule 2). */
export const maximumRelays = 7;

/** What the rules need to know of an attribution's surroundings. */
export interface Surroundings {
  /** The label of each credited agent. */
  labelOf: (agent: string) => string | undefined;
  documentOf: (version: string) => string | undefined;
  publisherOf: (document: string) => string | null | undefined;
  /** The document that a recorded unnamed source belongs to already. */
  homeOf?: (unnamed: string) => string | undefined;
}

/**
 * Rules 2 and 3 of model.md for attributions that are recorded together with all that they relay.
 * @throws SaysoError BAD_USER_INPUT that names the attribution and the rule.
 */
export function checkAttributions(rows: AttributionRow[], around: Surroundings): void {
  const byId = new Map(rows.map((row) => [row.id, row]));
  for (const row of rows) {
    checkVoice(row, around);
    checkClaims(row);
    for (const inner of row.relays) {
      const relayed = byId.get(inner);
      if (!relayed) throw fault(row, `it relays ${inner}, which is not recorded together with it.`, 'relays');
      if (relayed.version !== row.version) throw fault(row, `it relays ${inner} across versions.`, 'relays');
    }
    if (row.relays.length === 0 && row.asserts.length + row.presupposes.length === 0) {
      throw fault(row, 'it ends a chain and so must assert or presuppose a claim.', 'asserts');
    }
  }
  for (const row of rows) checkLength(row, byId);
  checkUnnamed(rows, around);
}

function checkVoice(row: AttributionRow, around: Surroundings): void {
  if ((row.disclosure === 'UNSTATED') !== (row.agent === null)) {
    throw fault(row, 'disclosure is UNSTATED exactly if no agent is credited.', 'disclosure');
  }
  const label = row.agent === null ? undefined : around.labelOf(row.agent);
  if ((row.disclosure === 'UNNAMED') !== (label === 'UnnamedSource')) {
    throw fault(row, 'disclosure is UNNAMED exactly if an unnamed source is credited.', 'disclosure');
  }
  if (row.disclosure === 'OWN_VOICE') {
    const publisher = around.publisherOf(around.documentOf(row.version) ?? '');
    if (row.agent !== publisher) throw fault(row, "OWN_VOICE credits the document's publisher.", 'agent');
    if (row.relays.length > 0 || row.quoteType !== null) {
      throw fault(row, 'OWN_VOICE relays nothing and quotes nobody.', 'disclosure');
    }
  }
}

function checkClaims(row: AttributionRow): void {
  if (row.relays.length > 0 && row.asserts.length + row.presupposes.length > 0) {
    throw fault(row, 'it relays, so the claim stands on the attribution that it relays.', 'asserts');
  }
  if (row.relays.length > 0 && row.quoteType !== null) throw fault(row, 'a relay has no quoteType.', 'quoteType');
  const claims = [...row.asserts.map((one) => one.claim), ...row.presupposes];
  if (new Set(claims).size < claims.length) throw fault(row, 'it stands on one claim twice.', 'asserts');
}

function checkLength(row: AttributionRow, byId: Map<string, AttributionRow>): void {
  const longest = (from: AttributionRow, path: string[]): number => {
    if (path.includes(from.id)) throw fault(row, 'its relays run in a circle.', 'relays');
    if (path.length > maximumRelays) throw fault(row, `its chain has more than ${maximumRelays} relays.`, 'relays');
    const next = from.relays.map((id) => byId.get(id)).filter((one) => one !== undefined);
    return Math.max(0, ...next.map((one) => 1 + longest(one, [...path, from.id])));
  };
  longest(row, []);
}

function checkUnnamed(rows: AttributionRow[], around: Surroundings): void {
  const home = new Map<string, string>();
  for (const row of rows) {
    if (row.agent === null || around.labelOf(row.agent) !== 'UnnamedSource') continue;
    const document = around.documentOf(row.version) ?? '';
    const known = home.get(row.agent) ?? around.homeOf?.(row.agent);
    if (known !== undefined && known !== document) {
      throw fault(row, `the unnamed source ${row.agent} belongs to another document, ${known}.`, 'agent');
    }
    home.set(row.agent, document);
  }
}

const fault = (row: AttributionRow, message: string, field: string) =>
  badInput(`attribution ${row.id}: ${message}`, field);
