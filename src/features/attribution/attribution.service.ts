import type { ChangeWriter } from '../change-set/change-set.service';
import { reconcile, type Reconciled } from '../change-set/reconcile';
import { presentAttributions, recordAttributions, recordRelays, type AttributionRow } from './attribution.queries';
import { checkAttributions, type Surroundings } from './attribution.rules';

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
  await writer.link(
    recordRelays,
    saved.recorded.filter((row) => row.relays.length > 0),
  );
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
