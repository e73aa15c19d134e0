import fc from 'fast-check';
import { allWords, anyWord, exactTerm } from '../../../src/graph/search-text';

// Texts in which what Lucene reads as syntax is as likely as anything else.
const syntax = fc.constantFrom(
  ...'+-&|!(){}[]^"~*?:\\/<>=@#$%;,. \t\n',
  '&&',
  '||',
  'AND',
  'OR',
  'NOT',
  'TO',
  'text:',
  '~2',
  '^4',
);
const wild = fc
  .array(fc.oneof(syntax, fc.string({ unit: 'grapheme' }), fc.constantFrom("Iran's", 'strike', 'Ö', '伊朗')))
  .map((parts) => parts.join(''));
const term = /^[\p{L}\p{N}]+(['’][\p{L}\p{N}]+)*$/u;

test('whatever is typed, the index gets words between spaces and no operator', () => {
  fc.assert(
    fc.property(wild, (text) => {
      const query = anyWord(text);
      for (const part of query?.split(' ') ?? []) {
        expect(part).toMatch(term);
        expect(part).not.toMatch(/^(AND|OR|NOT|TO)$/);
        expect(part).toBe(part.toLowerCase());
      }
    }),
    { numRuns: 500 },
  );
});

test('where all words are asked for, AND between them is the only operator', () => {
  fc.assert(
    fc.property(wild, (text) => {
      expect(allWords(text)).toBe(anyWord(text)?.split(' ').join(' AND ') ?? null);
    }),
  );
});

test.each(['', ' ', '"" AND ()', '***', '~!', '…—', '"'])('%j has no word to search for', (text) => {
  // The letters of AND are a word like any other, once in lower case.
  expect(anyWord(text)).toBe(text.includes('AND') ? 'and' : null);
  expect(allWords(text)).toBe(text.includes('AND') ? 'and' : null);
});

test('the words that were typed are all there, in their order, up to 64', () => {
  expect(anyWord('  Iran did NOT inform-Pakistan (before) "strike"^4~')).toBe(
    'iran did not inform pakistan before strike 4',
  );
  const many = Array.from({ length: 200 }, (_, i) => `w${i}`);
  expect(anyWord(many.join(' '))).toBe(many.slice(0, 64).join(' '));
});

test('an address is one term: quotation marks and backslashes in it cannot end the quotation', () => {
  expect(exactTerm('https://a.example/x?q=1')).toBe('"https://a.example/x?q=1"');
  fc.assert(
    fc.property(wild, (text) => {
      const quoted = exactTerm(text);
      expect(quoted.slice(1, -1).replace(/\\["\\]/g, '')).not.toMatch(/["\\]/);
      expect(quoted.slice(1, -1).replace(/\\(["\\])/g, '$1')).toBe(text);
    }),
  );
});
