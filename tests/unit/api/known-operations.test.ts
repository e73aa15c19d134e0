import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'graphql';
import { buildSchema } from '../../../src/api/build-schema';
import { readKnownOperations } from '../../../src/api/known-operations';
import { StartUpFault } from '../../../src/errors';

const schema = buildSchema();
let dir: string;
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'sayso-operations-'))));
afterEach(() => rmSync(dir, { recursive: true }));

const read = (files: Record<string, string>, only = true) => {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text);
  return readKnownOperations(schema, { only, dirs: [dir] });
};

test('a document with several operations is known as a whole', () => {
  const both = 'query A { __typename } query B { __typename }';
  const { refusalOf } = read({ 'both.graphql': both });
  expect(refusalOf(parse(both))).toBeNull();
  expect(refusalOf(parse('query A { __typename }'))?.extensions.code).toBe('FORBIDDEN');
});

test('a string’s blanks are no blanks between words', () => {
  const { refusalOf } = read({ 'a.graphql': '{ document(url: "https://x.example/a  b") { id } }' });
  expect(refusalOf(parse('{ document(url: "https://x.example/a b") { id } }'))).not.toBeNull();
  expect(refusalOf(parse('{document(url:"https://x.example/a  b"){id}} # same'))).toBeNull();
});

test('where any may run, none is refused, and known ones have their hash', () => {
  const { refusalOf, textOf } = read({ 'a.graphql': '{ __typename }' }, false);
  expect(refusalOf(parse('{ claims { totalCount } }'))).toBeNull();
  // printf '{ __typename }' | sha256sum
  expect(textOf('7f56e67dd21ab3f30d1ff8b7bed08893f0a0db86449836189b361dd1e56ddb4b')).toBe('{ __typename }');
});

test.each([
  ['a.graphql', '{ claim', /Syntax Error/],
  ['a.graphql', '{ clame { text } }', /Cannot query field "clame"/],
  ['a.graphql', '', /Syntax Error/],
  ['a.json', '{', /JSON/],
  ['a.json', '{}', /no object whose values are documents/],
  ['a.json', '{"a": {"body": "{ __typename }"}}', /no object whose values are documents/],
  ['a.json', '{"a": "{ clame }"}', /Cannot query field "clame"/],
])('a start with %s that holds %j fails, names the file and says why', (name, text, reason) => {
  const start = () => read({ [name]: text });
  expect(start).toThrow(StartUpFault);
  expect(start).toThrow(reason);
  expect(start).toThrow(join(dir, name));
});

test('a folder that there is not ends the start, too', () => {
  expect(() => readKnownOperations(schema, { only: true, dirs: [join(dir, 'nowhere')] })).toThrow(StartUpFault);
});
