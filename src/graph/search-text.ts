import stemmer = require('stemmer');

/** How many hits of a search are looked at, best first; docs/decisions.md says why there is an end. */
export const searchWindow = 1_000;
const maximumWords = 64;

/** A search text for the full-text index: its words alone, so that no Lucene syntax gets through. Null where it has none. */
export function anyWord(text: string): string | null {
  const words = wordsOf(text);
  return words.length === 0 ? null : words.join(' ');
}
export function allWords(text: string): string | null {
  const words = wordsOf(text);
  return words.length === 0 ? null : words.join(' AND ');
}
/** One term of a keyword index, whatever stands in it. */
export const exactTerm = (text: string) => `"${text.replace(/["\\]/g, '\\$&')}"`;

/** The words of `text` that a search for `sought` meets, as they stand there, each once. */
export function matchedWords(sought: string, text: string): string[] {
  const stems = new Set(wordsOf(sought).map(stem));
  const found = (text.match(word) ?? []).filter((one) => stems.has(stem(one.toLowerCase())));
  return [...new Set(found)];
}

const word = /[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*/gu;
/** In lower case, so that AND, OR and NOT are words and no operators. */
const wordsOf = (text: string) => (text.toLowerCase().match(word) ?? []).slice(0, maximumWords);
/** As Lucene's English analyser does: the possessive goes, then Porter's stemmer. */
const stem = (one: string) => stemmer(one.replace(/['’]s$/, ''));
