import fc from 'fast-check';
import { normalise } from '../../../src/features/review/review.rules';

const rating = (ratingValue: number | null, worstRating: number | null = null, bestRating: number | null = null) => ({
  ratingValue,
  bestRating,
  worstRating,
  alternateName: 'Mostly false',
});

test.each([
  [1, 1, 5, 0],
  [5, 1, 5, 1],
  [3, 1, 5, 0.5],
  [0, 0, 10, 0],
  [7, 0, 10, 0.7],
  [4, 5, 1, 0.25],
  [-1, -2, 2, 0.25],
])('%d between %d and %d is %d', (value, worst, best, expected) => {
  expect(normalise(rating(value, worst, best))).toEqual({
    ratingValue: expected,
    bestRating: 1,
    worstRating: 0,
    alternateName: 'Mostly false',
  });
});

test('a scale that is not given runs from 1 to 5, as schema.org says', () => {
  expect(normalise(rating(3))?.ratingValue).toBe(0.5);
  expect(normalise(rating(4, 0))?.ratingValue).toBe(0.8);
  expect(normalise(rating(4, null, 7))?.ratingValue).toBe(0.5);
});

test.each([
  ['no value', rating(null)],
  ['-1, which publishers write for "not on the scale"', rating(-1)],
  ['a value above the scale', rating(6, 1, 5)],
  ['a value below the scale', rating(0, 1, 5)],
  ['a scale of one point', rating(3, 3, 3)],
  ['a value outside a scale that is written the other way round', rating(6, 5, 1)],
])('%s makes no rating on a scale', (_what, given) => {
  expect(normalise(given)).toBeNull();
});

test('what is on a scale ends between 0 and 1, and the better one higher', () => {
  const values = fc.tuple(...[1, 2, 3, 4].map(() => fc.integer({ min: -1000, max: 1000 })));
  fc.assert(
    fc.property(values, ([worst, best, one, other]) => {
      const [low, high] = [one, other].map((value) => normalise(rating(value!, worst, best))?.ratingValue);
      for (const found of [low, high]) {
        if (found === undefined || found === null) continue;
        expect(found).toBeGreaterThanOrEqual(0);
        expect(found).toBeLessThanOrEqual(1);
      }
      if (low == null || high == null || one === other) return;
      expect(low < high).toBe(best! > worst! ? one! < other! : one! > other!);
    }),
    { numRuns: 1000 },
  );
});
