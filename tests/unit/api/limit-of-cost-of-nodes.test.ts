import { costOf, refusalOf } from './operations';

const ids = (count: number) => Array.from({ length: count }, (_, i) => `clm_${i}`);
const chains = '... on Claim { attributionChains(first: 10) { nodes { id } } }';

test('what is asked of each of several ids is counted for each', () => {
  expect(costOf(`nodes(ids: ["clm_1", "clm_2", "clm_3"]) { ${chains} }`)).toBe(30);
  expect(costOf(`nodes(ids: $ids) { ${chains} }`, { ids: ids(7) }, 'query ($ids: [ID!]!)')).toBe(70);
});

test('the default of a variable counts where no value is given', () => {
  expect(costOf(`nodes(ids: $ids) { ${chains} }`, {}, 'query ($ids: [ID!]! = ["clm_1", "clm_2"])')).toBe(20);
});

test('one id without a list around it is one', () => {
  expect(costOf(`nodes(ids: "clm_1") { ${chains} }`)).toBe(10);
  expect(costOf(`nodes(ids: $ids) { ${chains} }`, { ids: 'clm_1' }, 'query ($ids: [ID!]!)')).toBe(10);
});

test('the nodes themselves are objects that a list gives', () => {
  const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';
  expect(refusalOf(query, { ids: ids(10_000) })).toBeNull();
  expect(refusalOf(query, { ids: ids(10_001) })?.message).toContain('10001 objects');
});
