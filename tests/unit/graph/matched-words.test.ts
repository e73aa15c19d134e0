import fc from 'fast-check';
import { matchedWords } from '../../../src/graph/search-text';

const claim = "Iran's strike was not announced: Iran did not inform Pakistan before the strikes";

test.each([
  ['inform', ['inform']],
  ['informed', ['inform']],
  ['informing before', ['inform', 'before']],
  ['STRIKE', ['strike', 'strikes']],
  ['striking', ['strike', 'strikes']],
  ['Iran', ["Iran's", 'Iran']],
  ["iran's", ["Iran's", 'Iran']],
  ['iran’s', ["Iran's", 'Iran']],
  ['announce', ['announced']],
  ['nothing of the kind', ['the']],
  ['Afghanistan', []],
  ['', []],
  ['"*~', []],
])('a search for %j meets %j', (sought, words) => {
  expect(matchedWords(sought, claim)).toEqual(words);
});

test('a possessive with a typographic apostrophe is met by the plain name', () => {
  expect(matchedWords('pakistan', 'Pakistan’s airspace')).toEqual(['Pakistan’s']);
});

test('letters beyond English are letters', () => {
  expect(matchedWords('zürich', 'In Zürich, Łódź')).toEqual(['Zürich']);
  expect(matchedWords('тегеран', 'Тегеран молчит')).toEqual(['Тегеран']);
});

test('what is met stands in the text as it is, each once, and searching a text for itself meets every word', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('Strike', 'strikes', 'struck', 'no', "Iran's", '—', '2')), (parts) => {
      const text = parts.join(' ');
      const words = matchedWords(text, text);
      expect(words).toEqual([...new Set(parts.filter((part) => part !== '—'))]);
    }),
  );
});
