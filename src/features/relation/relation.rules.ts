import { badInput } from '../../errors';
import { relationId } from '../../identity';
import type { RelationRow } from './relation.queries';

/** Rule 4 of model.md. @throws SaysoError BAD_USER_INPUT */
export function checkRelation(row: RelationRow): void {
  const fault = (message: string, field: string) => badInput(`relation ${row.id}: ${message}`, field);
  if (row.left === row.right) throw fault('a claim is not related to itself.', 'right');
  if (row.id !== relationId(row.kind, row.left, row.right)) {
    throw fault(`for this kind and pair its id is ${relationId(row.kind, row.left, row.right)}.`, 'id');
  }
  if (row.kind === 'CONTRADICTS' && row.sameEvent !== 'YES') {
    throw fault('CONTRADICTS needs sameEvent YES: claims of two events do not contradict each other.', 'sameEvent');
  }
  if (row.kind === 'TENSION' && row.sameEvent === 'NO') {
    throw fault('TENSION needs sameEvent YES or UNKNOWN.', 'sameEvent');
  }
  if (row.kind === 'CONTRADICTS' && row.types.length === 0) {
    throw fault('CONTRADICTS says of what type it is.', 'types');
  }
}
