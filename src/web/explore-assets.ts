import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { builtAssets } from './built-assets';

/** What the page of a claim loads to let its picture be explored. Without it the page lacks that, and nothing else. */
export const exploreScript = '/explore/main.js';

/** `/explore`: what vite built of src/web/explore into `dir`, which may be absent. */
export async function exploreAssets(app: FastifyInstance, { dir }: { dir: string }): Promise<void> {
  await builtAssets(app, dir, '/explore/assets/');
  // Its name is always the same, so it is asked for anew; what it loads has a hash in its name.
  app.get(exploreScript, async (_request, reply) => {
    reply.type('text/javascript; charset=utf-8').header('cache-control', 'no-cache');
    return reply.send(existsSync(join(dir, 'main.js')) ? await readFile(join(dir, 'main.js'), 'utf8') : '');
  });
}
