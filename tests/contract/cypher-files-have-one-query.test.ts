import { allQueries } from './all-features';
import { migrationFiles, queryFiles } from './cypher-files';
import { tokensOf } from './cypher-tokens';

const queries = allQueries();

test('every file is used by exactly one query, and every query has its file', () => {
  const used = queries.map((query) => query.name).sort();
  expect(queryFiles.length).toBeGreaterThan(70);
  expect(used).toEqual(queryFiles.map((file) => file.name));
});

test.each(queryFiles)('$name says in its first line what a row is', ({ text }) => {
  const [first = ''] = text.split('\n');
  expect(first).toMatch(/^\/\/ \S.{6,}/);
});

test.each(queryFiles)('$name is one statement', ({ text }) => {
  expect(tokensOf(text).filter((token) => token.text === ';')).toEqual([]);
  expect(text.endsWith('\n')).toBe(true);
});

test('a file that is no query is a migration, named so that its place in the order shows', () => {
  expect(
    migrationFiles.map(({ name }) => name).filter((name) => !/^migrations\/V\d{4}__[a-z0-9_]+$/.test(name)),
  ).toEqual([]);
  expect(migrationFiles.length).toBeGreaterThanOrEqual(3);
});
