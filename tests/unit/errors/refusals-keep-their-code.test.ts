import { errorCodes, SaysoError } from '../../../src/errors';
import { answerTo } from './server';

test('the codes are a closed list', () => {
  expect(errorCodes).toEqual([
    'BAD_USER_INPUT',
    'UNAUTHENTICATED',
    'FORBIDDEN',
    'CONFLICT',
    'COST_LIMIT',
    'UNAVAILABLE',
    'INTERNAL',
  ]);
});

/** What is our fault is masked: tests beside this one. */
const told = errorCodes.filter((code) => code !== 'INTERNAL');
test.each(told)('a refusal with the code %s reaches the client in its words', async (code) => {
  const { error } = await answerTo(new SaysoError(code, 'first: 0 is not between 1 and 100.'));
  expect(error).toEqual({
    message: 'first: 0 is not between 1 and 100.',
    locations: [{ line: 1, column: 11 }],
    path: ['outer', 'fails'],
    extensions: { code },
  });
});

test('a refusal tells the field at fault, and nothing of its cause', async () => {
  const cause = new Error('geheim-4711');
  const { error, whole } = await answerTo(new SaysoError('CONFLICT', 'It changed.', { cause, field: 'input.claim' }));
  expect(error.extensions).toEqual({ code: 'CONFLICT', field: 'input.claim' });
  expect(whole).not.toContain('geheim');
});

test('that the database is away is a warning in the log, any other refusal is no news', async () => {
  const away = await answerTo(new SaysoError('UNAVAILABLE', 'The database cannot be reached.'));
  expect(away.lines().map(({ level, msg }) => [level, msg])).toEqual([[40, 'The database cannot be reached.']]);
  expect((await answerTo(new SaysoError('BAD_USER_INPUT', 'No.'))).lines()).toEqual([]);
});

test.each([
  ['a syntax error', '{ outer {', {}, /^Syntax Error/],
  ['a field that is not there', '{ outer { falls } }', {}, /^Cannot query field "falls"/],
  ['an argument of the wrong type', '{ outer { fails(n: "x") } }', {}, /^Int cannot represent/],
  ['a variable of the wrong type', 'query ($n: Int) { outer { fails(n: $n) } }', { n: 'x' }, /^Variable "\$n" got/],
  ['a variable that is missing', 'query ($n: Int!) { outer { fails(n: $n) } }', {}, /^Variable "\$n" of required/],
  ['no operation', 'fragment F on Outer { fails }', {}, /./],
])('%s is BAD_USER_INPUT, and says what it is', async (_what, query, variables, words) => {
  const { error, lines } = await answerTo(new Error('is not reached'), query, variables);
  expect(error.extensions).toEqual({ code: 'BAD_USER_INPUT' });
  expect(error.message).toMatch(words);
  expect(lines()).toEqual([]);
});
