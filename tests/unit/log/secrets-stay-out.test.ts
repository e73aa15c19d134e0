import { recordingLog } from './logs';

const secret = 'geheim-4711';
const names = ['password', 'authorization', 'token', 'secret', 'key', 'sealedNote'];

/** The value, so many levels of objects down. */
const at = (depth: number, value: unknown): Record<string, unknown> =>
  depth === 0 ? (value as Record<string, unknown>) : { [`level${depth}`]: at(depth - 1, value) };

const written = (fields: unknown, message = 'Something happened.') => {
  const { log, text, lines } = recordingLog();
  log.info(fields, message);
  // What is beside the secret must be there: a log that says nothing keeps every secret.
  expect(lines()).toHaveLength(1);
  expect(text()).toContain(message);
  return text();
};

test.each([0, 1, 2, 3, 4, 5, 6])('%d levels down no secret is in the log, and what stands beside it is', (depth) => {
  const secrets = Object.fromEntries(names.map((name) => [name, secret]));
  const text = written(at(depth, { ...secrets, headers: { authorization: `Bearer ${secret}` }, beside: 'plain-4712' }));
  expect(text).not.toContain(secret);
  expect(text).toContain('plain-4712');
});

test('a secret within a list is not in the log', () => {
  expect(written({ users: [{ name: 'plain-4712', password: secret }] })).not.toContain(secret);
});

test('a secret is no matter of capitals', () => {
  expect(written({ headers: { Authorization: secret }, Password: secret })).not.toContain(secret);
});

test('a secret that an error carries is not in the log, and the error is', () => {
  const error = Object.assign(new Error('plain-4712'), { password: secret, options: { auth: { password: secret } } });
  const text = written({ err: error });
  expect(text).toContain('plain-4712');
  expect(text).not.toContain(secret);
});

test('a secret that a child of the log was given is not in its lines', () => {
  const { log, text } = recordingLog();
  log.child({ connection: { password: secret, user: 'plain-4712' } }).info('Signed in.');
  expect(text()).toContain('plain-4712');
  expect(text()).not.toContain(secret);
});
