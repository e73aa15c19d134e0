import {
  getOperationAST,
  parse,
  specifiedRules,
  validate,
  type GraphQLError,
  type OperationDefinitionNode,
} from 'graphql';
import { buildSchema } from '../../../src/api/build-schema';
import { checkLimits } from '../../../src/api/limits';

export const schema = buildSchema();

/** What the limits say of an operation that is valid by all other rules: a test that asks a wrong question must fail. */
export function refusalOf(text: string, variables: Record<string, unknown> = {}): GraphQLError | null {
  const document = parse(text);
  const invalid = validate(schema, document, specifiedRules).map((error) => error.message);
  if (invalid.length > 0) throw new Error(`Not a valid operation: ${invalid.join(' ')}`);
  return checkLimits(schema, document, getOperationAST(document) as OperationDefinitionNode, variables);
}

/** What an operation costs, as its refusal tells; so that it is told, a list of its own is added that costs `ballast`. */
export function costOf(body: string, variables: Record<string, unknown> = {}, head = 'query'): number {
  const ballast = 10_000;
  const text = `${head} { ${body} ballast: claims(first: 100) { nodes { attributionChains(first: 100) { nodes { id } } } } }`;
  const refusal = refusalOf(text, variables);
  if (refusal === null) return 0;
  expect(refusal.extensions.code).toBe('COST_LIMIT');
  const told = /^The query may give (\d+) objects/.exec(refusal.message)?.[1];
  if (told === undefined) throw new Error(`Refused for another reason: ${refusal.message}`);
  return Number(told) - ballast;
}
