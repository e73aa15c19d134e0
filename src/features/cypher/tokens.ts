import { CypherRefusal, placeAt } from './refusal';

export type TokenKind = 'name' | 'string' | 'number' | 'sign' | 'end';

export interface Token {
  kind: TokenKind;
  /** As it is written. */
  text: string;
  /** What it means: a name without backticks, the characters of a string; else the text. */
  value: string;
  /** Whether a name stands in backticks, and so is never a keyword. */
  quoted: boolean;
  /** White space before it, a comment being one space for each of its characters. */
  before: string;
  at: number;
}

/** Of a statement, in UTF-16 code units. */
export const longestStatement = 20_000;

const signs = ['..', '<=', '>=', '<>', '=~', '||', '::', '+='];
const escapes: Record<string, string> = { b: '\b', t: '\t', n: '\n', f: '\f', r: '\r' };

/**
 * Cuts a statement into tokens. Comments are gone afterwards, so that no two readers can differ on where one ends.
 * @throws CypherRefusal for what has no place in a statement, `\uXXXX` above all: the database reads these before it
 * tells strings from the rest, so that one can end a string that seems to go on
 */
export function tokensOf(statement: string): Token[] {
  const refuse = (message: string, at: number) => new CypherRefusal('text', message, placeAt(statement, at));
  if (statement.length > longestStatement) {
    throw refuse(`A statement has ${longestStatement} characters at most; long values belong in parameters.`, 0);
  }
  const escaped = /\\u/i.exec(statement);
  if (escaped) {
    throw refuse('Unicode escapes (\\u…) are refused: write the character itself, or use a parameter.', escaped.index);
  }
  const tokens: Token[] = [];
  let before = '';
  let i = 0;
  const push = (kind: TokenKind, length: number, value?: string, quoted = false) => {
    const text = statement.slice(i, i + length);
    tokens.push({ kind, text, value: value ?? text, quoted, before, at: i });
    before = '';
    i += length;
  };
  while (i < statement.length) {
    const c = statement[i] as string;
    const rest = statement.slice(i, i + 2);
    if (/[ \t\r\n]/.test(c)) {
      before += c;
      i++;
    } else if (rest === '//' || rest === '/*') {
      const end = rest === '//' ? endOfLine(statement, i) : statement.indexOf('*/', i + 2) + 2;
      if (end < i + 2) throw refuse('This comment has no end.', i);
      before += statement.slice(i, end).replace(/[^\r\n]/g, ' ');
      i = end;
    } else if (c === "'" || c === '"') {
      let value = '';
      let end = i + 1;
      while (end < statement.length && statement[end] !== c) {
        if (statement[end] === '\\') {
          const next = statement[end + 1] ?? '';
          value += escapes[next] ?? next;
          end += 2;
        } else value += statement[end++];
      }
      if (end >= statement.length) throw refuse('This string has no end.', i);
      push('string', end + 1 - i, value);
    } else if (c === '`') {
      const [whole, inner] = /^`((?:[^`]|``)*)`/.exec(statement.slice(i)) ?? [];
      if (whole === undefined || !inner) throw refuse('This name has no end.', i);
      push('name', whole.length, inner.replaceAll('``', '`'), true);
    } else if (/[\p{L}_]/u.test(characterAt(statement, i))) {
      push('name', (/^[\p{L}_][\p{L}\p{Nd}_]*/u.exec(statement.slice(i)) as RegExpExecArray)[0].length);
    } else if (/[0-9]/.test(c)) {
      const number = /^\d[0-9A-Za-z_]*(?:\.\d[0-9A-Za-z_]*)?(?:(?<=[eE])[+-]\d+)?/.exec(statement.slice(i));
      push('number', (number as RegExpExecArray)[0].length);
    } else if (signs.includes(rest)) {
      push('sign', 2);
    } else if ('()[]{}.,:;|&!%$*+-/^=<>'.includes(c)) {
      push('sign', 1);
    } else {
      throw refuse(`The character ${JSON.stringify(characterAt(statement, i))} has no place here.`, i);
    }
  }
  tokens.push({ kind: 'end', text: '', value: '', quoted: false, before, at: statement.length });
  return tokens;
}

export const isSign = (token: Token | undefined, sign: string): boolean =>
  token?.kind === 'sign' && token.text === sign;
/** The word that a token is, in upper case, as keywords and functions are told; '' for a name in backticks and all else. */
export const wordOf = (token: Token | undefined): string =>
  token?.kind === 'name' && !token.quoted ? token.value.toUpperCase() : '';

const characterAt = (text: string, at: number) => String.fromCodePoint(text.codePointAt(at) ?? 0);

function endOfLine(text: string, from: number): number {
  const found = text.slice(from).search(/[\r\n]/);
  return found < 0 ? text.length : from + found;
}
