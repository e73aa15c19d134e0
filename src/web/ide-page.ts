import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { html } from './html';
import { pageLayout } from './layout';
import { idePolicy } from './security';

/** Stands in the built index.html wherever the answer's nonce belongs; ide/vite.config.mts writes the same text. */
export const noncePlaceholder = '__SAYSO_CSP_NONCE__';

/**
 * Tells a person with a browser from a program, for a path that serves both: true for a GET or HEAD that accepts
 * `text/html` by name and likes it no less than JSON. The bare wildcard of curl and fetch is a program's.
 */
export function wantsIde(request: Pick<FastifyRequest, 'method' | 'headers'>): boolean {
  if (request.method !== 'GET' && request.method !== 'HEAD') return false;
  const quality = acceptedQualities(request.headers.accept ?? '');
  const page = quality.get('text/html') ?? 0;
  const json = ['application/json', 'application/graphql-response+json'].map((type) => quality.get(type) ?? 0);
  return page > 0 && page >= Math.max(...json);
}

/**
 * Makes the handler that answers with the playground's page, for the route where `wantsIde` says so.
 * Answers 503 with the remedy where the bundle has not been built.
 * @param ideDir the folder vite built into, `<root>/dist/web/ide`
 */
export function idePage(ideDir: string): (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply> {
  return async (_request, reply) => {
    reply.header('vary', 'accept').header('cache-control', 'no-store').type('text/html; charset=utf-8');
    let page: string;
    try {
      page = await readFile(join(ideDir, 'index.html'), 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      return reply.code(503).send(notBuilt);
    }
    const nonce = randomBytes(16).toString('base64url');
    return reply.header('content-security-policy', idePolicy(nonce)).send(page.replaceAll(noncePlaceholder, nonce));
  };
}

const notBuilt = pageLayout({
  title: 'The playground is not built',
  body: html`<h1>The playground is not built yet</h1>
    <p>Run <code>npm run build</code> in the folder of Sayso, then load this page again.</p>`,
});

function acceptedQualities(accept: string): Map<string, number> {
  return new Map(
    accept.split(',').map((range): [string, number] => {
      const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
      const q = parameters.find((parameter) => parameter.startsWith('q='));
      const value = q === undefined ? 1 : Number(q.slice(2));
      return [type, Number.isFinite(value) ? value : 0];
    }),
  );
}
