import { HighlightStyle, StreamLanguage, type StreamParser } from '@codemirror/language';
import { tags } from '@lezer/highlight';
import { words } from './words';

interface State {
  comment: boolean;
  /** The quote that ends the string that is open. */
  quote: string | null;
  /** A label or type may come: after a colon, and after what joins several. */
  naming: boolean;
}

const keywords = new Set(
  [...words.keywords.flatMap((word) => word.split(' ')), 'BY', 'USING', 'SCAN', 'JOIN', 'INDEX', 'SEEK', 'USE']
    // Clauses that the server refuses are coloured like the rest, so that they are seen.
    .concat(['CREATE', 'MERGE', 'SET', 'DELETE', 'DETACH', 'REMOVE', 'FOREACH', 'LOAD', 'CSV', 'FROM', 'DROP', 'SHOW'])
    .concat(['PROFILE', 'EXPLAIN', 'ALL', 'ANY', 'PATHS', 'OFFSET', 'FILTER', 'LET', 'FINISH', 'NEXT', 'TRANSACTIONS']),
);

/** `count(` and `all(` are functions; `COUNT {` and `UNION ALL` are none. */
const functions = new Set(words.functions.map((name) => name.toLowerCase()));

const parser: StreamParser<State> = {
  name: 'cypher',
  startState: () => ({ comment: false, quote: null, naming: false }),
  token(stream, state) {
    if (state.comment) return restOfComment(stream, state);
    if (state.quote !== null) return restOfString(stream, state);
    if (stream.eatSpace()) return null;
    if (stream.match('//')) {
      stream.skipToEnd();
      return 'comment';
    }
    if (stream.match('/*')) {
      state.comment = true;
      return restOfComment(stream, state);
    }
    const quote = stream.match(/^['"]/) as RegExpMatchArray | null;
    if (quote) {
      state.quote = quote[0];
      return restOfString(stream, state);
    }
    if (stream.match(/^\$(`[^`]*`|[\p{L}\p{N}_]+)/u)) return 'special';
    if (stream.match(/^(0x[\da-f]+|\d+(\.\d+)?(e[+-]?\d+)?)/i)) return 'number';
    if (stream.match(/^\.(?!\.)\s*[\p{L}_][\p{L}\p{N}_]*/u)) return 'propertyName';
    if (stream.match(/^(`[^`]*`|[\p{L}_][\p{L}\p{N}_]*)/u)) return nameOf(stream.current(), stream.peek(), state);
    const character = stream.next();
    state.naming = character === ':' || (state.naming && /[|&!%]/.test(character ?? ''));
    return /[-+*/%^=<>|&!:]/.test(character ?? '') ? 'operator' : null;
  },
  languageData: { commentTokens: { line: '//', block: { open: '/*', close: '*/' } } },
  tokenTable: { special: tags.special(tags.variableName), function: tags.function(tags.variableName) },
};

export const cypherLanguage = StreamLanguage.define(parser);

/** By classes, whose colours cypher.css gives for light and dark. */
export const cypherColours = HighlightStyle.define([
  { tag: tags.keyword, class: 'cy-keyword' },
  { tag: tags.string, class: 'cy-string' },
  { tag: tags.comment, class: 'cy-comment' },
  { tag: tags.number, class: 'cy-number' },
  { tag: tags.typeName, class: 'cy-type' },
  { tag: tags.propertyName, class: 'cy-property' },
  { tag: tags.special(tags.variableName), class: 'cy-parameter' },
  { tag: tags.function(tags.variableName), class: 'cy-function' },
]);

type Stream = Parameters<StreamParser<State>['token']>[0];

function nameOf(name: string, next: string | undefined, state: State): string {
  if (state.naming && /^[`\p{Lu}]/u.test(name)) return 'typeName';
  state.naming = false;
  if (next === '(' && functions.has(name.toLowerCase())) return 'function';
  if (keywords.has(name.toUpperCase()) && next !== ':') return 'keyword';
  return next === '(' ? 'function' : 'variableName';
}

function restOfComment(stream: Stream, state: State): string {
  while (!stream.eol()) {
    if (stream.match('*/')) {
      state.comment = false;
      break;
    }
    stream.next();
  }
  return 'comment';
}

function restOfString(stream: Stream, state: State): string {
  while (!stream.eol()) {
    const character = stream.next();
    if (character === '\\') stream.next();
    else if (character === state.quote) {
      state.quote = null;
      break;
    }
  }
  return 'string';
}
