import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import type { Context } from '../context';
import type { Log } from '../log';
import { buildSchema } from './build-schema';
import { formatError } from './format-error';
import { checkLimits, limits } from './limits';

/** The GraphQL server, started; whoever serves HTTP hands it requests. */
export async function startGraphqlServer(log: Log): Promise<ApolloServer<Context>> {
  const server = new ApolloServer<Context>({
    schema: buildSchema(),
    formatError: (formatted, error) => formatError(formatted, error, log),
    introspection: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    // Nothing here goes by cookies: whoever may write says so in an Authorization header, which no foreign page can send.
    csrfPrevention: false,
    cache: 'bounded',
    parseOptions: { maxTokens: limits.tokens },
    plugins: [limitsPlugin, ApolloServerPluginCacheControlDisabled(), ApolloServerPluginLandingPageDisabled()],
  });
  await server.start();
  return server;
}

const limitsPlugin: ApolloServerPlugin<Context> = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ schema, document, operation, request }) => {
      const refusal = operation && checkLimits(schema, document, operation, request.variables ?? {});
      if (refusal) throw refusal;
    },
  }),
};
