import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { GraphQLError } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { limits } from '../../api/limits';
import { SaysoError } from '../../errors';
import type { Viewer } from '../principal/viewer';
import { answersOf, maskedError, readSubscription, type Subscribed, type TransportOptions } from './feed.operation';

/** Subscriptions that one socket may have at a time. */
const maximumPerSocket = 20;
const maximumSockets = 1_000;
/** How long a client may take to answer that the socket is to be closed. Milliseconds. */
const closingMs = 2_000;

/** What graphql-ws keeps of a socket for us. */
interface Known extends Record<PropertyKey, unknown> {
  header: string | undefined;
  viewer: Viewer | null;
}
/** What our `onSubscribe` gives our `subscribe`: graphql-ws only passes it on. */
interface Call {
  subscribed: Subscribed;
  header: string | undefined;
  viewer: Viewer | null;
}

/**
 * Subscriptions by graphql-transport-ws at `/graphql` of this server. A page of another origin is refused, since a
 * browser keeps it from nothing else here. Returns how to end it: every socket closed with 1001.
 */
export function openSockets(server: Server, options: TransportOptions): () => Promise<void> {
  const { schema, authenticate, log } = options;
  const sockets = new WebSocketServer({ noServer: true, maxPayload: limits.body });
  const graphqlWs = useServer<Record<string, unknown>, Known>(
    {
      schema,
      onConnect: async ({ connectionParams, extra }) => {
        const header = authorizationOf(connectionParams) ?? extra.request.headers.authorization;
        try {
          extra.viewer = await authenticate(header);
          extra.header = header;
          return true;
        } catch (error) {
          const { message } = maskedError(error, log);
          const isRefusal = error instanceof SaysoError && error.code !== 'UNAVAILABLE';
          extra.socket.close(isRefusal ? 4403 : 1013, Buffer.from(message).subarray(0, 120).toString());
          return false;
        }
      },
      onSubscribe: ({ extra, subscriptions }, _id, payload) => {
        if (Object.keys(subscriptions).length > maximumPerSocket) {
          const message = `A connection may have ${maximumPerSocket} subscriptions at a time.`;
          return [new GraphQLError(message, { extensions: { code: 'COST_LIMIT' } })];
        }
        const subscribed = readSubscription(options, payload);
        if (Array.isArray(subscribed)) return subscribed;
        const call: Call = { subscribed, header: extra.header, viewer: extra.viewer ?? null };
        return { schema, ...subscribed, contextValue: call };
      },
      subscribe: ({ contextValue }) => resultsOf(options, contextValue as Call),
      onNext: (_ctx, _id, _payload, _args, result) => result,
      onError: (_ctx, _id, _payload, errors) => errors.map((error) => maskedError(error, log)),
    },
    sockets,
  );

  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (new URL(request.url ?? '/', 'http://localhost').pathname !== '/graphql') return refuse(socket, '404 Not Found');
    if (!isOfThisOrigin(request)) return refuse(socket, '403 Forbidden');
    if (sockets.clients.size >= maximumSockets) return refuse(socket, '503 Service Unavailable');
    sockets.handleUpgrade(request, socket, head, (accepted) => sockets.emit('connection', accepted, request));
  };
  server.on('upgrade', upgrade);

  return async () => {
    server.off('upgrade', upgrade);
    const silent = setTimeout(() => sockets.clients.forEach((client) => client.terminate()), closingMs);
    await graphqlWs.dispose();
    clearTimeout(silent);
  };
}

function authorizationOf(params: Record<string, unknown> | undefined): string | undefined {
  const value = params?.Authorization ?? params?.authorization;
  return typeof value === 'string' ? value : undefined;
}

/** A program sends no Origin. A browser does, and would let any page it shows read a server on this machine. */
function isOfThisOrigin({ headers }: IncomingMessage): boolean {
  if (headers.origin === undefined) return true;
  return URL.canParse(headers.origin) && new URL(headers.origin).host === headers.host;
}

function refuse(socket: Duplex, status: string): void {
  socket.once('error', () => undefined);
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function resultsOf(options: TransportOptions, { subscribed, header, viewer }: Call) {
  const answers = answersOf(options, subscribed, { header, viewer, resumeAfter: null });
  const results = {
    next: async () => {
      const next = await answers.next();
      return next.done ? { done: true as const, value: undefined } : { done: false as const, value: next.value.result };
    },
    return: async () => {
      await answers.return();
      return { done: true as const, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
  // graphql-ws calls for a generator and uses these three; the results are formatted already, and `onNext` sends them so.
  return results as unknown as AsyncGenerator<never, void>;
}
