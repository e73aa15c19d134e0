import {
  createSourceEventStream,
  execute,
  getOperationAST,
  GraphQLError,
  OperationTypeNode,
  parse,
  validate,
  type DocumentNode,
  type ExecutionResult,
  type FormattedExecutionResult,
  type GraphQLFormattedError,
  type GraphQLSchema,
} from 'graphql';
import { formatError } from '../../api/format-error';
import type { KnownOperations } from '../../api/known-operations';
import { checkLimits, limits } from '../../api/limits';
import type { Context } from '../../context';
import { SaysoError } from '../../errors';
import type { Log } from '../../log';
import type { Viewer } from '../principal/viewer';
import type { ChangeSetNode } from './feed.queries';
import { feedCursor, FeedInterrupted } from './feed.service';
import type { FeedAccess, Poller } from './poller';

export interface TransportOptions {
  schema: GraphQLSchema;
  known: KnownOperations;
  /**
   * Who bears this Authorization header: asked again at each change, so that a key that is not good any more ends what it
   * began. @throws SaysoError UNAUTHENTICATED.
   */
  authenticate: (header: string | undefined) => Promise<Viewer | null>;
  /** A fresh context: what an earlier change was answered with must not answer a later one. */
  contextOf: (viewer: Viewer | null) => Context;
  poller: Poller;
  log: Log;
}

/** An operation as it comes from a client, not yet looked at. */
export interface AskedOperation {
  query?: unknown;
  operationName?: unknown;
  variables?: unknown;
  /** `persistedQuery.sha256Hash` stands for a known one's text. */
  extensions?: unknown;
}
export interface Subscribed {
  document: DocumentNode;
  operationName: string | null;
  variableValues: Record<string, unknown>;
}

/** The subscription that is asked for, or what is wrong with it: the same checks, in the same order, as by POST. */
export function readSubscription(
  { schema, known }: Pick<TransportOptions, 'schema' | 'known'>,
  asked: AskedOperation,
): Subscribed | GraphQLError[] {
  const { operationName = null, variables } = asked;
  // By graphql-ws a query is always sent: an empty one where its hash is meant.
  const query = asked.query || textByHash(asked.extensions, known);
  if (query === null) return [refusal('PersistedQueryNotFound')];
  if (typeof query !== 'string') return [refusal('query: a GraphQL subscription is expected here.')];
  if (operationName !== null && typeof operationName !== 'string') return [refusal('operationName: not a string.')];
  if (variables != null && (typeof variables !== 'object' || Array.isArray(variables))) {
    return [refusal('variables: not an object.')];
  }
  let document: DocumentNode;
  try {
    document = parse(query, { maxTokens: limits.tokens });
  } catch (error) {
    return [error as GraphQLError];
  }
  const unknown = known.refusalOf(document);
  if (unknown) return [unknown];
  const faults = validate(schema, document);
  if (faults.length > 0) return [...faults];
  const operation = getOperationAST(document, operationName);
  if (!operation) return [refusal('operationName: it names no operation of the query.')];
  if (operation.operation !== OperationTypeNode.SUBSCRIPTION) {
    return [
      refusal('Subscriptions alone are answered on a stream. Send queries and mutations by POST, and accept JSON.'),
    ];
  }
  const variableValues = (variables ?? {}) as Record<string, unknown>;
  const limit = checkLimits(schema, document, operation, variableValues);
  return limit ? [limit] : { document, operationName, variableValues };
}

/** Null for a hash that no known operation has; undefined where none is given. */
function textByHash(extensions: unknown, { textOf }: KnownOperations): string | null | undefined {
  const { persistedQuery } = (extensions ?? {}) as { persistedQuery?: { sha256Hash?: unknown } | null };
  const hash = persistedQuery?.sha256Hash;
  return typeof hash === 'string' ? (textOf(hash) ?? null) : undefined;
}

const refusal = (message: string) => new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });

/** One answer on a stream. `cursor` is the place of its change; null for an error that ends the stream. */
export interface StreamAnswer {
  cursor: string | null;
  result: FormattedExecutionResult;
}

/**
 * The answers of a subscription, one for each change. An error that ends it is its last answer. Ends at once when
 * `return` is called, even while it waits for a change.
 */
export function answersOf(
  options: TransportOptions,
  subscribed: Subscribed,
  caller: { header: string | undefined; viewer: Viewer | null; resumeAfter: string | null },
): AsyncIterableIterator<StreamAnswer> & { return(): Promise<IteratorResult<StreamAnswer>> } {
  const stopping = new AbortController();
  const answers = run(options, subscribed, caller, stopping.signal);
  return {
    next: () => answers.next(),
    // A generator does not hear of `return` before what it awaits has come; the signal ends that.
    return: () => {
      stopping.abort();
      return answers.return(undefined);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

async function* run(
  options: TransportOptions,
  { document, operationName, variableValues }: Subscribed,
  caller: { header: string | undefined; viewer: Viewer | null; resumeAfter: string | null },
  signal: AbortSignal,
): AsyncGenerator<StreamAnswer, undefined> {
  const { schema, authenticate, contextOf, poller, log } = options;
  const feed: FeedAccess = { poller, resumeAfter: caller.resumeAfter, signal };
  const args = { schema, document, operationName, variableValues };
  let before: string | null = null;
  try {
    const events = await createSourceEventStream({ ...args, contextValue: { ...contextOf(caller.viewer), feed } });
    if (!(Symbol.asyncIterator in events)) {
      yield { cursor: null, result: masked(events, log) };
      return;
    }
    for await (const event of events as AsyncIterable<ChangeSetNode>) {
      before = feedCursor(event.seq - 1);
      const viewer = await authenticate(caller.header);
      const result = await execute({ ...args, rootValue: event, contextValue: { ...contextOf(viewer), feed } });
      const outage = result.errors?.map(({ originalError }) => originalError).find(isUnavailable);
      if (outage) throw outage;
      yield { cursor: feedCursor(event.seq), result: masked(result, log) };
    }
  } catch (error) {
    if (signal.aborted) return;
    // A change that could not be answered whole is not answered at all: whoever resumes gets it again.
    const shown = isUnavailable(error) && before ? new FeedInterrupted(before, error.message, { cause: error }) : error;
    yield { cursor: null, result: { errors: [maskedError(shown, log)] } };
  }
}

const isUnavailable = (error: unknown): error is SaysoError =>
  error instanceof SaysoError && !(error instanceof FeedInterrupted) && error.code === 'UNAVAILABLE';

function masked({ errors, data }: ExecutionResult, log: Log): FormattedExecutionResult {
  return {
    ...(errors ? { errors: errors.map((error) => maskedError(error, log)) } : {}),
    ...(data === undefined ? {} : { data }),
  };
}

/** As `formatError`, with the cursor to resume from where there is one. */
export function maskedError(thrown: unknown, log: Log): GraphQLFormattedError {
  const formatted = thrown instanceof GraphQLError ? thrown.toJSON() : { message: String((thrown as Error).message) };
  const shown = formatError(formatted, thrown, log);
  return thrown instanceof FeedInterrupted
    ? { ...shown, extensions: { ...shown.extensions, cursor: thrown.cursor } }
    : shown;
}
