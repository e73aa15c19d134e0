import { refuse } from '../../errors';
import type { Query } from '../../graph/query';
import { may, type Viewer } from '../principal/viewer';
import { absentIds } from './change-set.queries';
import type { ChangeWriter } from './change-set.service';

/**
 * Takes the lock of a node that somebody wants to change, and says whether this viewer may, now.
 * @throws SaysoError NOT_FOUND; CONFLICT where `expectedRevision` is no longer its revision; NEEDS_REVIEWER where it is
 * confirmed and the viewer only contributes (model.md, rule 8).
 */
export async function guard(
  writer: ChangeWriter,
  id: string,
  viewer: Viewer,
  field: string,
  expectedRevision?: number | null,
): Promise<{ revision: number; reviewState: string | null }> {
  const state = (await writer.lock([id])).get(id);
  if (!state) throw refuse('NOT_FOUND', `${field}: nothing that holds now has the id ${id}.`, field);
  if (expectedRevision != null && state.revision !== expectedRevision) {
    throw refuse(
      'CONFLICT',
      `It is at revision ${state.revision} by now, not ${expectedRevision}: look at it again.`,
      'expectedRevision',
    );
  }
  if (state.reviewState !== 'PROPOSED' && !may(viewer, 'REVIEWER')) {
    throw refuse('NEEDS_REVIEWER', 'Only a REVIEWER changes what is confirmed.', field);
  }
  return state;
}

/** The state in which a viewer's record begins: a contributor's is proposed, whatever was asked for. */
export function stateFor<S extends 'PROPOSED' | 'CONFIRMED' | 'REJECTED'>(
  viewer: Viewer,
  asked?: S | null,
): S | 'PROPOSED' | 'CONFIRMED' {
  return may(viewer, 'REVIEWER') ? (asked ?? 'CONFIRMED') : 'PROPOSED';
}

/** What is recorded under an id, in the shape of the rows. @throws SaysoError NOT_FOUND, at the field that names it. */
export async function needOne<R>(
  writer: ChangeWriter,
  present: Query<{ ids: string[] }, { id: string; row: R }>,
  id: string,
  field: string,
): Promise<R> {
  const [found] = await writer.read(present, { ids: [id] });
  if (!found) throw refuse('NOT_FOUND', `${field}: nothing has the id ${id}.`, field);
  return found.row;
}

/**
 * A MATCH on an id that nothing has drops its row in silence, so what an input refers to is looked up first.
 * @throws SaysoError NOT_FOUND, at the field that names it.
 */
export async function needAll(writer: ChangeWriter, fieldOf: ReadonlyMap<string, string>): Promise<void> {
  if (fieldOf.size === 0) return;
  const [absent] = await writer.read(absentIds, { ids: [...fieldOf.keys()] });
  if (!absent) return;
  const field = fieldOf.get(absent.id);
  throw refuse('NOT_FOUND', `${field}: nothing has the id ${absent.id}.`, field);
}
