import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { errorCodes, SaysoError, type ErrorCode } from '../errors';
import type { Log } from '../log';

/** Apollo's own refusals of a request, in our closed list. */
const ours: Record<string, ErrorCode> = {
  GRAPHQL_PARSE_FAILED: 'BAD_USER_INPUT',
  GRAPHQL_VALIDATION_FAILED: 'BAD_USER_INPUT',
  OPERATION_RESOLUTION_FAILURE: 'BAD_USER_INPUT',
  PERSISTED_QUERY_NOT_FOUND: 'BAD_USER_INPUT',
  PERSISTED_QUERY_NOT_SUPPORTED: 'BAD_USER_INPUT',
  BAD_REQUEST: 'BAD_USER_INPUT',
};

/**
 * What a client sees of an error: a refusal that is meant for it, in its words; everything else as INTERNAL, with a
 * number that finds the error in the log. The log is written here and nowhere else.
 */
export function formatError(formatted: GraphQLFormattedError, thrown: unknown, log: Log): GraphQLFormattedError {
  const error = unwrapResolverError(thrown);
  const { message, locations, path } = formatted;
  const place = { ...(locations ? { locations } : {}), ...(path ? { path } : {}) };
  if (error instanceof SaysoError && error.code !== 'INTERNAL') {
    if (error.code === 'UNAVAILABLE') log.warn({ err: error }, error.message);
    return { message, ...place, extensions: { code: error.code, ...(error.field ? { field: error.field } : {}) } };
  }
  const given = formatted.extensions?.code;
  const code = typeof given === 'string' ? given : '';
  // Only of a GraphQLError of ours: a library's error may bear a code of the same name.
  const meant = error instanceof GraphQLError && errorCodes.includes(code as ErrorCode) && code !== 'INTERNAL';
  if (meant) return { message, ...place, extensions: { code } };
  if (/^Syntax Error: Document contains more (than|that) /.test(message))
    return { message, ...place, extensions: { code: 'COST_LIMIT' } };
  if (code in ours) return { message, ...place, extensions: { code: ours[code] } };
  // graphql-js itself speaks of a variable or argument that does not fit: no resolver has run.
  if (error instanceof GraphQLError && !error.originalError && !path) {
    return { message, ...place, extensions: { code: 'BAD_USER_INPUT' } };
  }
  const reference = crypto.randomUUID();
  log.error({ err: error, reference, path }, 'A request failed unexpectedly.');
  return {
    message: `Something went wrong on our side. The log has it under ${reference}.`,
    ...place,
    extensions: { code: 'INTERNAL', reference },
  };
}
