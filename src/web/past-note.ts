import type { Since } from '../features/feed/changes-since';
import { html, type Html } from './html';
import { said, time, titleText } from './said';

/** What a page is shown with that has a past. */
export interface PastView<T extends object> {
  /** The moment that is shown; null for now. */
  asOf: Date | null;
  /** What has happened since that moment; null for now. */
  since: Since<T> | null;
}

/** The title of a page that has a past. `name`: of what it shows. */
export const pageTitle = (name: string, asOf: Date | null) =>
  `${titleText(name)}${asOf ? `, as of ${asOf.toISOString().slice(0, 10)}` : ''} · Sayso`;

/** That a page is a past view, what has changed since, and the way to now. `partNames` are the parts in words. */
export function pastNote<T extends object>(
  { asOf, since }: PastView<T>,
  now: string,
  partNames: Record<keyof T & string, string>,
): Html | null {
  if (!asOf || !since) return null;
  const { changed, parts, changeSets, more } = since;
  return html`<section class="warning" aria-label="A past view">
    <p>
      <strong>This is a past view:</strong> what Sayso had recorded at ${time(asOf, 'to the second')}.
      <a href="${now}">See it as it is now</a>.
    </p>
    <p>
      ${
        !changed
          ? 'Nothing that stands in it has changed since.'
          : parts.length > 0
            ? html`It has changed since: ${parts.map((part) => partNames[part]).join(', ')}.`
            : 'It was changed since, and reads today as it did then.'
      }
    </p>
    ${
      changeSets.length > 0 &&
      html`<ul>
        ${changeSets.map(
          ({ seq, op, recordedAt, reason }) =>
            html`<li>
              ${time(recordedAt, 'to the second')}: ${opNames[op]} (change
              ${seq})${reason !== null && html`, ${said(reason)}`}
            </li>`,
        )}
        ${more && html`<li>and more.</li>`}
      </ul>`
    }
  </section>`;
}
const opNames: Record<Since<object>['changeSets'][number]['op'], string> = {
  RECORD: 'something was recorded',
  REVISE: 'something was revised',
  DECIDE: 'something was decided',
  RETRACT: 'something was retracted',
  JOIN: 'two were joined',
  SPLIT: 'two were split',
  ATTACH: 'a text was attached',
  REDACT: 'something was redacted',
  IMPORT: 'an import',
};
