import { GraphQLError } from 'graphql';
import { answerTo } from './server';

const secret = 'bolt://neo4j:geheim-4711@db.example:7687';

test.each<[string, unknown]>([
  ['an error', new Error(`Cannot reach ${secret}`)],
  ['an error with a cause', new Error(secret, { cause: new Error(secret) })],
  ['an error with fields', Object.assign(new Error(secret), { code: 'Neo.ClientError', extensions: { at: secret } })],
  ['an error that calls itself internal', Object.assign(new Error(secret), { extensions: { code: 'INTERNAL' } })],
  ['an error under a code that is not ours', Object.assign(new Error(secret), { extensions: { code: 'TEAPOT' } })],
  [
    'an error of others under a code like ours',
    Object.assign(new Error(secret), { extensions: { code: 'FORBIDDEN' } }),
  ],
  ['a TypeError', new TypeError(secret)],
  ['an error of GraphQL without a code', new GraphQLError(secret)],
  ['a text', secret],
  ['an object', { message: secret }],
  ['nothing', undefined],
])('%s reaches the client as INTERNAL, without a word of it', async (_what, thrown) => {
  const { error, whole } = await answerTo(thrown);
  expect(whole).not.toMatch(/geheim|db\.example|bolt:|TEAPOT/);
  expect(error.extensions).toEqual({ code: 'INTERNAL', reference: expect.stringMatching(/^[0-9a-f-]{36}$/) });
  expect(error.message).toBe(
    `Something went wrong on our side. The log has it under ${String(error.extensions?.reference)}.`,
  );
  expect(error.path).toEqual(['outer', 'fails']);
});

test('the log has it once, whole, under the number that the client was given', async () => {
  const { error, lines } = await answerTo(new Error('plain-4712 broke'));
  expect(lines()).toHaveLength(1);
  expect(lines()[0]).toMatchObject({
    level: 50,
    msg: 'A request failed unexpectedly.',
    reference: error.extensions?.reference,
    path: ['outer', 'fails'],
    err: { message: 'plain-4712 broke', stack: expect.stringContaining('unexpected-errors-are-masked.test.ts') },
  });
});

test('two of them have two numbers', async () => {
  const [one, other] = [await answerTo(new Error('one')), await answerTo(new Error('other'))];
  expect(one.error.extensions?.reference).not.toBe(other.error.extensions?.reference);
});

test('a field that must not be null and is shows no more', async () => {
  const { error } = await answerTo(null, '{ outer { fails } }');
  expect(error.extensions?.code).toBe('INTERNAL');
});
