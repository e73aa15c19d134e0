import { refuse } from '../../errors';
import { kindOf } from '../../identity';
import { retractAttribution } from '../attribution/attribution.write';
import type { ChangeWriter } from '../change-set/change-set.service';
import { guard } from '../change-set/guard';
import type { Viewer } from '../principal/viewer';

export interface Retraction {
  id: string;
  expectedRevision?: number | null;
}

/** Makes a fact a former one: it stays reachable by id and for a moment when it held, and no plain MATCH meets it. */
export async function retract(
  writer: ChangeWriter,
  { id, expectedRevision }: Retraction,
  viewer: Viewer,
): Promise<string> {
  const kind = kindOf(id);
  if (kind === 'Attribution') {
    await retractAttribution(writer, id, viewer, 'id', expectedRevision);
  } else if (kind === 'Review' || kind === 'CorrectionNotice' || kind === 'CommentRequest') {
    await guard(writer, id, viewer, 'id', expectedRevision);
    await writer.retract([id]);
  } else {
    throw refuse(
      'INVALID_INPUT',
      'id: an attribution, review, notice or request for comment. What can be doubted is decided instead.',
      'id',
    );
  }
  return id;
}
