import type { ShownCorrection } from '../features/correction/shown-correction';
import { html, type Html } from './html';
import { documentLink } from './links';
import { said, time } from './said';

/** The notices about what a page shows. `linksTo`: to where what has these ids stands on it. */
export function correctionsView(
  corrections: readonly ShownCorrection[],
  asOf: Date | null,
  linksTo: (ids: readonly string[]) => readonly Html[],
): Html {
  const links = (what: string, ids: readonly string[]) => {
    const found = linksTo(ids);
    return found.length > 0 && html`<li>${what} ${found.map((link, i) => html`${i > 0 && '; '}${link}`)}</li>`;
  };
  return html`${
    corrections.length > 0 &&
    html`<section aria-labelledby="corrections">
      <h2 id="corrections">Corrections</h2>
      <ul class="related">
        ${corrections.map(
          ({ kind, text, statedAt, specific, document, corrects, introduces }) =>
            html`<li>
              <p>
                <span class="flag">${noticeNames[kind]}</span>
                ${document && documentLink(document, asOf)}${statedAt && html`, ${time(statedAt)}`}
                ${!specific && html`<span class="soft">(does not say what it mends)</span>`}
              </p>
              ${text !== null && html`<p>${said(text)}</p>`}
              <ul>
                ${links('Corrects', corrects)} ${links('Brought in', introduces)}
              </ul>
            </li>`,
        )}
      </ul>
    </section>`
  }`;
}
const noticeNames: Record<ShownCorrection['kind'], string> = {
  UPDATE: 'update',
  CORRECTION: 'correction',
  CLARIFICATION: 'clarification',
  RETRACTION: 'retraction',
  EDITORS_NOTE: 'editor’s note',
};
