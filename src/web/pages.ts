import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { builtAssets } from './built-assets';
import { docPage, docsIndexPage, listDocs, pictureTypes } from './docs-pages';
import { landingPage, type ExampleClaim, type Neo4jAccess } from './landing';
import { findClaimExample, playgroundLink, readOperations } from './operations';

export interface WebOptions {
  /** Where vite puts the playground: `<root>/dist/web/ide`. May be absent; the playground then says how to build it. */
  ideDir: string;
  /** `<root>/src/web/assets`: style sheets and pictures of the pages. */
  assetsDir: string;
  /** `<root>/schema/operations`. */
  operationsDir: string;
  /** `<root>/docs`. */
  docsDir: string;
  /** How the owner reaches the database; null says nothing about it (a server that strangers see). */
  neo4j: Neo4jAccess | null;
  /** The claims of the landing page, three at best. A rejection shows as "the database does not answer". */
  examples: () => Promise<readonly ExampleClaim[]>;
}

/**
 * What a browser gets, but for the page at /graphql itself (see `wantsIde` and `idePage`): `/`, `/playground`, `/docs`,
 * `/assets` and `/ide`. Needs `securityHeaders` on the root before it.
 * @throws ExampleOperationFault where a file of schema/operations breaks the convention
 */
export async function webPages(app: FastifyInstance, options: WebOptions): Promise<void> {
  if (!app.hasReplyDecorator('helmet')) throw new Error('webPages needs securityHeaders(app) on the root before it');
  const operations = await readOperations(options.operationsDir);
  const claimExample = findClaimExample(operations);
  const claimLink = ({ id }: ExampleClaim): string =>
    claimExample ? playgroundLink(claimExample.example, { [claimExample.variable]: id }) : '/graphql';

  app.get('/', async (request, reply) => {
    const [claims, docs] = await Promise.all([
      options.examples().catch((error: unknown) => {
        request.log.warn({ err: error }, 'the landing page shows no claims');
        return null;
      }),
      listDocs(options.docsDir),
    ]);
    const page = landingPage({ neo4j: options.neo4j, claims, claimLink, docs });
    return reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(page);
  });

  app.get('/playground', async (request, reply) => {
    const query = request.url.indexOf('?');
    return reply.redirect(`/graphql${query < 0 ? '' : request.url.slice(query)}`, 302);
  });

  app.get('/ide/operations.json', async (_request, reply) => {
    return reply.header('cache-control', 'no-cache').send(operations);
  });

  app.get('/docs', async (_request, reply) => {
    return reply.type('text/html; charset=utf-8').send(docsIndexPage(await listDocs(options.docsDir)));
  });

  app.get<{ Params: { file: string } }>('/docs/:file', async (request, reply) => {
    const { file } = request.params;
    const doc = (await listDocs(options.docsDir)).find(({ name }) => name === file);
    if (doc) {
      const source = await readFile(join(options.docsDir, `${doc.name}.md`), 'utf8');
      return reply.type('text/html; charset=utf-8').send(docPage(doc.title, source));
    }
    // The pattern has no dot or slash before the ending, so the path cannot leave the folder.
    const ending = /^[\w-]+\.(\w+)$/.exec(file)?.[1] ?? '';
    const type = Object.hasOwn(pictureTypes, ending) ? pictureTypes[ending] : undefined;
    const path = join(options.docsDir, file);
    if (type === undefined || !existsSync(path)) return reply.callNotFound();
    return reply.type(type).send(await readFile(path));
  });

  await app.register(fastifyStatic, {
    root: options.assetsDir,
    prefix: '/assets/',
    maxAge: '1h',
    decorateReply: false,
    index: false,
  });
  await builtAssets(app, options.ideDir, '/ide/assets/');
}
