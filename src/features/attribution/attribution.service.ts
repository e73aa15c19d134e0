import type { ValueOf } from '../../graph/vocabulary';
import type { ChangeWriter } from '../change-set/change-set.service';
import { reconcile, type Reconciled } from '../change-set/reconcile';
import { presentAttributions, recordAttributions, recordRelays } from './attribution.queries';
import { checkAttributions, type Surroundings } from './attribution.rules';

export interface AttributionRow {
  id: string;
  version: string;
  agent: string | null;
  disclosure: ValueOf<'Disclosure'>;
  quoteType: ValueOf<'QuoteType'> | null;
  cue: string | null;
  speechAct: string | null;
  describedAs: string | null;
  saidAt: string | null;
  medium: string | null;
  setting: string | null;
  scopeCertainty: number | null;
  sic: boolean;
  note: string | null;
  reviewState: ValueOf<'ReviewState'>;
  onBehalfOf: string[];
  addressedTo: string[];
  possiblyVia: string[];
  relays: string[];
  asserts: { claim: string; polarity: ValueOf<'Polarity'> }[];
  presupposes: string[];
  viaDocument: string | null;
  utterance: string | null;
  carriedIn: string[];
}

/** Records attributions with their relays, and brings what is derived from their claims up to date. */
export async function saveAttributions(
  writer: ChangeWriter,
  rows: AttributionRow[],
  around: Surroundings,
): Promise<Reconciled<AttributionRow>> {
  checkAttributions(rows, around);
  const saved = await reconcile(
    writer,
    { name: 'attribution', present: presentAttributions, record: recordAttributions, revisable: ['reviewState'] },
    rows,
  );
  await writer.link(recordRelays, saved.recorded);
  const changed = new Set([...saved.recorded, ...saved.revised.map((one) => one.after)].map((row) => row.id));
  writer.touch({ claims: claimsBehind(rows, changed) });
  return saved;
}

/** The claims whose chains pass through one of these attributions. */
function claimsBehind(rows: AttributionRow[], changed: Set<string>): Set<string> {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const claims = new Set<string>();
  const follow = (row: AttributionRow) => {
    for (const { claim } of row.asserts) claims.add(claim);
    for (const claim of row.presupposes) claims.add(claim);
    for (const inner of row.relays) {
      const next = byId.get(inner);
      if (next) follow(next);
    }
  };
  for (const row of rows) if (changed.has(row.id)) follow(row);
  return claims;
}
