import { badInput, refuse } from '../../errors';

/** Where words stand, or what to find them by. Offsets are UTF-16 code units, the end excluded. */
export interface Place {
  start?: number | null;
  end?: number | null;
  exact?: string | null;
  prefix?: string | null;
  suffix?: string | null;
}

/** How many code units of the surrounding text a span keeps on each side. */
export const contextLength = 32;

/**
 * The one place in `text` that `place` names. @throws SaysoError BAD_USER_INPUT where the offsets lie outside the text or
 * do not hold `exact`, or where `exact` stands nowhere, or more than once (the message lists where).
 */
export function locate(text: string, place: Place, field = 'span'): { start: number; end: number } {
  const { start, end, exact } = place;
  if (start != null && end != null) {
    if (start < 0 || start >= end || end > text.length) {
      throw badInput(`${field}: [${start}, ${end}) does not lie in the text's ${text.length} code units.`, field);
    }
    if (exact != null && text.slice(start, end) !== exact) {
      throw badInput(
        `${field}: at [${start}, ${end}) stands ${quote(text.slice(start, end))}, not ${quote(exact)}.`,
        field,
      );
    }
    return { start, end };
  }
  if (exact == null || exact === '') throw badInput(`${field}: neither start and end nor exact is given.`, field);
  const found = placesOf(text, exact).filter(
    (at) =>
      text.slice(0, at).endsWith(place.prefix ?? '') && text.slice(at + exact.length).startsWith(place.suffix ?? ''),
  );
  const [only] = found;
  if (only === undefined)
    throw refuse('QUOTE_NOT_FOUND', `${field}: ${quote(exact)} does not stand in the text.`, field);
  if (found.length > 1) {
    throw refuse(
      'QUOTE_AMBIGUOUS',
      `${field}: ${quote(exact)} stands ${found.length} times (at ${found.slice(0, 10).join(', ')}); say which by prefix or suffix.`,
      field,
    );
  }
  return { start: only, end: only + exact.length };
}

/** The words at a place and what stands around them, as a Web Annotation TextQuoteSelector has them. */
export function quoteAt(text: string, start: number, end: number) {
  return {
    exact: text.slice(start, end),
    prefix: text.slice(Math.max(0, start - contextLength), start),
    suffix: text.slice(end, end + contextLength),
  };
}

function placesOf(text: string, exact: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(exact); at !== -1; at = text.indexOf(exact, at + 1)) places.push(at);
  return places;
}

const quote = (words: string) => JSON.stringify(words.length > 60 ? `${words.slice(0, 60)}…` : words);
