import type { ChangeWriter } from '../change-set/change-set.service';
import { reconcile, type Reconciled } from '../change-set/reconcile';
import { presentRelations, recordRelations, type RelationRow } from './relation.queries';
import { checkRelation } from './relation.rules';

/** Records relations between claims with their evidence, and the plain edges of the confirmed ones. */
export async function saveRelations(writer: ChangeWriter, rows: RelationRow[]): Promise<Reconciled<RelationRow>> {
  rows.forEach(checkRelation);
  const saved = await reconcile(
    writer,
    {
      name: 'relation',
      present: presentRelations,
      record: recordRelations,
      revisable: ['types', 'sameEvent', 'score', 'method', 'rationale', 'reviewState'],
    },
    rows,
  );
  writer.touch({ relations: [...saved.recorded, ...saved.revised.map((one) => one.after)].map((row) => row.id) });
  return saved;
}
