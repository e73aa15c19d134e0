import { newId } from '../../identity';
import type { ChangeWriter } from '../change-set/change-set.service';
import { reAnchor } from '../span/re-anchor';
import { placesInVersion, recordSpans, type SpanRow } from '../span/span.queries';
import { quoteAt } from '../span/locate';
import { sha256Of } from '../../sha256';
import { recordCarried } from './attribution.queries';

/**
 * Finds the words of every attribution of a version again in the next one. An attribution all of whose spans are found
 * EXACT or MOVED is carried on; where one is only similar, or gone, its places are recorded as that and wait for a
 * decision (model.md, rule 11).
 */
export async function carryOn(writer: ChangeWriter, from: string, to: string, text: string): Promise<void> {
  const places = await writer.read(placesInVersion, { version: from });
  const spans = places.flatMap(({ root, start, end, ...place }) =>
    start === null || end === null
      ? []
      : [
          {
            id: root,
            owner: place.attribution,
            start,
            end,
            exact: place.exact,
            prefix: place.prefix,
            suffix: place.suffix,
            exactSha256: place.exactSha256,
          },
        ],
  );
  const found = new Map(reAnchor(spans, text).map((one) => [one.id, one]));
  const rows: SpanRow[] = [];
  const carried = new Map<string, boolean>();
  for (const place of places) {
    const at = found.get(place.root);
    const good = at?.status === 'EXACT' || at?.status === 'MOVED';
    carried.set(place.attribution, (carried.get(place.attribution) ?? true) && good);
    const words =
      at?.start != null && at.end != null
        ? quoteAt(text, at.start, at.end)
        : { exact: null, prefix: null, suffix: null };
    rows.push({
      id: newId('TextSpan'),
      owner: null,
      version: to,
      anchoredFrom: place.root,
      role: place.role,
      segment: place.segment,
      start: at?.start ?? null,
      end: at?.end ?? null,
      ...words,
      exactSha256: words.exact === null ? null : sha256Of(words.exact),
      zone: place.zone,
      anchorStatus: at?.status ?? 'ORPHANED',
      anchorScore: at?.score ?? 0,
    });
  }
  await writer.record(recordSpans, rows);
  const ids = [...carried].filter(([, whole]) => whole).map(([id]) => id);
  await writer.record(
    recordCarried,
    ids.map((id) => ({ id, version: to })),
  );
}
