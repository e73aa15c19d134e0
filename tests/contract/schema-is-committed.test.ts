import { readFileSync } from 'node:fs';
import { buildSchema as parseSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { schemaText } from '../../src/api/build-schema';
import { fromRoot } from '../../src/root';

const committed = readFileSync(fromRoot('schema', 'schema.graphql'), 'utf8');

test('schema/schema.graphql is what the code gives (otherwise: npm run schema:emit)', () => {
  expect(committed).toBe(schemaText());
});

test('it is a schema, and sorted, so that a diff shows what changed and nothing else', () => {
  const parsed = parseSchema(committed);
  expect(printSchema(lexicographicSortSchema(parsed))).toBe(committed.trimEnd());
  expect(Object.keys(parsed.getQueryType()!.getFields()).length).toBeGreaterThanOrEqual(10);
});
