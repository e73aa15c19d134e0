import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';

type Directives = Record<string, readonly string[]>;

/** The Content-Security-Policy of every answer but the playground's page, the Cypher page and what others may frame. */
const base: Directives = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'connect-src': ["'self'"],
  'img-src': ["'self'"],
  'font-src': ["'self'"],
  'frame-ancestors': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
};

/**
 * The Content-Security-Policy of the playground's page, with what GraphiQL's editor cannot do without:
 * - the editor adds `<style>` elements, which carry the nonce that ide/style-nonce.ts gives them;
 * - it places its lines with `style` attributes, which no nonce can cover;
 * - its fonts and its wavy underlines stand in its style sheet as data: addresses.
 * @param nonce base64 or hexadecimal, new for each answer
 */
export function idePolicy(nonce: string): string {
  return serialize({
    ...base,
    'style-src-elem': ["'self'", `'nonce-${nonce}'`],
    'style-src-attr': ["'unsafe-inline'"],
    'img-src': ["'self'", 'data:'],
    'font-src': ["'self'", 'data:'],
  });
}

/**
 * The Content-Security-Policy of the Cypher page: what every page has, and `<style>` elements that carry the nonce, for
 * its editor makes some.
 * @param nonce base64 or hexadecimal, new for each answer
 */
export function cypherPolicy(nonce: string): string {
  return serialize({ ...base, 'style-src-elem': ["'self'", `'nonce-${nonce}'`] });
}

/** The Content-Security-Policy of a picture: it needs nothing, whoever opens it. */
export const picturePolicy = "default-src 'none';base-uri 'none';form-action 'none';frame-ancestors 'none'";

/**
 * Lets the pages of every site frame what the routes of `app` answer, their faults too. Call it before these routes, on an
 * instance that has no others: a page that may be framed must not have anything to be tricked into pressing.
 */
export function framedAnywhere(app: FastifyInstance): void {
  const policy = serialize({ ...base, 'frame-ancestors': ['*'] });
  app.addHook('onRequest', async (_request, reply) => {
    // Which cluster a frame is of, the page around it decides: to ask for another warns in its console.
    reply
      .header('content-security-policy', policy)
      .removeHeader('x-frame-options')
      .removeHeader('origin-agent-cluster');
  });
}

/**
 * Gives every answer of `app`, the API's too, the security headers. Call it once on the root, before any route.
 * HSTS is left out: whoever puts TLS before Sayso decides that for the host name.
 */
export async function securityHeaders(app: FastifyInstance): Promise<void> {
  const directives = Object.fromEntries(Object.entries(base).map(([name, sources]) => [name, [...sources]]));
  await app.register(helmet, {
    global: true,
    contentSecurityPolicy: { useDefaults: false, directives },
    strictTransportSecurity: false,
    xFrameOptions: { action: 'deny' },
  });
}

function serialize(directives: Directives): string {
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join(';');
}
