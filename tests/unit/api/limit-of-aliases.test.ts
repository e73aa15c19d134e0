import { limits } from '../../../src/api/limits';
import { refusalOf } from './operations';

const aliased = (count: number, from = 0) =>
  Array.from({ length: count }, (_, i) => `a${from + i}: __typename`).join(' ');

test('as many aliases as the limit pass, one more does not, and the refusal says how many there are', () => {
  expect(limits.aliases).toBe(50);
  expect(refusalOf(`{ ${aliased(50)} }`)).toBeNull();
  const refusal = refusalOf(`{ ${aliased(51)} }`);
  expect(refusal?.extensions).toMatchObject({ code: 'COST_LIMIT' });
  expect(refusal?.message).toBe('The query has 51 aliases; at most 50 are allowed.');
});

test('aliases of all levels count together', () => {
  expect(refusalOf(`{ ${aliased(25)} claim(id: "clm_1") { ${aliased(25)} } }`)).toBeNull();
  expect(refusalOf(`{ ${aliased(25)} claim(id: "clm_1") { ${aliased(26)} } }`)?.message).toContain('51 aliases');
});

test('those of a fragment count each time that it is spread', () => {
  const spread = (times: number) => `
    query { ${Array.from({ length: times }, () => 'claim(id: "clm_1") { ...Names ... on Claim { ...Names } }').join(' ')} }
    fragment Names on Claim { ${aliased(5)} }`;
  expect(refusalOf(spread(5))).toBeNull();
  expect(refusalOf(spread(6))?.message).toContain('60 aliases');
});

test('a field under its own name is no alias', () => {
  expect(refusalOf(`{ claim(id: "clm_1") { ${'id text '.repeat(60)} } }`)).toBeNull();
});
