import { refuse } from '../../errors';
import type { ChangeWriter } from '../change-set/change-set.service';
import { notNew, reconcile, type Reconciled } from '../change-set/reconcile';
import { claimsInUse, presentClaims, recordClaims, type ClaimRow } from './claim.queries';
import { mendsWordingOnly } from './claim.rules';

/**
 * Records claims. A claim that no attribution stands on may be revised freely, any other in its wording only
 * (model.md, rule 10). @throws SaysoError BAD_USER_INPUT
 */
export async function saveClaims(writer: ChangeWriter, rows: ClaimRow[]): Promise<Reconciled<ClaimRow>> {
  const ids = notNew(writer, rows);
  const inUse = new Set(ids.length > 0 ? (await writer.read(claimsInUse, { ids })).map((one) => one.id) : []);
  return reconcile(
    writer,
    {
      name: 'claim',
      present: presentClaims,
      record: recordClaims,
      revisable: ['text', 'language', 'type', 'reviewState'],
    },
    rows,
    (before, after) => {
      if (!inUse.has(after.id)) return;
      if (before.type !== after.type || !mendsWordingOnly(before.text, after.text)) {
        throw refuse(
          'CLAIM_IN_USE',
          `claim ${after.id}: CLAIM_IN_USE: attributions stand on it, so only its wording may be mended, not its ` +
            'numbers, negation or type. Another proposition is another claim.',
          'text',
        );
      }
    },
  );
}
