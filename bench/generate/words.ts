import { below, drawOf, oneOf, zipf, type Draw } from './random';

/** Everything that is named here is made up of syllables: no text, person or place of the world is in a generated graph. */
const heads = 'b br d dr f fl g gr h j k kl l m n p pl r s sk st t tr v w z'.split(' ');
const vowels = 'a e i o u ai ea io ou'.split(' ');
const tails = 'l m n nd r rn s st t v x'.split(' ');
const connecting = 'the of in the to by with the near after'.split(' ');

/** How many different words claims are made of. */
export const vocabularySize = 20_000;

const words: string[] = [];
/** The word of a rank; rank 0 is the most frequent one. No two ranks have the same word. */
export function wordAt(rank: number): string {
  if (words.length === 0) fillWords();
  return words[rank] as string;
}

function fillWords(): void {
  const taken = new Set<string>();
  for (let i = 0; words.length < vocabularySize; i++) {
    const draw = drawOf(17, i);
    const word = syllables(draw, words.length < 600 ? 2 : 3);
    if (taken.has(word)) continue;
    taken.add(word);
    words.push(word);
  }
}

const syllables = (draw: Draw, count: number) =>
  Array.from({ length: count }, () => oneOf(draw, heads) + oneOf(draw, vowels)).join('') + oneOf(draw, tails);
const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/** A made-up name; another number gives another one, most of the time. */
export const nameAt = (...numbers: number[]) => capital(syllables(drawOf(23, ...numbers), 2));
export const personNameAt = (i: number) => `${nameAt(1, i % 900)} ${nameAt(2, i)}${i < 1000 ? '' : `-${nameAt(3, i)}`}`;

/** A proposition of 7 to 13 words, the frequent ones by Zipf; `quantity` is said in it where there is one. */
export function sentenceAt(draw: Draw, quantity: number | null): string {
  const length = 7 + below(draw, 7);
  const parts: string[] = [];
  if (quantity !== null) parts.push(String(quantity));
  for (let i = parts.length; i < length; i++) {
    parts.push(i % 3 === 1 ? oneOf(draw, connecting) : wordAt(zipf(draw, vocabularySize, 1)));
  }
  parts.push('in', nameAt(4, zipf(draw, 2_000, 0.8)));
  return capital(parts.join(' '));
}
