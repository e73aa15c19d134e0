import { words } from './words';

export interface Suggestion {
  label: string;
  kind: 'type' | 'property' | 'keyword' | 'function' | 'variable';
}

export interface Suggestions {
  /** Where the word begins that they would replace. */
  from: number;
  options: Suggestion[];
}

/**
 * What may stand at the end of `before`. null within strings and comments, and where nothing is known.
 * @param whole the whole statement, for the labels of its variables
 * @param parameters the names that have a value
 */
export function suggest(before: string, whole: string, parameters: readonly string[] = []): Suggestions | null {
  const place = placeOf(before);
  if (place === null) return null;
  const word = /[\p{L}\p{N}_]*$/u.exec(before)?.[0] ?? '';
  const from = before.length - word.length;
  const lead = before.slice(0, from);
  const offer = (names: Iterable<string>, kind: Suggestion['kind']): Suggestions => ({
    from,
    options: [...new Set(names)].map((label) => ({ label, kind })),
  });

  if (/\$$/.test(lead)) return offer(parameters, 'variable');
  if (/(?<![.\d])[\p{L}_][\p{L}\p{N}_]*\.$/u.test(lead)) {
    const variable = /([\p{L}\p{N}_]+)\.$/u.exec(lead)?.[1] ?? '';
    return offer(propertiesOf(namesOf(variable, whole)), 'property');
  }
  if (place.open === '{') {
    const own = [...place.holder.matchAll(/[:|&]\s*([\p{L}\p{N}_]+)/gu)].map(([, name]) => name ?? '');
    // A map in a pattern; a subquery's braces have no pattern right before them.
    if (place.isMap) return /[{,]\s*$/.test(lead) ? offer(propertiesOf(own), 'property') : null;
  }
  if (/[:|&!]\s*$/.test(lead) && /:[^()[\]{}]*$/.test(lead)) {
    return place.open === '[' ? offer(words.types, 'type') : offer(words.labels, 'type');
  }
  if (/\bCALL\s+$/i.test(lead)) return offer(words.procedures, 'function');
  if (word === '') return null;
  const variables = [...whole.matchAll(/[([]\s*([\p{L}_][\p{L}\p{N}_]*)|\bAS\s+([\p{L}_][\p{L}\p{N}_]*)/giu)]
    .map(([, a, b]) => a ?? b ?? '')
    .filter((name) => name !== word);
  return {
    from,
    options: [
      ...offer(variables, 'variable').options,
      ...offer(words.keywords, 'keyword').options,
      ...offer(words.functions, 'function').options,
    ],
  };
}

/** The bracket that is open at the end of the text, what stands in the one around it, and whether it opens a map. */
function placeOf(before: string): { open: string; holder: string; isMap: boolean } | null {
  const opened: { bracket: string; at: number }[] = [];
  for (let i = 0; i < before.length; i++) {
    const character = before.charAt(i);
    const end = skipped(before, i);
    if (end === null) return null;
    if (end > i) i = end - 1;
    else if ('([{'.includes(character)) opened.push({ bracket: character, at: i });
    else if (')]}'.includes(character)) opened.pop();
  }
  const last = opened.at(-1);
  const around = opened.at(-2);
  const holder = before.slice((around?.at ?? -1) + 1, last?.at ?? 0);
  const isMap =
    last?.bracket === '{' && around !== undefined && '(['.includes(around.bracket) && /:[^()]*$/.test(holder);
  return { open: last?.bracket ?? '', holder, isMap };
}

/** Where a string, a quoted name or a comment that begins at `i` ends; null where the text ends within it; `i` for none. */
function skipped(text: string, i: number): number | null {
  const character = text.charAt(i);
  const comment = text.slice(i, i + 2);
  const after = (end: string, from: number): number | null => {
    const at = text.indexOf(end, from);
    return at < 0 ? null : at + end.length;
  };
  if (comment === '//') return after('\n', i);
  if (comment === '/*') return after('*/', i + 2);
  if (character === '`') return after('`', i + 1);
  if (character !== "'" && character !== '"') return i;
  for (let j = i + 1; j < text.length; j++) {
    if (text[j] === '\\') j++;
    else if (text[j] === character) return j + 1;
  }
  return null;
}

/** The labels or types that the statement gives a variable. */
function namesOf(variable: string, whole: string): string[] {
  const given = new RegExp(`[([]\\s*${variable}\\s*:([\\p{L}\\p{N}_|&!: ]+)`, 'gu');
  return [...whole.matchAll(given)].flatMap(([, names = '']) => names.split(/[^\p{L}\p{N}_]+/u));
}

/** Of these labels and types; of all where none is known. */
function propertiesOf(names: readonly string[]): string[] {
  const own = names.flatMap((name) => words.properties.get(name) ?? []);
  return (own.length > 0 ? own : [...words.properties.values()].flat()).toSorted();
}
