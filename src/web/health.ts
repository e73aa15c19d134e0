import type { FastifyInstance } from 'fastify';
import { pendingMigrations } from '../graph/migrate';
import type { Graph } from '../graph/graph';

/** `/health/live`: the process runs. `/health/ready`: the database answers and its schema is up to date. */
export async function healthRoutes(app: FastifyInstance, { graph }: { graph: Graph }): Promise<void> {
  app.get('/health/live', async (_request, reply) =>
    reply.header('cache-control', 'no-store').send({ status: 'live' }),
  );

  app.get('/health/ready', async (request, reply) => {
    reply.header('cache-control', 'no-store');
    try {
      const pending = await pendingMigrations(graph);
      if (pending.length === 0) return reply.send({ status: 'ready' });
      const versions = pending.map((one) => one.version).join(', ');
      return reply.code(503).send({ status: 'not ready', reason: `Migrations are pending: ${versions}.` });
    } catch (error) {
      request.log.warn({ err: error }, 'not ready');
      return reply.code(503).send({ status: 'not ready', reason: 'The database does not answer as it should.' });
    }
  });
}
