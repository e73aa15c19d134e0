import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../context';

export interface GraphqlRoutesOptions {
  apollo: ApolloServer<Context>;
  /** Who asks, and what their request carries. @throws SaysoError UNAUTHENTICATED */
  contextFor: (request: FastifyRequest) => Promise<Context>;
  /** What a person with a browser gets at the same address. */
  isForPerson: (request: FastifyRequest) => boolean;
  page: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;
  /** Subscriptions by server-sent events, at the same address. */
  streams: {
    wants: (request: FastifyRequest) => boolean;
    answer: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;
  };
}

/** `/graphql`: POST and GET for programs, event streams for those who ask for them, the playground for people. */
export async function graphqlRoutes(app: FastifyInstance, options: GraphqlRoutesOptions): Promise<void> {
  const { apollo, contextFor, isForPerson, page, streams } = options;
  const contexts = new WeakMap<FastifyRequest, Context>();
  const answer = fastifyApolloHandler(apollo, { context: async (request) => contexts.get(request) as Context });
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    handler: async (request, reply) => {
      if (isForPerson(request)) return page(request, reply);
      if (streams.wants(request)) return streams.answer(request, reply);
      reply.header('vary', 'accept');
      contexts.set(request, await contextFor(request));
      return answer.call(app, request, reply);
    },
  });
}
