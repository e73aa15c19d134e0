import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLFormattedError } from 'graphql';
import { SaysoError, statusOfCode, type ErrorCode } from '../../errors';
import type { Viewer } from '../principal/viewer';
import { answersOf, maskedError, readSubscription, type AskedOperation, type TransportOptions } from './feed.operation';

export interface EventStreams {
  /** Whether a request for `/graphql` wants a stream. */
  wants: (request: Pick<FastifyRequest, 'headers'>) => boolean;
  answer: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;
  /** Ends every stream without a `complete`, so that clients come back and resume. */
  close: () => void;
}

export interface EventStreamOptions extends TransportOptions {
  /** A stream without a change says at least this often that it is alive. Milliseconds. */
  heartbeatMs?: number;
}

/**
 * Subscriptions by server-sent events, "distinct connections mode" of the GraphQL-over-SSE protocol: events `next` and
 * `complete`. The id of a `next` is its cursor, so that a browser's EventSource resumes by itself (Last-Event-ID).
 */
export function eventStreams(options: EventStreamOptions): EventStreams {
  const { authenticate, log, heartbeatMs = 15_000 } = options;
  const open = new Set<ServerResponse>();
  let isClosing = false;

  async function answer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    void reply.header('vary', 'accept').header('cache-control', 'no-store');
    const refuse = (status: number, errors: GraphQLFormattedError[]) => reply.code(status).send({ errors });
    const { authorization: header } = request.headers;
    let viewer: Viewer | null;
    try {
      viewer = await authenticate(header);
    } catch (error) {
      return refuse(statusOf(error), [maskedError(error, log)]);
    }
    const subscribed = readSubscription(options, operationOf(request));
    if (Array.isArray(subscribed)) {
      const errors = subscribed.map((error) => maskedError(error, log));
      return refuse(statusOfCode[errors[0]?.extensions?.code as ErrorCode] ?? 400, errors);
    }
    const lastEventId = request.headers['last-event-id'];
    const resumeAfter = typeof lastEventId === 'string' && lastEventId !== '' ? lastEventId : null;
    const answers = answersOf(options, subscribed, { header, viewer, resumeAfter });
    reply.hijack();
    const { raw } = reply;
    if (isClosing) {
      raw.destroy();
      return reply;
    }
    open.add(raw);
    const gone = new AbortController();
    raw.on('error', () => undefined);
    raw.once('close', () => {
      gone.abort();
      open.delete(raw);
      void answers.return();
    });
    raw.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      'content-type': 'text/event-stream; charset=utf-8',
      // For proxies that gather an answer before they pass it on.
      'x-accel-buffering': 'no',
    });
    const heartbeat = setInterval(() => raw.write(':\n\n'), heartbeatMs);
    try {
      // Says that the subscription is there before the first change is.
      raw.write(':\n\n');
      for await (const { cursor, result } of answers) {
        if (raw.writableEnded) break;
        const id = cursor === null ? '' : `id: ${cursor}\n`;
        const isTaken = raw.write(`event: next\n${id}data: ${JSON.stringify(result)}\n\n`);
        if (!isTaken) await once(raw, 'drain', { signal: gone.signal }).catch(() => undefined);
      }
      if (!raw.writableEnded && !gone.signal.aborted) raw.end('event: complete\ndata:\n\n');
    } finally {
      clearInterval(heartbeat);
    }
    return reply;
  }

  return {
    wants: ({ headers }) => /(^|,)\s*text\/event-stream\s*(;|,|$)/i.test(headers.accept ?? ''),
    answer,
    close: () => {
      isClosing = true;
      for (const raw of open) raw.end();
    },
  };
}

/** From the body of a POST, or the address of a GET. What is no operation is told so by `readSubscription`. */
function operationOf({ method, query, body }: FastifyRequest): AskedOperation {
  if (method !== 'GET') return typeof body === 'object' && body !== null ? body : {};
  const { variables, extensions, ...asked } = query as Record<string, unknown>;
  return { ...asked, variables: parsed(variables), extensions: parsed(extensions) };
}

function parsed(text: unknown): unknown {
  if (typeof text !== 'string') return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

const statusOf = (error: unknown): number => (error instanceof SaysoError ? statusOfCode[error.code] : 500);
