import { buildSchema, graphql, type GraphQLResolveInfo } from 'graphql';
import { namesBelow } from '../../../src/api/look-ahead';

const schema = buildSchema(`
  interface Node { id: ID! }
  type Span implements Node { id: ID! }
  type Hop { position: Int spans: [Span] next: Hop node: Node }
  type Chain { hops: [Hop] text: String }
  type Query { chain: Chain other: Chain spans: [Span] }`);

/** Whether `namesBelow` finds `spans` at the field `chain` of a real execution. */
async function asked(query: string, variableValues?: Record<string, unknown>): Promise<boolean> {
  const seen: boolean[] = [];
  const chain = (_args: unknown, _context: unknown, info: GraphQLResolveInfo) => {
    seen.push(namesBelow(info).has('spans'));
    return null;
  };
  const { errors } = await graphql({ schema, source: query, rootValue: { chain }, variableValues });
  expect(errors).toBeUndefined();
  expect(seen).toHaveLength(1);
  return seen[0] as boolean;
}

test.each([
  ['directly below a list', '{ chain { hops { spans { id } } } }'],
  ['further down', '{ chain { hops { next { next { spans { id } } } } } }'],
  ['under an alias', '{ chain { hops { words: spans { id } } } }'],
  ['after other fields', '{ chain { text hops { position spans { id } } } }'],
  ['in an inline fragment', '{ chain { ... on Chain { hops { ... { spans { id } } } } } }'],
  ['in a fragment', '{ chain { ...C } } fragment C on Chain { hops { spans { id } } }'],
  [
    'in a fragment of a fragment',
    '{ chain { ...C } } fragment C on Chain { hops { ...H } } fragment H on Hop { spans { id } }',
  ],
  [
    'in a fragment that is spread twice',
    '{ chain { hops { ...P next { ...P spans { id } } } } } fragment P on Hop { position }',
  ],
  ['in the second of two selections of the field', '{ chain { text } chain { hops { spans { id } } } }'],
  ['in the field under an alias', '{ mine: chain { hops { spans { id } } } }'],
])('a field asked for %s is seen', async (_where, query) => {
  expect(await asked(query)).toBe(true);
});

test.each([
  ['nowhere', '{ chain { hops { position } } }'],
  ['beside the field', '{ chain { text } spans { id } other { hops { spans { id } } } }'],
  [
    'in a fragment that the field does not spread',
    '{ chain { text } other { ...C } } fragment C on Chain { hops { spans { id } } }',
  ],
  ['as an alias of something else', '{ chain { hops { spans: position } } }'],
])('a field asked for %s is not', async (_where, query) => {
  expect(await asked(query)).toBe(false);
});

/** The names below a field `next` under `chain`. */
async function belowNext(query: string): Promise<string[]> {
  let names: string[] = [];
  const chain = (_args: unknown, _context: unknown, info: GraphQLResolveInfo) => {
    names = [...namesBelow(info, 'next')].sort();
    return null;
  };
  const { errors } = await graphql({ schema, source: query, rootValue: { chain } });
  expect(errors).toBeUndefined();
  return names;
}

test.each([
  ['only what is inside', '{ chain { text hops { position next { spans { id } } } } }', ['id', 'spans']],
  ['inside at any depth', '{ chain { hops { next { next { position } } } } }', ['next', 'position']],
  ['under an alias', '{ chain { hops { then: next { position } } } }', ['position']],
  [
    'of a fragment that is spread outside and inside',
    '{ chain { hops { ...P next { ...P } } } } fragment P on Hop { position spans { id } }',
    ['id', 'position', 'spans'],
  ],
  ['nothing where there is no such field', '{ chain { text hops { position } } }', []],
])('within a field: %s', async (_what, query, names) => {
  expect(await belowNext(query)).toEqual(names);
});
