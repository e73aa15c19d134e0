import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GraphQLError, Kind, parse, type FieldNode, type OperationDefinitionNode } from 'graphql';

/** One file of schema/operations: a tab of the playground, an example of the docs, a case of the tests. */
export interface ExampleOperation {
  /** The file's name without `.graphql`, such as `01-claim-provenance`; the order of the tabs. */
  name: string;
  /** The operation's own name; the tab's title. */
  operationName: string;
  /** What the operation answers: the comment at the top of the file, as one line. */
  question: string;
  /** The document with its comment, without the variables block. */
  query: string;
  variables: Record<string, unknown> | null;
}

/** An example file that breaks the convention. The message names the file. */
export class ExampleOperationFault extends Error {
  constructor(file: string, reason: string) {
    super(`schema/operations/${file}: ${reason}`);
    this.name = 'ExampleOperationFault';
  }
}

/**
 * Reads every `*.graphql` file of the folder, in the order of their names.
 * @throws ExampleOperationFault for the first file that breaks the convention of docs/playground.md.
 */
export async function readOperations(dir: string): Promise<ExampleOperation[]> {
  const files = (await readdir(dir)).filter((file) => file.endsWith('.graphql')).sort();
  return Promise.all(files.map(async (file) => parseOperation(file, await readFile(join(dir, file), 'utf8'))));
}

/**
 * Reads one example. The file begins with comment lines: the question, then, where the operation has variables,
 * `# variables:` and JSON to the end of the comment. The rest is one named operation with its fragments.
 * @throws ExampleOperationFault
 */
export function parseOperation(file: string, source: string): ExampleOperation {
  const lines = source.replace(/^\uFEFF/, '').split(/\r?\n/);
  const commentEnd = lines.findIndex((line) => !line.startsWith('#'));
  const comment = lines.slice(0, commentEnd < 0 ? lines.length : commentEnd).map((line) => line.replace(/^#+ ?/, ''));
  const body = lines.slice(comment.length).join('\n').trim();

  const mark = comment.findIndex((line) => /^\s*variables:/i.test(line));
  const said = mark < 0 ? comment : comment.slice(0, mark);
  const question = said.join(' ').replace(/\s+/g, ' ').trim();
  if (question === '')
    throw new ExampleOperationFault(file, 'begins with no comment that says what question it answers');

  const operation = onlyOperation(file, body);
  const variables = mark < 0 ? null : parseVariables(file, comment.slice(mark).join('\n'));
  checkVariables(file, operation, variables ?? {});

  const kept = said.join('\n').trimEnd().split('\n');
  const query = `${kept.map((line) => `# ${line}`.trimEnd()).join('\n')}\n${body}\n`;
  return {
    name: file.replace(/\.graphql$/, ''),
    operationName: operation.name?.value ?? '',
    question,
    query,
    variables,
  };
}

/**
 * A link that opens an example in the playground with some variables of its own; see docs/playground.md.
 * The link holds the whole query, so it also works where the reader has closed the example's tab.
 */
export function playgroundLink(
  example: Pick<ExampleOperation, 'query' | 'variables'>,
  variables: Record<string, unknown>,
): string {
  const parameters = new URLSearchParams({ query: example.query });
  const all = { ...example.variables, ...variables };
  if (Object.keys(all).length > 0) parameters.set('variables', JSON.stringify(all));
  return `/graphql?${parameters.toString()}`;
}

/**
 * The first example that asks `claim(id: $variable)`, and that variable's name: what a claim's link opens.
 * Found by its shape, so that files may be renamed and reordered.
 */
export function findClaimExample(
  examples: readonly ExampleOperation[],
): { example: ExampleOperation; variable: string } | null {
  for (const example of examples) {
    for (const definition of parse(example.query).definitions) {
      if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
      const field = definition.selectionSet.selections.find(
        (selection): selection is FieldNode => selection.kind === Kind.FIELD && selection.name.value === 'claim',
      );
      const id = field?.arguments?.find((argument) => argument.name.value === 'id');
      if (id?.value.kind === Kind.VARIABLE) return { example, variable: id.value.name.value };
    }
  }
  return null;
}

function onlyOperation(file: string, body: string): OperationDefinitionNode {
  let operations: OperationDefinitionNode[];
  try {
    operations = parse(body).definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    throw new ExampleOperationFault(file, `does not parse: ${error.message}`);
  }
  const [operation] = operations;
  if (!operation || operations.length > 1) {
    throw new ExampleOperationFault(file, `holds ${operations.length} operations; ▶ needs exactly one`);
  }
  if (!operation.name)
    throw new ExampleOperationFault(file, 'its operation has no name, and the tab would have no title');
  return operation;
}

function parseVariables(file: string, block: string): Record<string, unknown> {
  const json = block.slice(block.indexOf(':') + 1).trim();
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    throw new ExampleOperationFault(file, `"# variables:" is not followed by JSON: ${(error as Error).message}`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ExampleOperationFault(file, '"# variables:" must hold a JSON object');
  }
  return value as Record<string, unknown>;
}

function checkVariables(file: string, operation: OperationDefinitionNode, given: Record<string, unknown>): void {
  const declared = operation.variableDefinitions ?? [];
  const names = new Set(declared.map((definition) => definition.variable.name.value));
  const unknown = Object.keys(given).filter((name) => !names.has(name));
  if (unknown.length > 0)
    throw new ExampleOperationFault(file, `gives variables it does not declare: ${unknown.join(', ')}`);
  const missing = declared
    .filter((definition) => definition.type.kind === Kind.NON_NULL_TYPE && !definition.defaultValue)
    .map((definition) => definition.variable.name.value)
    .filter((name) => given[name] === undefined || given[name] === null);
  if (missing.length > 0) throw new ExampleOperationFault(file, `gives no value for $${missing.join(', $')}`);
}
