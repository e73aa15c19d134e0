import { limits } from '../../../src/api/limits';
import { maximumPageSize } from '../../../src/graph/page';
import { costOf, refusalOf } from './operations';

const chainsOf100Claims = 'claims(first: 100) { nodes { attributionChains(first: 100) { nodes { text } } } }';

test('a hundred chains of a hundred claims are exactly the limit: they pass, and one object more does not', () => {
  expect(limits.cost).toBe(10_000);
  expect(refusalOf(`{ ${chainsOf100Claims} }`)).toBeNull();
  const refusal = refusalOf(`{ ${chainsOf100Claims} agents(first: 1) { nodes { id } } }`);
  expect(refusal?.extensions).toMatchObject({ code: 'COST_LIMIT' });
  expect(refusal?.message).toMatch(/^The query may give 10001 objects .*; at most 10000 are allowed\./);
});

test('lists within lists multiply, lists side by side add up', () => {
  expect(costOf('claims(first: 7) { nodes { id } }')).toBe(7);
  expect(costOf('claims(first: 7) { nodes { sources(first: 11) { nodes { id } } } }')).toBe(77);
  expect(
    costOf('claims(first: 7) { nodes { sources(first: 11) { nodes { versions(first: 13) { nodes { id } } } } } }'),
  ).toBe(1001);
  expect(
    costOf('claims(first: 7) { nodes { sources(first: 11) { nodes { id } } reviews(first: 5) { nodes { id } } } }'),
  ).toBe(7 * (11 + 5));
  expect(costOf('claims(first: 7) { nodes { id } } agents(first: 9) { nodes { id } }')).toBe(16);
});

test('members asked for as edges and as nodes are asked for twice', () => {
  const chains = 'attributionChains(first: 10) { nodes { id } }';
  expect(costOf(`claims(first: 5) { nodes { ${chains} } edges { node { ${chains} } } }`)).toBe(5 * 20);
});

test('a list of which only the count is asked for still costs its page', () => {
  expect(costOf('claims(first: 40) { totalCount }')).toBe(40);
});

test('a page size that is not given is the default of the list', () => {
  expect(costOf('claims { nodes { id } }')).toBe(20);
  expect(costOf('claims { nodes { sources { nodes { id } } } }')).toBe(400);
});

test('a page size outside the bounds, which its list will refuse, costs what it says, and never less than one', () => {
  expect(costOf('claims(first: 101) { nodes { id } }')).toBe(101);
  expect(costOf('claims(first: 0) { nodes { id } }')).toBe(1);
  expect(costOf('claims(first: -5) { nodes { id } } agents(first: 9) { nodes { id } }')).toBe(10);
  expect(maximumPageSize).toBe(100);
});

test('what is found by its id costs nothing but its lists', () => {
  expect(costOf('claim(id: "clm_1") { text origins { distinctKnown } }')).toBe(0);
  expect(costOf('claim(id: "clm_1") { attributionChains(first: 12) { nodes { id } } }')).toBe(12);
});

test('lists below an interface and below a union are counted', () => {
  const chains = 'attributionChains(first: 12) { nodes { id } }';
  expect(costOf(`node(id: "clm_1") { ... on Claim { ${chains} } }`)).toBe(12);
  expect(costOf('agent(id: "agt_1") { claims(first: 30) { nodes { id } } }')).toBe(30);
  const evidence = '... on Attribution { relays { claims { attributionChains(first: 3) { nodes { id } } } } }';
  expect(costOf(`contradictions(first: 2) { nodes { basedOn { ${evidence} } } }`)).toBe(6);
});
