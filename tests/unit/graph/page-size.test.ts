import { defaultPageSize, maximumPageSize, readPage } from '../../../src/graph/page';

const sizeOf = (first?: number | null) => readPage('claims', ['string'], { first }).first;

test('the bounds are those of the public API', () => {
  expect([defaultPageSize, maximumPageSize]).toEqual([20, 100]);
});

test.each([1, 2, 20, 99, 100])('first: %d is taken as it is', (first) => {
  expect(sizeOf(first)).toBe(first);
});

test.each([[null], [undefined]])('first: %s is the default', (first) => {
  expect(sizeOf(first)).toBe(20);
});

test.each([0, -1, -100, 101, 1_000_000, 1.5, 0.1, NaN, Infinity, -Infinity])('first: %d is refused', (first) => {
  expect(() => sizeOf(first)).toThrow(
    expect.objectContaining({
      code: 'BAD_USER_INPUT',
      field: 'first',
      message: `first: ${first} is not between 1 and 100.`,
    }),
  );
});
