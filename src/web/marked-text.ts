import { html, type Html } from './html';

export interface Place {
  start: number;
  /** The end is excluded. UTF-16 code units. */
  end: number;
}
/** A run of text that the same places cover from its begin to its end. */
export interface Piece<P extends Place> extends Place {
  /** Whoever covers it, the outermost first; at most `mostAtOnce`. */
  places: readonly P[];
  /** How many more cover it. */
  more: number;
  /** Those that begin here. */
  begins: readonly P[];
}

/** So many places that cover one piece are told: a piece that names all would make nested places cost their square. */
export const mostAtOnce = 8;

/**
 * A text cut at every begin and end of a place, and at `cuts`: pieces in their order that make up the whole text. Places
 * may overlap and nest. One that reaches out of the text or into the midst of a character is cut, or widened, to what is
 * there. Costs what sorting the places costs, and as much again as there are pieces.
 */
export function piecesOf<P extends Place>(
  text: string,
  places: readonly P[],
  cuts: readonly number[] = [],
): Piece<P>[] {
  const fitted = places
    .map((place) => ({ place, start: wholeCharacter(text, place.start, -1), end: wholeCharacter(text, place.end, 1) }))
    .filter(({ start, end }) => start < end)
    .sort((one, other) => one.start - other.start || other.end - one.end);
  const byEnd = [...fitted].sort((one, other) => one.end - other.end);
  const bounds = new Set([0, ...cuts, ...fitted.flatMap(({ start, end }) => [start, end]), text.length]);
  const sorted = [...bounds].filter((at) => at >= 0 && at <= text.length).sort((one, other) => one - other);
  const covering = new Set<(typeof fitted)[number]>();
  let started = 0;
  let ended = 0;
  return sorted.slice(0, -1).map((start, i) => {
    for (let one = byEnd[ended]; one && one.end <= start; one = byEnd[++ended]) covering.delete(one);
    const begins: P[] = [];
    for (let one = fitted[started]; one && one.start <= start; one = fitted[++started]) {
      covering.add(one);
      begins.push(one.place);
    }
    const told: P[] = [];
    for (const { place } of covering) if (told.push(place) === mostAtOnce) break;
    return { start, end: sorted[i + 1] ?? text.length, places: told, more: covering.size - told.length, begins };
  });
}

/** Within the text, and not between the two halves of a character. */
function wholeCharacter(text: string, at: number, step: 1 | -1): number {
  const within = Math.min(Math.max(at, 0), text.length);
  const isBetween = /^[\udc00-\udfff]/.test(text.charAt(within)) && /[\ud800-\udbff]$/.test(text.charAt(within - 1));
  return isBetween ? within + step : within;
}

/** Words of an attribution in the text, as they are marked. */
export interface MarkedWords extends Place {
  id: string;
  /** A class of the style sheet. */
  look: string;
  /** Where the attribution stands in the list beside the text. */
  number: number;
  attribution: string;
  /** What a reader is told of the words: "content of 3, Mayor". */
  told: string;
}

/**
 * A text in paragraphs with its marks, each led to its attribution. Every character of the text is there, in its place and
 * nothing besides: numbers come from the style sheet.
 */
export function markedText(text: string, words: readonly MarkedWords[]): Html {
  const begins = paragraphsOf(text);
  const pieces = piecesOf(text, words, begins);
  const paragraphs: Html[][] = [];
  const isBegin = new Set(begins);
  pieces.forEach((piece, i) => {
    if (isBegin.has(piece.start)) paragraphs.push([]);
    paragraphs.at(-1)?.push(pieceView(text.slice(piece.start, piece.end), piece, pieces[i + 1]));
  });
  return html`${paragraphs.map((paragraph) => html`<p dir="auto">${paragraph}</p>`)}`;
}

/** Where paragraphs begin: blank lines end them, and belong to the one that they end. */
function paragraphsOf(text: string): number[] {
  return [0, ...[...text.matchAll(/\n[^\S\n]*\n\s*/g)].map((blank) => blank.index + blank[0].length)].filter(
    (at) => at < text.length,
  );
}

function pieceView(text: string, { places, more, begins }: Piece<MarkedWords>, next?: Piece<MarkedWords>): Html {
  const inner = places.at(-1);
  if (!inner) return html`${text}`;
  const goesOn = next?.places.some(({ attribution }) => attribution === inner.attribution);
  const others = new Map(places.map((place) => [place.attribution, place]));
  others.delete(inner.attribution);
  const [id, ...ids] = begins.map((place) => place.id);
  const mark = html`<a href="#${inner.attribution}" title="${inner.told}" ${!goesOn && html`data-n="${inner.number}"`}
    >${text}</a
  >`;
  const also = [...others.values()].map(
    ({ attribution, number, told }) =>
      html`<a class="also" href="#${attribution}" aria-label="also ${told}" data-n="${number}"></a>`,
  );
  const rest = more > 0 && html`<span class="also" data-n="and ${more} more"></span>`;
  return html`<mark class="${inner.look}" ${id !== undefined && html`id="${id}"`}
    >${ids.map((one) => html`<span id="${one}"></span>`)}${mark}${also}${rest}</mark
  >`;
}
