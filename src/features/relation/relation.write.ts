import { refuse } from '../../errors';
import type { ValueOf } from '../../graph/vocabulary';
import { checkId, kindOf, relationId } from '../../identity';
import { absentIds } from '../change-set/change-set.queries';
import type { ChangeWriter } from '../change-set/change-set.service';
import { guard, needOne, stateFor } from '../change-set/guard';
import type { Viewer } from '../principal/viewer';
import { presentRelations, type RelationRow } from './relation.queries';
import { saveRelations } from './relation.service';

export interface NewRelation {
  left: string;
  right: string;
  kind: ValueOf<'ClaimRelationKind'>;
  types?: ValueOf<'ContradictionType'>[] | null;
  sameEvent: ValueOf<'SameEvent'>;
  rationale?: string | null;
  method?: ValueOf<'RelationMethod'> | null;
  score?: number | null;
  basedOn?: string[] | null;
  reviewState?: ValueOf<'ReviewState'> | null;
}

/** Relates two claims. The same relation again is no change; one that was rejected stays so, and is not proposed again. */
export async function relateClaims(writer: ChangeWriter, input: NewRelation, viewer: Viewer): Promise<string> {
  const left = checkId(input.left, 'Claim', 'left');
  const right = checkId(input.right, 'Claim', 'right');
  const basedOn = [...new Set(input.basedOn ?? [])].sort();
  for (const id of basedOn) {
    if (!['Attribution', 'TextSpan'].includes(kindOf(id) ?? '')) {
      throw refuse('INVALID_INPUT', 'basedOn: ids of attributions and spans.', 'basedOn');
    }
  }
  if (input.score != null && !(input.score >= 0 && input.score <= 1)) {
    throw refuse('INVALID_INPUT', 'score: between 0 and 1.', 'score');
  }
  const id = relationId(input.kind, left, right);
  const [absent] = await writer.read(absentIds, { ids: [left, right, ...basedOn] });
  if (absent)
    throw refuse(
      'NOT_FOUND',
      `Nothing has the id ${absent.id}.`,
      absent.id === left ? 'left' : absent.id === right ? 'right' : 'basedOn',
    );
  const row: RelationRow = {
    id,
    kind: input.kind,
    left,
    right,
    types: [...new Set(input.types ?? [])],
    sameEvent: input.sameEvent,
    score: input.score ?? null,
    method: input.method ?? 'HUMAN',
    rationale: input.rationale ?? null,
    reviewState: stateFor(viewer, input.reviewState),
    basedOn,
  };
  const [present] = await writer.read(presentRelations, { ids: [id] });
  if (present) {
    if (present.row.reviewState === 'REJECTED') {
      throw refuse(
        'CONFLICT',
        `This relation was rejected (${id}): decide it anew, with a reason, instead of recording it again.`,
      );
    }
    throw refuse('CONFLICT', `This relation is recorded already (${id}): revise or decide it.`);
  }
  await saveRelations(writer, [row]);
  return id;
}

export interface RelationRevision {
  relation: string;
  types?: ValueOf<'ContradictionType'>[] | null;
  sameEvent?: ValueOf<'SameEvent'> | null;
  rationale?: string | null;
  score?: number | null;
  expectedRevision?: number | null;
}

export async function reviseRelation(writer: ChangeWriter, input: RelationRevision, viewer: Viewer): Promise<string> {
  const id = checkId(input.relation, 'ClaimRelation', 'relation');
  await guard(writer, id, viewer, 'relation', input.expectedRevision);
  const row = await needOne(writer, presentRelations, id, 'relation');
  await saveRelations(writer, [
    {
      ...row,
      types: input.types ?? row.types,
      sameEvent: input.sameEvent ?? row.sameEvent,
      rationale: input.rationale ?? row.rationale,
      score: input.score ?? row.score,
    },
  ]);
  return id;
}
