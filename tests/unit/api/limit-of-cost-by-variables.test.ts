import { costOf, refusalOf } from './operations';

const nested = 'claims(first: $n) { nodes { sources(first: $m) { nodes { id } } } }';

test('a page size in a variable counts as if it were written out', () => {
  expect(costOf(nested, { n: 7, m: 11 }, 'query ($n: Int!, $m: Int!)')).toBe(77);
});

test('the default of a variable counts where no value is given', () => {
  expect(costOf(nested, {}, 'query ($n: Int! = 100, $m: Int! = 90)')).toBe(9_000);
  expect(costOf(nested, { m: 2 }, 'query ($n: Int! = 100, $m: Int! = 90)')).toBe(200);
});

test('a default cannot carry a query past the limit', () => {
  const list = 'claims(first: $n) { nodes { sources(first: $n) { nodes { claims(first: $n) { nodes { id } } } } } }';
  expect(refusalOf(`query ($n: Int! = 100) { ${list} }`)?.message).toContain('1000000 objects');
});

test('a variable that is declared and given no value leaves the default of the list', () => {
  expect(costOf('claims(first: $n) { nodes { id } }', {}, 'query ($n: Int)')).toBe(20);
});
