import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../context';
import { overloaded, retryAfterSeconds, type Admission } from './admission';
import { bookmarkHeader } from './bookmark';
import { openToAllSites, preflightAnswer } from './cors';
import { isKnown, tagOf } from './etag';

export interface GraphqlRoutesOptions {
  apollo: ApolloServer<Context>;
  /** Operations count; pages and streams do not. */
  admission: Admission;
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
  const { apollo, admission, contextFor, isForPerson, page, streams } = options;
  const open = openToAllSites('etag', 'retry-after', bookmarkHeader);
  const contexts = new WeakMap<FastifyRequest, Context>();
  const answer = fastifyApolloHandler(apollo, { context: async (request) => contexts.get(request) as Context });
  const isOperation = (request: FastifyRequest) => !isForPerson(request) && !streams.wants(request);
  const refuse = (reply: FastifyReply) => {
    admission.refused();
    return reply.code(503).header('retry-after', retryAfterSeconds).header('vary', 'accept').send(refusal);
  };
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    onRequest: async (request, reply) => {
      if (!isForPerson(request)) reply.headers(open);
      // Before the body is read, let alone understood.
      return admission.isFull() && isOperation(request) ? refuse(reply) : undefined;
    },
    handler: async (request, reply) => {
      if (isForPerson(request)) return page(request, reply);
      if (streams.wants(request)) return streams.answer(request, reply);
      const answered = admission.run(async () => {
        reply.header('vary', 'accept, authorization');
        const context = await contextFor(request);
        contexts.set(request, context);
        const body = await answer.call(app, request, reply);
        return request.method === 'GET' ? tagged(body, request, reply) : body;
      });
      // Bodies of others have come whole meanwhile. A place is only taken here, so that no slow sender holds one.
      return answered || refuse(reply);
    },
  });
  app.options('/graphql', async (_request, reply) => reply.code(204).headers(open).headers(preflightAnswer).send());
}

/** The answer to a query by GET, with its tag; without its body where the caller has that already. */
function tagged(body: unknown, request: FastifyRequest, reply: FastifyReply): unknown {
  // `cachingPlugin` of graphql-server.ts has said whether it may be kept.
  if (typeof body !== 'string' || reply.getHeader('cache-control') === 'no-store') return body;
  const tag = tagOf(body);
  reply.header('etag', tag);
  return isKnown(request.headers['if-none-match'], tag) ? reply.removeHeader('content-type').code(304).send() : body;
}

const refusal = { errors: [{ message: overloaded, extensions: { code: 'UNAVAILABLE' } }] };
