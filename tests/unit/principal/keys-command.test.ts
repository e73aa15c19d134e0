import { Command, CommanderError } from 'commander';
import { addKeysCommands, keyTable, readExpiry } from '../../../src/cli/keys';
import { readConfig } from '../../../src/config';
import { findViewer, listKeys } from '../../../src/features/principal/keys.service';
import type { Graph } from '../../../src/graph/graph';
import { emptyGraph } from '../../support/graph';

let graph: Graph;
let out: string[];
let err: string[];
beforeAll(async () => (graph = await emptyGraph()));
afterAll(() => graph.close());
beforeEach(() => {
  out = [];
  err = [];
  jest.spyOn(console, 'log').mockImplementation((line: string) => void out.push(line));
  jest.spyOn(console, 'error').mockImplementation((line: string) => void err.push(line));
});
afterEach(() => jest.restoreAllMocks());

async function sayso(...argv: string[]): Promise<void> {
  const program = new Command('sayso').exitOverride().configureOutput({ writeErr: (text) => void err.push(text) });
  addKeysCommands(
    program,
    () => readConfig({}),
    (_config, _print, run) => run(graph),
  );
  await program.parseAsync(argv, { from: 'user' });
}

test('create prints the key and nothing else on its own stream; list never shows it; revoke ends it', async () => {
  await sayso('keys', 'create', '--name', 'Ada', '--role', 'reviewer', '--label', 'desk', '--expires', '90d');
  const [key = ''] = out;
  expect(out).toEqual([expect.stringMatching(/^sayso_[\w-]{43}$/)]);
  expect(err.join()).toMatch(/for "Ada" \(REVIEWER\), until .*shown this once/);
  expect(await findViewer(graph, key)).toMatchObject({ name: 'Ada', roles: ['REVIEWER'] });

  out = [];
  await sayso('keys', 'list');
  expect(out.join()).toMatch(
    /^id +principal +role +label +hint +created +expires +revoked\nkey_\S+ +Ada +REVIEWER +desk +…/,
  );
  expect(out.join()).not.toContain(key.slice(6, 20));

  const [{ id } = { id: '' }] = await listKeys(graph);
  out = [];
  await sayso('keys', 'revoke', id);
  expect(out).toEqual([expect.stringMatching(/^key_\S+ of "Ada" is revoked since \d{4}-/)]);
  expect(await findViewer(graph, key)).toBeNull();
});

test('who makes a key for somebody with another role hears what that changes', async () => {
  await sayso('keys', 'create', '--name', 'Bo', '--role', 'READER');
  await sayso('keys', 'create', '--name', 'Bo', '--role', 'ADMIN');
  expect(err).toContain('"Bo" was READER: every key of theirs is ADMIN now.');
});

test.each([
  [['keys', 'create', '--role', 'READER'], /required option '--name/],
  [['keys', 'create', '--name', 'Ada'], /required option '--role/],
  [['keys', 'create', '--name', 'Ada', '--role', 'OWNER'], /one of READER, CONTRIBUTOR, REVIEWER, ADMIN/],
  [['keys', 'create', '--name', 'Ada', '--role', 'READER', '--expires', 'soon'], /number of days/],
  [['keys', 'revoke'], /missing required argument 'id'/],
])('%j is a wrong call, told in words', async (argv, words) => {
  await expect(sayso(...argv)).rejects.toThrow(CommanderError);
  expect(err.join()).toMatch(words);
});

test('a key that there is not cannot be revoked', async () => {
  await expect(sayso('keys', 'revoke', 'key_none')).rejects.toThrow('there is no key "key_none"');
});

test('when a key expires', () => {
  const now = new Date('2026-06-01T10:00:00Z');
  const read = (text: string) => readExpiry(text, undefined, now).toISOString();
  expect(read('90d')).toBe('2026-08-30T10:00:00.000Z');
  expect(read('2027-01-31')).toBe('2027-01-31T00:00:00.000Z');
  expect(read('2027-01-31T18:00+02:00')).toBe('2027-01-31T16:00:00.000Z');
  for (const wrong of ['0d', '-1d', '90', '999999d', '2027-02-31', '2027-01-31T18:00', '2026-06-01', 'tomorrow', '']) {
    expect(() => read(wrong)).toThrow();
  }
});

test('the table of no keys says so', () => {
  expect(keyTable([])).toBe('There are no keys yet.');
});
