import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { acceptedQualities } from './accepts';
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
 * @param ideDir the folder vite built into, `<root>/dist/web/ide`
 */
export function idePage(ideDir: string): PageHandler {
  return builtPage({ dir: ideDir, name: 'playground', policy: idePolicy });
}

type PageHandler = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

/**
 * Makes the handler that answers with the page that vite built into `dir`, each time with a nonce of its own, under the
 * policy that is made with it. Answers 503 with the remedy where the page has not been built.
 */
export function builtPage({
  dir,
  name,
  policy,
}: {
  dir: string;
  name: string;
  policy: (nonce: string) => string;
}): PageHandler {
  return async (_request, reply) => {
    reply.header('vary', 'accept').header('cache-control', 'no-store').type('text/html; charset=utf-8');
    let page: string;
    try {
      page = await readFile(join(dir, 'index.html'), 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      return reply.code(503).send(notBuilt(name));
    }
    const nonce = randomBytes(16).toString('base64url');
    return reply.header('content-security-policy', policy(nonce)).send(page.replaceAll(noncePlaceholder, nonce));
  };
}

const notBuilt = (name: string): string =>
  pageLayout({
    title: `The ${name} is not built`,
    body: html`<h1>The ${name} is not built yet</h1>
      <p>Run <code>npm run build</code> in the folder of Sayso, then load this page again.</p>`,
  });
