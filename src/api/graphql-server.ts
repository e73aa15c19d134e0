import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import type { GraphQLSchema } from 'graphql';
import type { Context } from '../context';
import type { Log } from '../log';
import { bookmarkHeader, sealBookmarks } from './bookmark';
import { compiledQueries } from './compiled';
import { formatError } from './format-error';
import type { KnownOperations } from './known-operations';
import { checkLimits, limits } from './limits';

export interface GraphqlServerOptions {
  schema: GraphQLSchema;
  /** Whether queries that come again are compiled. */
  compile: boolean;
  known: KnownOperations;
}

/** The GraphQL server, started; whoever serves HTTP hands it requests. */
export async function startGraphqlServer(
  log: Log,
  { schema, compile, known }: GraphqlServerOptions,
): Promise<ApolloServer<Context>> {
  const server: ApolloServer<Context> = new ApolloServer<Context>({
    schema,
    formatError: (formatted, error) => formatError(formatted, error, log),
    introspection: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    // Nothing here goes by cookies: whoever may write says so in an Authorization header, which no foreign page can send.
    csrfPrevention: false,
    cache: 'bounded',
    // Whoever is told nothing but the hash of an operation finds those that are known; others once somebody has sent them.
    persistedQueries: {
      cache: {
        get: async (key) => known.textOf(key.replace(/^apq:/, '')) ?? (known.only ? undefined : server.cache.get(key)),
        set: async (key, text, options) => (known.only ? undefined : server.cache.set(key, text, options)),
        delete: async (key) => server.cache.delete(key),
      },
    },
    // What is known was validated when it was read; of the schema, all else is to learn nothing by its mistakes.
    dangerouslyDisableValidation: known.only,
    parseOptions: { maxTokens: limits.tokens },
    plugins: [
      refusals(known),
      bookmarksPlugin,
      cachingPlugin,
      ...(compile ? [compiledQueries()] : []),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
    ],
  });
  await server.start();
  return server;
}

const refusals = ({ refusalOf }: KnownOperations): ApolloServerPlugin<Context> => ({
  requestDidStart: async () => ({
    didResolveOperation: async ({ schema, document, operation, request }) => {
      const refusal =
        refusalOf(document) ?? (operation && checkLimits(schema, document, operation, request.variables ?? {}));
      if (refusal) throw refusal;
    },
  }),
});

/** Whoever has written is told how to see it elsewhere. */
const bookmarksPlugin: ApolloServerPlugin<Context> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ contextValue: { graph, sealing }, response }) => {
      const committed = graph.committed();
      if (committed) response.http.headers.set(bookmarkHeader, sealBookmarks(committed, sealing));
    },
  }),
};

/** An answer by GET may be kept and is asked for again by its tag (graphql-routes.ts); one with errors may not. */
const cachingPlugin: ApolloServerPlugin<Context> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ request, contextValue: { viewer }, response: { body, http } }) => {
      if (request.http?.method !== 'GET') return;
      const isWhole = body.kind === 'single' && !body.singleResult.errors;
      http.headers.set('cache-control', !isWhole ? 'no-store' : viewer ? 'private, no-cache' : 'no-cache');
    },
  }),
};
