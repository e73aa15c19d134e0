import type { FastifyInstance } from 'fastify';
import { eventStreams, type EventStreamOptions, type EventStreams } from './feed.events';
import { openSockets } from './feed.sockets';

/**
 * Subscriptions over `/graphql`: sockets on the app's server, and the event streams that the route hands its requests
 * to where `wants` says so. When the app closes, they end first: it waits for every connection, and these have no end.
 */
export function feedTransports(app: FastifyInstance, options: EventStreamOptions): EventStreams {
  const closeSockets = openSockets(app.server, options);
  const streams = eventStreams(options);
  app.addHook('preClose', async () => {
    streams.close();
    await closeSockets();
  });
  return streams;
}
