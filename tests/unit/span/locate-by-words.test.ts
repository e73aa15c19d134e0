import fc from 'fast-check';
import { contextLength, locate, quoteAt } from '../../../src/features/span/locate';

const text = 'He said no. She said yes. They said no.';
const refusal = (message: string) => expect.objectContaining({ code: 'BAD_USER_INPUT', field: 'span 1', message });
const find = (place: Parameters<typeof locate>[1], within = text) => locate(within, place, 'span 1');

test('words that stand once are found', () => {
  expect(find({ exact: 'She said yes' })).toEqual({ start: 12, end: 24 });
  expect(find({ exact: text })).toEqual({ start: 0, end: text.length });
});

test('words that stand nowhere are refused', () => {
  expect(() => find({ exact: 'maybe' })).toThrow(refusal('span 1: "maybe" does not stand in the text.'));
  expect(() => find({ exact: 'she said yes' })).toThrow(refusal('span 1: "she said yes" does not stand in the text.'));
});

test('words that stand several times are refused with their places, and told apart by what is around them', () => {
  expect(() => find({ exact: 'said no' })).toThrow(
    refusal('span 1: "said no" stands 2 times (at 3, 31); say which by prefix or suffix.'),
  );
  expect(find({ exact: 'said no', prefix: 'They ' })).toEqual({ start: 31, end: 38 });
  expect(find({ exact: 'said no', suffix: '. She' })).toEqual({ start: 3, end: 10 });
  expect(() => find({ exact: 'said no', prefix: 'She ' })).toThrow(
    refusal('span 1: "said no" does not stand in the text.'),
  );
});

test('places that overlap are several places', () => {
  expect(() => find({ exact: 'aa' }, 'aaa')).toThrow(
    refusal('span 1: "aa" stands 2 times (at 0, 1); say which by prefix or suffix.'),
  );
});

test('with neither offsets nor words there is nothing to look for', () => {
  const reason = 'span 1: neither start and end nor exact is given.';
  expect(() => find({})).toThrow(refusal(reason));
  expect(() => find({ exact: '' })).toThrow(refusal(reason));
  expect(() => find({ start: 3, exact: null })).toThrow(refusal(reason));
});

test('a refusal repeats no more than the beginning of a long quotation', () => {
  expect(() => find({ exact: 'x'.repeat(10_000) })).toThrow(/^span 1: "x{60}…" does not stand in the text\.$/);
});

test('what a place quotes finds the place again, at the text’s edges too', () => {
  const placed = fc
    .string({ minLength: 1, unit: 'binary' })
    .chain((words) => fc.tuple(fc.constant(words), fc.nat(words.length - 1), fc.nat(words.length - 1)))
    .map(([words, one, other]) => ({ words, start: Math.min(one, other), end: Math.max(one, other) + 1 }));
  fc.assert(
    fc.property(placed, ({ words, start, end }) => {
      // Two ends that stand nowhere else make every place unlike the others.
      const framed = `⟦${words}⟧`;
      const quoted = quoteAt(framed, start + 1, end + 1);
      expect(quoted.prefix.length).toBeLessThanOrEqual(contextLength);
      expect(`${quoted.prefix}${quoted.exact}${quoted.suffix}`).toBe(
        framed.slice(Math.max(0, start + 1 - contextLength), end + 1 + contextLength),
      );
      expect(framed.slice(start + 1, end + 1)).toBe(quoted.exact);
      if (start <= contextLength && words.length - end <= contextLength && !words.match(/[⟦⟧]/)) {
        expect(locate(framed, quoted)).toEqual({ start: start + 1, end: end + 1 });
      }
    }),
  );
});
