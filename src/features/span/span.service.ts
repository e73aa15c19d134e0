import { badInput } from '../../errors';
import type { ValueOf } from '../../graph/vocabulary';
import type { ChangeWriter } from '../change-set/change-set.service';
import { reconcile, type Reconciled } from '../change-set/reconcile';
import { sha256Of } from '../../sha256';
import { locate, quoteAt, type Place } from './locate';
import { presentSpans, recordSpans, type SpanRow } from './span.queries';

export type SpanInput = Pick<SpanRow, 'id' | 'owner' | 'version' | 'anchoredFrom' | 'role' | 'segment' | 'zone'> &
  Place & { exactSha256?: string | null; anchorStatus?: ValueOf<'AnchorStatus'> };

/**
 * A span with everything that its version's text gives. Where the text is not held (`text` null), offsets and
 * `exactSha256` must be given: they are verified on the day the text is supplied (model.md, rule 1).
 * @throws SaysoError BAD_USER_INPUT
 */
export function anchor(span: SpanInput, text: string | null): SpanRow {
  const { id, owner, version, anchoredFrom, role, segment, zone } = span;
  const base = {
    id,
    owner,
    version,
    anchoredFrom,
    role,
    segment,
    zone,
    anchorStatus: span.anchorStatus ?? 'EXACT',
    anchorScore: 1,
  } as const;
  if (text === null) {
    if (
      span.start == null ||
      span.end == null ||
      span.exactSha256 == null ||
      span.start < 0 ||
      span.start >= span.end
    ) {
      throw badInput(`span ${id}: its text is not held, so it needs start, end and exactSha256.`, 'span');
    }
    return {
      ...base,
      start: span.start,
      end: span.end,
      exact: null,
      exactSha256: span.exactSha256,
      prefix: null,
      suffix: null,
    };
  }
  const { start, end } = locate(text, span, `span ${id}`);
  const quoted = quoteAt(text, start, end);
  const exactSha256 = sha256Of(quoted.exact);
  if (span.exactSha256 != null && span.exactSha256 !== exactSha256) {
    throw badInput(`span ${id}: the SHA-256 of its words is ${exactSha256}, not ${span.exactSha256}.`, 'exactSha256');
  }
  return { ...base, start, end, ...quoted, exactSha256 };
}

/**
 * A whole row held against its version's text; one that was anchored EXACT or MOVED may leave out what the text gives.
 * @throws SaysoError BAD_USER_INPUT
 */
export function verifySpan(row: SpanRow, text: string | null): SpanRow {
  const { id, start, end } = row;
  if (row.anchorStatus === 'EXACT' || row.anchorStatus === 'MOVED') return anchor(row, text);
  if ((row.anchorStatus === 'ORPHANED') !== (start === null && end === null)) {
    throw badInput(`span ${id}: an orphan has no start and end, and any other span has both.`, 'start');
  }
  if (start === null || end === null || text === null) return row;
  const place = locate(text, row, `span ${id}`);
  return { ...row, ...quoteAt(text, place.start, place.end) };
}

/** Records spans. Words that an attached text has given since are no difference. */
export function saveSpans(writer: ChangeWriter, rows: SpanRow[]): Promise<Reconciled<SpanRow>> {
  return reconcile(
    writer,
    {
      name: 'span',
      present: presentSpans,
      record: recordSpans,
      revisable: [],
      asGrown: (row, { exact, prefix, suffix }) => (row.exact === null ? { ...row, exact, prefix, suffix } : row),
    },
    rows,
  );
}
