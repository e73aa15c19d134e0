import { readdirSync, readFileSync } from 'node:fs';
import { getIntrospectionQuery, Lexer, Source, TokenKind } from 'graphql';
import { limits } from '../../../src/api/limits';
import { fromRoot } from '../../../src/root';
import { parseOperation } from '../../../src/web/operations';
import { refusalOf } from './operations';

const folder = fromRoot('schema', 'operations');
const examples = readdirSync(folder).filter((file) => file.endsWith('.graphql'));

function tokensOf(text: string): number {
  const lexer = new Lexer(new Source(text));
  let count = 0;
  while (lexer.advance().kind !== TokenKind.EOF) count++;
  return count;
}

test('there are at least twelve examples, so that what follows says something', () => {
  expect(examples.length).toBeGreaterThanOrEqual(12);
});

test.each(examples)('the example %s keeps every limit with the variables that it comes with', (file) => {
  const { query, variables } = parseOperation(file, readFileSync(`${folder}/${file}`, 'utf8'));
  expect(refusalOf(query, variables ?? {})).toBeNull();
  expect(tokensOf(query)).toBeLessThan(limits.tokens);
  expect(Buffer.byteLength(query)).toBeLessThan(limits.body);
});

test('introspection with everything that it can ask keeps every limit', () => {
  const query = getIntrospectionQuery({
    descriptions: true,
    directiveIsRepeatable: true,
    inputValueDeprecation: true,
    oneOf: true,
    schemaDescription: true,
    specifiedByUrl: true,
  });
  expect(refusalOf(query)).toBeNull();
  expect(tokensOf(query)).toBeLessThan(limits.tokens);
});
