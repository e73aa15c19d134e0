import { errorCodes, type ErrorCode } from '../../src/errors';

interface Refused {
  status: number;
  errors: { message: string; extensions: Record<string, unknown> }[] | undefined;
}

/** What must not be in any message: places in our code, the database's words and addresses, its query language. */
const internals = /\n\s*at |node_modules|\.(ts|js|cypher)\b|neo4j|bolt:|lucene|UNWIND|\bMATCH\b|ECONN|FST_ERR/i;

/** A refusal meant for the caller: never a 5xx, one of our codes and nothing else in `extensions` but the field at fault. */
export function expectRefusal({ status, errors }: Refused, code: ErrorCode, about?: RegExp): void {
  expect(errors?.map((error) => error.extensions.code)).toEqual((errors ?? []).map(() => code));
  expect(errors?.length).toBeGreaterThan(0);
  expect(status).toBeLessThan(500);
  for (const { message, extensions } of errors ?? []) {
    expect(errorCodes).toContain(extensions.code);
    expect(Object.keys(extensions).filter((name) => !['code', 'field'].includes(name))).toEqual([]);
    expect(message).not.toMatch(internals);
    expect(message.length).toBeGreaterThan(10);
    expect(message.length).toBeLessThan(400);
    if (about) expect(message).toMatch(about);
  }
}
