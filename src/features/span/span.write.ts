import type { ValueOf } from '../../graph/vocabulary';
import { newId } from '../../identity';
import type { SpanRow } from './span.queries';
import { anchor } from './span.service';

export interface NewSpan {
  role: ValueOf<'SpanRole'>;
  segment?: number | null;
  start?: number | null;
  end?: number | null;
  exact?: string | null;
  prefix?: string | null;
  suffix?: string | null;
  exactSha256?: string | null;
  zone?: ValueOf<'Zone'> | null;
}

/**
 * A span's row, new, placed in its version's text (null where that is not held). `zone` is where it stands if the span
 * does not say. @throws SaysoError BAD_USER_INPUT as `anchor` does.
 */
export function newSpanRow(
  span: NewSpan,
  { owner, version, text, zone }: { owner: string; version: string; text: string | null; zone: ValueOf<'Zone'> },
): SpanRow {
  const id = newId('TextSpan');
  const place = { segment: span.segment ?? 0, zone: span.zone ?? zone };
  return anchor({ ...span, id, owner, version, anchoredFrom: null, ...place }, text);
}
