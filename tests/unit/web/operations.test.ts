import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ExampleOperationFault,
  findClaimExample,
  parseOperation,
  playgroundLink,
  readOperations,
} from '../../../src/web/operations';

const body = 'query Provenance($id: ID!, $first: Int = 5) {\n  claim(id: $id) { text }\n}';
const fault = (source: string): string => {
  try {
    parseOperation('01-provenance.graphql', source);
  } catch (error) {
    expect(error).toBeInstanceOf(ExampleOperationFault);
    return (error as Error).message;
  }
  throw new Error('expected a fault, got none');
};

describe('parseOperation', () => {
  it('reads question, variables and query, and keeps the variables out of the query', () => {
    expect(
      parseOperation('01-provenance.graphql', `# Who says so?\n#\n# variables: { "id": "c1" }\n${body}\n`),
    ).toEqual({
      name: '01-provenance',
      operationName: 'Provenance',
      question: 'Who says so?',
      query: `# Who says so?\n${body}\n`,
      variables: { id: 'c1' },
    });
  });

  it('reads variables over several lines, a question over several lines, and Windows line ends', () => {
    const source = `# Who says so,\n# and to whom?\n#\n# variables:\n# {\n#   "id": "c1",\n#   "first": 3\n# }\n\n${body}`;
    const operation = parseOperation('a.graphql', source.replaceAll('\n', '\r\n'));
    expect(operation.question).toBe('Who says so, and to whom?');
    expect(operation.variables).toEqual({ id: 'c1', first: 3 });
    expect(operation.query).toBe(`# Who says so,\n# and to whom?\n${body}\n`);
  });

  it('keeps a blank comment line within the question and comments within the body', () => {
    const operation = parseOperation('a.graphql', '# One\n#\n# two\nquery A {\n  # variables: not these\n  a\n}');
    expect(operation.query).toBe('# One\n#\n# two\nquery A {\n  # variables: not these\n  a\n}\n');
    expect(operation.variables).toBeNull();
  });

  it.each([
    ['no comment', body, 'no comment'],
    ['variables only', `# variables: {"id": "c1"}\n${body}`, 'no comment'],
    ['bad JSON', `# Q?\n# variables: { id: "c1" }\n${body}`, '"# variables:" is not followed by JSON'],
    ['a list', `# Q?\n# variables: ["c1"]\n${body}`, 'must hold a JSON object'],
    ['an empty block', `# Q?\n# variables:\n${body}`, 'not followed by JSON'],
    ['a missing variable', `# Q?\n${body}`, 'gives no value for $id'],
    ['a null for a non-null variable', `# Q?\n# variables: {"id": null}\n${body}`, 'gives no value for $id'],
    ['an unknown variable', `# Q?\n# variables: {"id": "c1", "idd": 1}\n${body}`, 'does not declare: idd'],
    ['a syntax error', '# Q?\nquery A { a', 'does not parse'],
    ['two operations', '# Q?\nquery A { a }\nquery B { b }', 'holds 2 operations'],
    ['no operation', '# Q?\nfragment F on Claim { id }', 'holds 0 operations'],
    ['an anonymous operation', '# Q?\n{ a }', 'no name'],
    ['an empty file', '', 'no comment'],
  ])('refuses %s and names the file', (_case, source, reason) => {
    const message = fault(source);
    expect(message).toContain('schema/operations/01-provenance.graphql: ');
    expect(message).toContain(reason);
  });
});

describe('readOperations', () => {
  const dir = mkdtempSync(join(tmpdir(), 'sayso-operations-'));
  afterAll(() => rmSync(dir, { recursive: true }));

  it('reads the .graphql files by name and passes by everything else', async () => {
    writeFileSync(join(dir, '02-b.graphql'), '# B?\nquery B { b }');
    writeFileSync(join(dir, '01-a.graphql'), '# A?\nquery A { a }');
    writeFileSync(join(dir, 'README.md'), 'not an operation');
    expect((await readOperations(dir)).map(({ name }) => name)).toEqual(['01-a', '02-b']);
  });

  it('fails with the name of the file at fault', async () => {
    writeFileSync(join(dir, '03-c.graphql'), '# C?\n# variables: {\nquery C { c }');
    await expect(readOperations(dir)).rejects.toThrow('03-c.graphql');
  });
});

describe('links to a claim', () => {
  const search = parseOperation('01-s.graphql', '# S?\nquery S { searchClaims(text: "a") { score } }');
  const literal = parseOperation('02-l.graphql', '# L?\nquery L { claim(id: "c1") { text } }');
  const byId = parseOperation('03-p.graphql', `# P?\n# variables: { "id": "c1", "first": 3 }\n${body}`);

  it('opens the first example that asks for a claim by a variable', () => {
    expect(findClaimExample([search, literal, byId])).toEqual({ example: byId, variable: 'id' });
    expect(findClaimExample([search, literal])).toBeNull();
  });

  it('carries the query and the variables, the claim’s id in place of the example’s', () => {
    const url = new URL(playgroundLink(byId, { id: 'a"&b' }), 'http://sayso.test');
    expect(url.pathname).toBe('/graphql');
    expect(url.searchParams.get('query')).toBe(byId.query);
    expect(JSON.parse(url.searchParams.get('variables') ?? '')).toEqual({ id: 'a"&b', first: 3 });
  });
});
