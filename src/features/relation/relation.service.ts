import type { ValueOf } from '../../graph/vocabulary';
import type { ChangeWriter } from '../change-set/change-set.service';
import { reconcile, type Reconciled } from '../change-set/reconcile';
import { presentRelations, recordRelations } from './relation.queries';
import { checkRelation } from './relation.rules';

export interface RelationRow {
  id: string;
  kind: ValueOf<'ClaimRelationKind'>;
  left: string;
  right: string;
  types: ValueOf<'ContradictionType'>[];
  sameEvent: ValueOf<'SameEvent'>;
  score: number | null;
  method: ValueOf<'RelationMethod'>;
  rationale: string | null;
  reviewState: ValueOf<'ReviewState'>;
  basedOn: string[];
}

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
