/**
 * Foreign text for a picture, where no markup keeps it apart: without what turns text round, and without what XML
 * forbids. Each run of blanks is one.
 */
export function pictureText(text: string): string {
  return (
    text
      // U+00AD, U+200B, U+2060 and U+FEFF show nothing; \p{Cs} is a surrogate that has lost its other half.
      .replace(/[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff\u{e0000}-\u{e007f}]/gu, '')
      .replace(/[\p{Cc}\p{Cs}\s]+/gu, ' ')
      // Marks are heaped up to run over what stands around.
      .replace(/(\p{M}{3})\p{M}+/gu, '$1')
      .trim()
  );
}

/** At most so many letters, the last an ellipsis where there were more. */
export function shortened(text: string, most: number): string {
  const letters = [...pictureText(text)];
  return letters.length > most
    ? `${letters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`
    : letters.join('');
}

/** In lines of about so many letters, between words where there are any; the last of `most` ends in an ellipsis where more is left. */
export function wrapped(text: string, letters: number, most: number): string[] {
  const lines: string[] = [];
  let line = '';
  const limit = letters * averageWidth;
  const words = text.split(' ').flatMap((word) => pieces(word, limit));
  for (const word of words) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (widthOf(longer) <= limit || line === '') {
      line = longer;
      continue;
    }
    lines.push(line);
    line = word;
  }
  if (line !== '') lines.push(line);
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most - 1), `${lines[most - 1]?.replace(/…$/, '')}…`];
}

const averageWidth = 0.58;

/** About how wide a text is, in ems: what no reader's font of the kind surpasses by much. */
export function widthOf(text: string): number {
  let width = 0;
  for (const letter of text) width += letterWidth(letter);
  return width;
}

function letterWidth(letter: string): number {
  if (/\p{M}/u.test(letter)) return 0;
  if (/[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\uff00-\uff60\u{1f000}-\u{3ffff}]/u.test(letter))
    return 1.05;
  if (/[mwMW@%—…жшщюЖШЩЮЫ]/.test(letter)) return 0.95;
  if (/\p{Lu}/u.test(letter)) return 0.7;
  if (/[iljtfr.,:;'’|!()[\] -]/.test(letter)) return 0.38;
  return 0.6;
}

/** A word that fills no line, or its parts. */
function pieces(word: string, limit: number): string[] {
  if (widthOf(word) <= limit) return [word];
  const parts: string[] = [];
  let part = '';
  for (const letter of word) {
    if (part !== '' && widthOf(part + letter) > limit) {
      parts.push(part);
      part = '';
    }
    part += letter;
  }
  return [...parts, part];
}

/** Whether its first letter is of a script that is written from the right. */
export function isFromRight(text: string): boolean {
  const [first = ''] = /\p{L}/u.exec(text) ?? [];
  return /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u.test(first);
}
