import { refuse } from '../../errors';
import type { ValueOf } from '../../graph/vocabulary';
import { kindOf } from '../../identity';
import { claimsBehind, recordCarried } from '../attribution/attribution.queries';
import type { ChangeWriter } from '../change-set/change-set.service';
import { guard } from '../change-set/guard';
import { need, type Viewer } from '../principal/viewer';
import { laterPlace } from '../span/span.queries';
import { claimsReporting } from '../utterance/utterance.queries';

export interface Decision {
  id: string;
  to: ValueOf<'ReviewState'>;
  expectedRevision?: number | null;
}

const doubted = ['Claim', 'Attribution', 'Utterance', 'ClaimRelation', 'Join'];

/** Decides what can be doubted, and brings what is derived from it up to date. Deciding the same again is no change. */
export async function decide(writer: ChangeWriter, input: Decision, viewer: Viewer): Promise<string> {
  need(viewer, 'REVIEWER');
  const { id, to } = input;
  const kind = kindOf(id);
  if (kind === 'TextSpan') return decideSpan(writer, input, viewer);
  if (kind === null || !doubted.includes(kind)) {
    throw refuse(
      'INVALID_INPUT',
      'id: a claim, attribution, utterance, relation, join, or a span that waits for a decision.',
      'id',
    );
  }
  const state = await guard(writer, id, viewer, 'id', input.expectedRevision);
  if (state.reviewState === to) return id;
  await writer.revise([{ id, after: { reviewState: to } }]);
  if (kind === 'Attribution')
    writer.touch({ claims: (await writer.read(claimsBehind, { ids: [id] })).map((row) => row.claimId) });
  if (kind === 'ClaimRelation') writer.touch({ relations: [id] });
  if (kind === 'Join') writer.touch({ joins: [id] });
  if (kind === 'Utterance')
    writer.touch({ claims: (await writer.read(claimsReporting, { ids: [id] })).map((row) => row.claimId) });
  return id;
}

/**
 * Decides whether a similar place in a later version is the span's. Confirmed, it counts like a moved one, and with its
 * last open place the attribution is carried on; rejected, it is an orphan.
 */
async function decideSpan(
  writer: ChangeWriter,
  { id, to, expectedRevision }: Decision,
  viewer: Viewer,
): Promise<string> {
  await guard(writer, id, viewer, 'id', expectedRevision);
  const [place] = await writer.read(laterPlace, { id });
  if (place?.anchorStatus !== 'FUZZY')
    throw refuse('INVALID_INPUT', 'id: this span does not wait for a decision.', 'id');
  if (to === 'PROPOSED') return id;
  const orphan = { start: null, end: null, exact: null, exactSha256: null, prefix: null, suffix: null, anchorScore: 0 };
  const after = to === 'CONFIRMED' ? { anchorStatus: 'MOVED' } : { anchorStatus: 'ORPHANED', ...orphan };
  await writer.revise([{ id, after }]);
  const [now] = await writer.read(laterPlace, { id });
  if (now?.statuses.every((status) => status === 'EXACT' || status === 'MOVED')) {
    await writer.record(recordCarried, [{ id: now.attribution, version: now.version }]);
  }
  return id;
}
