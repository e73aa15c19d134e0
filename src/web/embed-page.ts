import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { isKnown, tagOf } from '../api/etag';
import { readClaim } from './claim-page';
import type { ClaimAsShown } from './claim-view';
import { componentPath } from './embed-code';
import { embedFaultView, embedView } from './embed-view';
import { openToPages, resourcePage, type Resource, type ResourcePageOptions } from './resource-page';
import { framedAnywhere } from './security';

export interface EmbedOptions extends ResourcePageOptions {
  /** Where vite puts the component: `<root>/dist/web/embed`. May be absent; its address then says how to build it. */
  componentDir: string;
  /** `<root>/src/web/assets`. */
  assetsDir: string;
}

const embeds: Resource<ClaimAsShown> = {
  path: 'embed/claims',
  kind: 'Claim',
  noun: 'claim',
  forms: [{ suffix: 'html', type: 'text/html', write: embedView }],
  parameters: ['theme'],
  read: readClaim,
  faultView: embedFaultView,
};

/** `GET /embed/claims/<id>` for iframes, `/embed/sayso.js` for pages of others, and what both need (docs/embed.md). */
export async function embedPage(app: FastifyInstance, { componentDir, assetsDir, ...options }: EmbedOptions) {
  await app.register(async (framed) => {
    framedAnywhere(framed);
    resourcePage(framed, options, embeds);
  });
  const script = 'text/javascript; charset=utf-8';
  sharedFile(app, componentPath, { file: join(componentDir, 'sayso.js'), type: script });
  sharedFile(app, '/embed/frame.js', { file: join(assetsDir, 'embed-frame.js'), type: script });
  sharedFile(app, '/embed/frame.css', { file: join(assetsDir, 'embed.css'), type: 'text/css; charset=utf-8' });
}

/** A file for pages of others, a frame without an origin of its own among them. Its address stays, so caches ask again. */
function sharedFile(app: FastifyInstance, path: string, { file, type }: { file: string; type: string }): void {
  app.get(path, async (request, reply) => {
    openToPages(reply);
    let body: string;
    try {
      body = await readFile(file, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      return reply
        .code(503)
        .header('cache-control', 'no-store')
        .type(type)
        .send('/* It is not built yet: run `npm run build` in the folder of Sayso. */\n');
    }
    const tag = tagOf(body);
    reply.header('etag', tag).header('cache-control', 'public, max-age=300, stale-while-revalidate=86400').type(type);
    return isKnown(request.headers['if-none-match'], tag) ? reply.code(304).send() : reply.send(body);
  });
}
