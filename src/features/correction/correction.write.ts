import { refuse } from '../../errors';
import type { ValueOf } from '../../graph/vocabulary';
import { checkId, kindOf, newId } from '../../identity';
import { absentIds } from '../change-set/change-set.queries';
import type { ChangeWriter } from '../change-set/change-set.service';
import { needOne } from '../change-set/guard';
import { presentVersions } from '../document/document.queries';
import { need, type Viewer } from '../principal/viewer';
import { saveSpans } from '../span/span.service';
import { newSpanRow, type NewSpan } from '../span/span.write';
import { saveNotices } from './correction.service';

export interface NewCorrection {
  documentVersion: string;
  kind: ValueOf<'NoticeKind'>;
  text?: string | null;
  statedAt?: Date | null;
  specific?: boolean | null;
  corrects?: string[] | null;
  introduces?: string[] | null;
  spans?: NewSpan[] | null;
}

/** Records what a document says of its own mending: which attributions it corrects, and which came with it. */
export async function recordCorrection(writer: ChangeWriter, input: NewCorrection, viewer: Viewer): Promise<string> {
  need(viewer, 'REVIEWER');
  const version = checkId(input.documentVersion, 'DocumentVersion', 'documentVersion');
  const { text } = await needOne(writer, presentVersions, version, 'documentVersion');
  const corrects = [...new Set(input.corrects ?? [])].sort();
  const introduces = [...new Set(input.introduces ?? [])].map((id) => checkId(id, 'Attribution', 'introduces')).sort();
  for (const id of corrects) {
    if (!['Attribution', 'TextSpan'].includes(kindOf(id) ?? ''))
      throw refuse('INVALID_INPUT', 'corrects: ids of attributions and spans.', 'corrects');
  }
  const [absent] = await writer.read(absentIds, { ids: [...corrects, ...introduces] });
  if (absent)
    throw refuse(
      'NOT_FOUND',
      `Nothing has the id ${absent.id}.`,
      corrects.includes(absent.id) ? 'corrects' : 'introduces',
    );
  const id = newId('CorrectionNotice');
  await saveNotices(writer, [
    {
      id,
      kind: input.kind,
      version,
      text: input.text ?? null,
      statedAt: input.statedAt?.toISOString() ?? null,
      specific: input.specific ?? corrects.length > 0,
      corrects,
      introduces,
    },
  ]);
  const stands = { owner: id, version, text, zone: 'UPDATE_NOTE' as const };
  const spans = (input.spans ?? []).map((span) => newSpanRow(span, stands));
  await saveSpans(writer, spans);
  return id;
}
