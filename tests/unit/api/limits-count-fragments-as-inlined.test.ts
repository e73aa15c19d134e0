import { costOf, refusalOf } from './operations';

const chains = 'attributionChains(first: 10) { nodes { id } }';

test('a fragment costs each time that it is spread, in each list as much as the list multiplies it', () => {
  const text = (spreads: string) => `{ ${spreads} ballast: claims(first: 100) { nodes { a: ${chains} b: ${chains} } } }
    fragment Chains on Claim { ${chains} }`;
  // 2,000 for the ballast; the limit is 10,000.
  const hundred = 'claims(first: 100) { nodes { ...Chains } }';
  const times = (count: number) => Array.from({ length: count }, (_, i) => `c${i}: ${hundred}`).join(' ');
  expect(refusalOf(text(times(8)))).toBeNull();
  expect(refusalOf(text(times(9)))?.message).toContain('11000 objects');
});

test('an inline fragment costs what it holds, with a type and without', () => {
  expect(costOf(`claims(first: 3) { ... { nodes { ... on Claim { ... { ${chains} } } } } }`)).toBe(30);
});

test('a fragment is counted in the type that it is on: the same field name elsewhere is no list', () => {
  const text = `query { agent(id: "agt_1") { ...Of } document(id: "doc_1") { ...In }
      ballast: claims(first: 100) { nodes { attributionChains(first: 100) { nodes { id } } } } }
    fragment Of on Agent { claims(first: 30) { nodes { id } } }
    fragment In on Document { claims(first: 4) { nodes { id } } }`;
  expect(refusalOf(text)?.message).toContain('10034 objects');
});

test('fragments that double each other are reckoned without being written out, and refused', () => {
  // Written out these are 2 to the power of 200 lists; the reckoning ends because each fragment is reckoned once.
  const doubling = Array.from(
    { length: 200 },
    (_, i) => `fragment F${i} on Claim { ...F${i + 1} ... { ...F${i + 1} } }`,
  );
  const text = `query { claim(id: "clm_1") { ...F0 } } ${doubling.join(' ')} fragment F200 on Claim { ${chains} }`;
  const refusal = refusalOf(text);
  expect(refusal?.extensions).toMatchObject({ code: 'COST_LIMIT' });
  expect(refusal?.message).toContain('objects');
});

test('fragments that double each other and hold no list do not make a query dear, but their aliases do', () => {
  const doubling = Array.from(
    { length: 10 },
    (_, i) => `fragment F${i} on Claim { ...F${i + 1} ... { ...F${i + 1} } }`,
  );
  const of = (leaf: string) =>
    `query { claim(id: "clm_1") { ...F0 } } ${doubling.join(' ')} fragment F10 on Claim { ${leaf} }`;
  expect(refusalOf(of('text'))).toBeNull();
  expect(refusalOf(of('words: text'))?.message).toBe('The query has 1024 aliases; at most 50 are allowed.');
});
