import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/**
 * Serves `<dir>/assets` below `prefix`, where vite has built it. vite puts a hash of the content in every name there, so a
 * copy never grows stale.
 */
export async function builtAssets(app: FastifyInstance, dir: string, prefix: string): Promise<void> {
  const root = join(dir, 'assets');
  if (!existsSync(root)) return;
  await app.register(fastifyStatic, {
    root,
    prefix,
    maxAge: '1y',
    immutable: true,
    decorateReply: false,
    index: false,
  });
}
