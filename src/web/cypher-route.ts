import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { SaysoError, statusOfCode } from '../errors';
import type { Research, Run } from '../features/cypher/cypher.service';
import { CypherRefusal } from '../features/cypher/refusal';
import type { Viewer } from '../features/principal/viewer';

export interface CypherRouteOptions {
  research: Research;
  /** `off`: nobody; `members`: who has a key; `anonymous`: everybody whom the server answers at all. */
  who: 'off' | 'members' | 'anonymous';
  /** Who asks. @throws SaysoError UNAUTHENTICATED */
  authenticate: (authorization: string | undefined) => Promise<Viewer | null>;
}

const body = z.strictObject({
  statement: z.string(),
  parameters: z.record(z.string(), z.unknown()).optional(),
});
/** Bytes of a request's body. */
const bodyLimit = 1024 * 1024;
/** A slow reader holds a place; so much is kept for them and no more. Bytes. */
const readAhead = 64 * 1024;

/** `POST /cypher`: one statement in, its rows out, as JSON or line by line (docs/cypher.md). */
export async function cypherRoute(
  app: FastifyInstance,
  { research, who, authenticate }: CypherRouteOptions,
): Promise<void> {
  app.route({
    method: 'POST',
    url: '/cypher',
    bodyLimit,
    // Before the body is read.
    onRequest: async (request, reply) => {
      reply.header('cache-control', 'no-store').header('vary', 'accept');
      try {
        if (who === 'off')
          throw new CypherRefusal('caller', 'Cypher is switched off here (SAYSO_CYPHER).', null, 'FORBIDDEN');
        const viewer = await authenticate(request.headers.authorization);
        if (!viewer && who === 'members') {
          throw new SaysoError('UNAUTHENTICATED', 'Cypher needs a key here: send it as "Authorization: Bearer …".');
        }
        callers.set(request, viewer ? viewer.id : request.ip);
      } catch (error) {
        return answerError(error, request, reply, 'caller');
      }
    },
    errorHandler: (error, request, reply) => void answerError(error, request, reply, 'caller'),
    handler: async (request, reply) => {
      const given = body.safeParse(request.body);
      if (!given.success) {
        const message = `The body is {"statement": "…", "parameters": {…}}: ${given.error.issues[0]?.message ?? ''}.`;
        return answerError(new CypherRefusal('caller', message), request, reply, 'caller');
      }
      const gone = new AbortController();
      reply.raw.once('close', () => gone.abort());
      const { statement, parameters } = given.data;
      try {
        const run = await research.run(statement, parameters, { caller: callers.get(request), signal: gone.signal });
        const isLines = /application\/(jsonl|x-ndjson)/i.test(request.headers.accept ?? '');
        return await (isLines ? sendLines(run, request, reply) : sendWhole(run, reply));
      } catch (error) {
        return answerError(error, request, reply, 'database');
      }
    },
  });
}

const callers = new WeakMap<FastifyRequest, string>();

/** Whole, since its status says whether it went well to the end. */
async function sendWhole(run: Run, reply: FastifyReply): Promise<FastifyReply> {
  const values: unknown[][] = [];
  for await (const row of run.rows) values.push(row);
  const { truncated } = run.summary();
  return reply.send({ data: { fields: run.fields, values }, ...(truncated && { truncated }) });
}

function sendLines(run: Run, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const lines = async function* () {
    yield line({ fields: run.fields });
    try {
      for await (const values of run.rows) yield line({ values });
      yield line({ summary: run.summary() });
    } catch (error) {
      yield line({ error: told(error, request, 'database').error });
    }
  };
  const stream = Readable.from(lines(), { objectMode: false, highWaterMark: readAhead });
  stream.once('close', () => run.close());
  return reply.type('application/jsonl; charset=utf-8').send(stream);
}

const line = (value: object) => `${JSON.stringify(value)}\n`;

function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply, layer: string): FastifyReply {
  const { status, retryAfter, error: one } = told(error, request, layer);
  if (retryAfter !== null) reply.header('retry-after', retryAfter);
  return reply
    .code(status)
    .type('application/json; charset=utf-8')
    .send({ errors: [one] });
}

/** What a caller is told of an error. What is not meant for them is logged. */
function told(error: unknown, request: FastifyRequest, layer: string) {
  if (error instanceof SaysoError) {
    const refusal = error instanceof CypherRefusal ? error : null;
    return {
      status: refusal?.status ?? statusOfCode[error.code],
      retryAfter: refusal?.retryAfter ?? (error.code === 'UNAVAILABLE' ? 1 : null),
      error: { code: error.code, message: error.message, layer: refusal?.layer ?? layer, ...refusal?.place },
    };
  }
  const { statusCode: status = 500, message } = error as { statusCode?: number; message: string };
  if (status < 500) {
    const large = status === 413;
    return {
      status,
      retryAfter: null,
      error: {
        code: large ? 'COST_LIMIT' : 'BAD_USER_INPUT',
        message: large ? `The request is larger than ${bodyLimit} bytes.` : message,
        layer: large ? 'limits' : layer,
      },
    };
  }
  request.log.error({ err: error }, 'A statement failed unexpectedly.');
  return {
    status: 500,
    retryAfter: null,
    error: { code: 'INTERNAL', message: 'Something went wrong on our side.', layer },
  };
}
