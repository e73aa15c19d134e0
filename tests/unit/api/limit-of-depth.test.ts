import { limits } from '../../../src/api/limits';
import { refusalOf } from './operations';

/** A query of so many levels: `node`, then relays within relays, the last field a name without fields. */
function deep(levels: number): string {
  let set = '__typename';
  for (let level = levels - 1; level > 1; level--) set = `relays { ${set} }`;
  return `attributionOf: node(id: "atr_1") { ... on Attribution { ${set} } }`;
}

test('as many levels as the limit pass, one more does not, and the refusal says how many there are', () => {
  expect(limits.depth).toBe(20);
  expect(refusalOf(`{ ${deep(20)} }`)).toBeNull();
  const refusal = refusalOf(`{ ${deep(21)} }`);
  expect(refusal?.extensions).toMatchObject({ code: 'COST_LIMIT' });
  expect(refusal?.message).toBe('The query is 21 levels deep; at most 20 are allowed.');
});

test('the deepest branch counts, wherever it stands', () => {
  const shallow = 'node(id: "atr_1") { id }';
  expect(refusalOf(`{ ${deep(21)} ${shallow} }`)?.message).toContain('21 levels');
  expect(refusalOf(`{ ${shallow} ${deep(21)} ${shallow} }`)?.message).toContain('21 levels');
});

test('fragments are no levels, and hide none', () => {
  const inFragments = (levels: number) => `
    query { node(id: "atr_1") { ...Half } }
    fragment Half on Attribution { ${'relays { '.repeat(9)} ...Rest ${'} '.repeat(9)} }
    fragment Rest on Attribution { ${'relays { '.repeat(levels - 11)} ... on Node { id } ${'} '.repeat(levels - 11)} }`;
  expect(refusalOf(inFragments(20))).toBeNull();
  expect(refusalOf(inFragments(21))?.message).toContain('21 levels');
});

test('a chain of the seven relays that the model allows, with the words of each hop, is well within the limit', () => {
  const hops = 'hops { attribution { spans { laterPlaces { version { document { publisher { id } } } } } } }';
  expect(refusalOf(`{ claims(first: 1) { nodes { attributionChains(first: 1) { nodes { ${hops} } } } } }`)).toBeNull();
});
