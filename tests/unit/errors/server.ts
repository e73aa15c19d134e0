import { ApolloServer } from '@apollo/server';
import { buildSchema, type GraphQLFormattedError } from 'graphql';
import { formatError } from '../../../src/api/format-error';
import { recordingLog } from '../log/logs';

/** The answer of a real Apollo server whose one resolver throws this, with what the log then has. */
export async function answerTo(thrown: unknown, query = '{ outer { fails } }', variables = {}) {
  const { log, lines, text } = recordingLog();
  const server = new ApolloServer({
    schema: buildSchema('type Query { outer: Outer } type Outer { fails(n: Int): String! }'),
    rootValue: {
      outer: {
        fails: () => {
          throw thrown;
        },
      },
    },
    formatError: (formatted, error) => formatError(formatted, error, log),
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
  });
  try {
    const { body } = await server.executeOperation({ query, variables });
    if (body.kind !== 'single') throw new Error('One answer was expected.');
    const errors: readonly GraphQLFormattedError[] = body.singleResult.errors ?? [];
    expect(errors).toHaveLength(1);
    return { error: errors[0]!, whole: JSON.stringify(body.singleResult), lines, text };
  } finally {
    await server.stop();
  }
}
