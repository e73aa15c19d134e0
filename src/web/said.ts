import { shortened, webAddress } from './claim-words';
import { html, type Html } from './html';

/** Foreign text: shown as it is, and kept from turning round what stands beside it. */
export const said = (text: string): Html => html`<bdi>${text}</bdi>`;

/** For a place that takes no markup: without the characters that turn text round, and not too long. */
export function titleText(text: string, most = 120): string {
  return shortened(text.replace(/[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/g, ''), most);
}

/** A link to what a browser fetches; null for any other address. */
export function addressLink(url: string | null, name: Html): Html | null {
  const address = webAddress(url);
  return address === null ? null : html`<a rel="nofollow noopener" href="${address}">${name}</a>`;
}

/** `lang`, where it is a language that programs know. */
export function langOf(language: string | null): Html | null {
  if (language === null) return null;
  try {
    return languageNames.of(language) === undefined ? null : html`lang="${language}"`;
  } catch {
    return null;
  }
}
const languageNames = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });

export function time(moment: Date, exactness: 'to the day' | 'to the second' = 'to the day'): Html {
  const text = moment.toISOString();
  const shown = exactness === 'to the day' ? text.slice(0, 10) : `${text.slice(0, 10)} ${text.slice(11, 19)} UTC`;
  return html`<time datetime="${text}">${shown}</time>`;
}

export const withArticle = (noun: string) => `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;

/** That a list was cut after so many entries. */
export const moreNote = (isCut: boolean, shown: number): Html | false =>
  isCut && html`<p class="note">There are more than these ${shown}; the API has them all.</p>`;

export { counted } from './claim-words';
