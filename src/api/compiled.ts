import { HeaderMap, type ApolloServerPlugin, type GraphQLResponse } from '@apollo/server';
import {
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { compileQuery, isCompiledQuery, type CompiledQuery } from 'graphql-jit';
import type { Context } from '../context';

type Compiled = CompiledQuery | 'seen once' | 'not to be compiled';

/** Some 50 to 100 kB each. */
const mostCompiled = 200;
/** With fragments written out, as the compiler does: nested ones make millions of a short text. */
const mostFields = 400;

/**
 * Queries that come a second time are compiled (graphql-jit), those used last kept, and answered by what came of it.
 *
 * Where a compiled answer has an error, it is dropped and graphql-js answers: errors, their paths, masks and log lines
 * are those of every other answer. What was read, and what failed to be, is not asked of the database again (context.ts).
 */
export function compiledQueries(): ApolloServerPlugin<Context> {
  const compiled = new Map<string, Compiled>();

  const compiledOf = (key: string, compile: () => Compiled): CompiledQuery | null => {
    const known = compiled.get(key);
    const now = known === undefined ? 'seen once' : known === 'seen once' ? compile() : known;
    compiled.delete(key);
    compiled.set(key, now);
    if (compiled.size > mostCompiled) compiled.delete(compiled.keys().next().value as string);
    return typeof now === 'object' ? now : null;
  };

  return {
    requestDidStart: async () => ({
      responseForOperation: async ({
        schema,
        document,
        operation,
        queryHash,
        request,
        contextValue,
      }): Promise<GraphQLResponse | null> => {
        if (operation?.operation !== OperationTypeNode.QUERY) return null;
        const name = operation.name?.value ?? '';
        const query = compiledOf(`${queryHash} ${name}`, () => compile(schema, document, operation));
        const result = await query?.query({}, contextValue, request.variables ?? {});
        if (!result || !('data' in result) || result.errors) return null;
        return {
          http: { status: undefined, headers: new HeaderMap() },
          body: { kind: 'single', singleResult: { data: result.data } },
        };
      },
    }),
  };
}

function compile(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): Compiled {
  if (hasMoreFields(document, operation, mostFields)) return 'not to be compiled';
  try {
    const made = compileQuery(schema, document, operation.name?.value ?? '');
    return isCompiledQuery(made) ? made : 'not to be compiled';
  } catch {
    // graphql-js answers it, or says why not.
    return 'not to be compiled';
  }
}

function hasMoreFields(document: DocumentNode, operation: OperationDefinitionNode, most: number): boolean {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const one of document.definitions) if (one.kind === Kind.FRAGMENT_DEFINITION) fragments.set(one.name.value, one);
  let left = most;
  // Stops at the bound, and so does not walk what it is there to refuse.
  const walk = (set: SelectionSetNode | undefined): boolean =>
    set?.selections.some((selection) => {
      if (selection.kind === Kind.FIELD) return --left < 0 || walk(selection.selectionSet);
      if (selection.kind === Kind.INLINE_FRAGMENT) return walk(selection.selectionSet);
      return --left < 0 || walk(fragments.get(selection.name.value)?.selectionSet);
    }) ?? false;
  return walk(operation.selectionSet);
}
