import { csvLine, readParameter } from '../../src/cli/cypher';
import { createQuota } from '../../src/features/cypher/quota';
import { readStatement } from '../../src/features/cypher/read-statement';
import { CypherRefusal } from '../../src/features/cypher/refusal';

const refusalOf = (work: () => unknown): CypherRefusal => {
  try {
    work();
  } catch (error) {
    if (error instanceof CypherRefusal) return error;
    throw error;
  }
  throw new Error('Nothing was refused.');
};
const read = (statement: string) => readStatement(statement, { protect: true }).text;
const guard = '!(Principal|ApiKey|Webhook|DeadDelivery)';

describe('a statement', () => {
  test.each([
    ['MATCH (c:Claim) RETURN c.id', 'MATCH (c:Claim) RETURN c.id'],
    ['MATCH (n) RETURN n', `MATCH (n:${guard}) RETURN n`],
    ['MATCH (n:!Claim) RETURN n', `MATCH (n:(!Claim)&${guard}) RETURN n`],
    ['MATCH (end:Claim) WHERE end.type IN [1] RETURN end', 'MATCH (end:Claim) WHERE end.type IN [1] RETURN end'],
    ['RETURN 1 // DELETE\n + 2', 'RETURN 1          \n + 2 AS `1 // DELETE\n + 2`'],
    ["RETURN 'it''s'", null],
    [
      'RETURN [x IN [1] WHERE x > 0 | x][$i]',
      'RETURN [x IN [1] WHERE x > 0 | x][toInteger($i)] AS `[x IN [1] WHERE x > 0 | x][$i]`',
    ],
  ])('%j is read', (statement, text) => {
    if (text === null) expect(refusalOf(() => read(statement)).layer).toBe('text');
    else expect(read(statement)).toBe(text);
  });

  test.each([
    ['RETURN 1;\nRETURN 2', 'text', { line: 2, column: 1 }],
    ['MATCH (n)\r\nSET n.x = 1', 'text', { line: 2, column: 1 }],
    ['MATCH (n) RETURN n.`sealedNote`', 'protected', { line: 1, column: 20 }],
    ["RETURN 'a", 'text', { line: 1, column: 8 }],
    ['RETURN 1 /* a', 'text', { line: 1, column: 10 }],
    ['RETURN (1', 'text', { line: 1, column: 8 }],
    ['', 'text', { line: 1, column: 1 }],
    ['RETURN apoc.load.json("x")', 'text', { line: 1, column: 8 }],
  ])('%j is refused by the layer %s, with its place', (statement, layer, place) => {
    const refusal = refusalOf(() => read(statement));
    expect([refusal.layer, refusal.place]).toEqual([layer, place]);
  });

  test('that nests without end is refused, and soon', () => {
    for (const open of ['(', '[', '[x IN [', '({a: ', 'CASE WHEN ', 'NOT ', 'EXISTS { ((', '[(a)-->(b) | ']) {
      expect(refusalOf(() => read(`RETURN ${open.repeat(1_500)}`)).layer).toBe('text');
    }
  });
});

test('a caller begins anew as time goes by', () => {
  let time = 0;
  const quota = createQuota({ most: 9, mostOfCaller: 9, perMinute: 2, now: () => time });
  for (let i = 0; i < 2; i++) quota.enter('a')();
  expect(refusalOf(() => quota.enter('a'))).toMatchObject({ status: 429, retryAfter: 30 });
  quota.enter('b')();
  time += 30_000;
  quota.enter('a')();
  expect(refusalOf(() => quota.enter('a')).status).toBe(429);
});

test('parameters of the command are JSON where they are that, else text', () => {
  const given = ['n=5', 'name=Associated Press', 'list=["a"]', 'text="5"', 'none='];
  expect(given.reduce<Record<string, unknown>>((before, one) => readParameter(one, before), {})).toEqual({
    n: 5,
    name: 'Associated Press',
    list: ['a'],
    text: '5',
    none: '',
  });
  expect(() => readParameter('n', {})).toThrow('name=value');
});

test('a cell of CSV is quoted where it must be', () => {
  expect(csvLine(['a', 'b,c', 'say "x"', 'two\nlines', ''])).toBe('a,"b,c","say ""x""","two\nlines",\n');
});
