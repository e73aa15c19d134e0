import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { createContext, type Context } from '../context';
import type { Graph, QueryEvent } from '../graph/graph';

export interface GraphqlRoutesOptions {
  apollo: ApolloServer<Context>;
  graph: Graph;
  onQuery?: (event: QueryEvent) => void;
  /** What a person with a browser gets at the same address. */
  isForPerson: (request: FastifyRequest) => boolean;
  page: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;
}

/** `/graphql`: POST and GET for programs, the playground for people. */
export async function graphqlRoutes(app: FastifyInstance, options: GraphqlRoutesOptions): Promise<void> {
  const { apollo, graph, onQuery, isForPerson, page } = options;
  const answer = fastifyApolloHandler(apollo, { context: async () => createContext(graph, onQuery) });
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    handler: async (request, reply) => {
      if (isForPerson(request)) return page(request, reply);
      reply.header('vary', 'accept');
      return answer.call(app, request, reply);
    },
  });
}
