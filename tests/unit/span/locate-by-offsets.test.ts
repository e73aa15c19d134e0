import fc from 'fast-check';
import { locate } from '../../../src/features/span/locate';

const text = 'Iran 🚀 did not inform Pakistan.';
const refusal = (message: string) => expect.objectContaining({ code: 'BAD_USER_INPUT', field: 'span', message });

test('offsets are UTF-16 code units, the end excluded: a rocket is two', () => {
  expect(text.slice(5, 7)).toBe('🚀');
  expect(locate(text, { start: 5, end: 7, exact: '🚀' })).toEqual({ start: 5, end: 7 });
  expect(locate(text, { start: 8, end: 15, exact: 'did not' })).toEqual({ start: 8, end: 15 });
});

test('any place within the text is taken, to its last code unit', () => {
  expect(locate(text, { start: 0, end: text.length })).toEqual({ start: 0, end: text.length });
  expect(locate(text, { start: text.length - 1, end: text.length, exact: '.' })).toEqual({
    start: text.length - 1,
    end: text.length,
  });
});

test.each([
  ['ends where it starts', 3, 3],
  ['ends before it starts', 5, 4],
  ['ends after the text', 0, text.length + 1],
  ['lies after the text', text.length, text.length + 5],
  ['begins before the text', -1, 4],
  ['lies before the text', -5, -1],
])('a place that %s is refused', (_how, start, end) => {
  expect(() => locate(text, { start, end })).toThrow(
    refusal(`span: [${start}, ${end}) does not lie in the text's ${text.length} code units.`),
  );
});

test('a place that holds other words is refused, and the refusal says which', () => {
  expect(() => locate(text, { start: 8, end: 15, exact: 'did NOT' })).toThrow(
    refusal('span: at [8, 15) stands "did not", not "did NOT".'),
  );
});

test('where offsets are given, prefix and suffix are not looked at', () => {
  expect(locate(text, { start: 8, end: 11, exact: 'did', prefix: 'never' })).toEqual({ start: 8, end: 11 });
});

test('every place of every text holds its own words', () => {
  const placed = fc
    .string({ minLength: 1, unit: 'binary' })
    .chain((words) => fc.tuple(fc.constant(words), fc.nat(words.length - 1), fc.nat(words.length - 1)));
  fc.assert(
    fc.property(placed, ([words, one, other]) => {
      const [start, end] = [Math.min(one, other), Math.max(one, other) + 1];
      expect(locate(words, { start, end, exact: words.slice(start, end) })).toEqual({ start, end });
    }),
  );
});
