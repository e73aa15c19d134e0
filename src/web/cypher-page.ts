import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { builtAssets } from './built-assets';
import { builtPage, wantsIde } from './ide-page';
import { cypherPolicy } from './security';

export interface CypherPageOptions {
  /** Where vite puts the page: `<root>/dist/web/cypher`. May be absent; the page then says how to build it. */
  pageDir: string;
  /** `<root>/cypher/examples`. May be absent or empty: there are no examples then. */
  examplesDir: string;
}

/** One file of cypher/examples, as the page lists it. */
export interface ExampleQuery {
  /** The file's name without `.cypher`; the order of the list. */
  name: string;
  /** The first comment line. */
  question: string;
  /** The whole file, its comments included. */
  statement: string;
  /** What stands in JSON after `// parameters:`; null without. */
  parameters: Record<string, unknown> | null;
}

/**
 * `GET /cypher` for a person with a browser, with what the page loads. A program that gets is told to post.
 * @throws Error that names the file where an example's parameters are no JSON object
 */
export async function cypherPage(app: FastifyInstance, { pageDir, examplesDir }: CypherPageOptions): Promise<void> {
  const page = builtPage({ dir: pageDir, name: 'Cypher page', policy: cypherPolicy });
  const examples = await readExamples(examplesDir);

  app.get('/cypher', async (request, reply) => {
    if (wantsIde(request)) return page(request, reply);
    return reply.code(405).header('allow', 'POST').header('vary', 'accept').send(postInstead);
  });

  app.get('/cypher/examples.json', async (_request, reply) => reply.header('cache-control', 'no-cache').send(examples));

  await builtAssets(app, pageDir, '/cypher/assets/');
}

const postInstead = {
  errors: [
    {
      code: 'BAD_USER_INPUT',
      message: 'A program asks with POST: {"statement": "…", "parameters": {…}}, in JSON.',
      layer: 'request',
    },
  ],
};

/** Every `*.cypher` file of the folder, in the order of their names. */
export async function readExamples(dir: string): Promise<ExampleQuery[]> {
  if (!existsSync(dir)) return [];
  const files = (await readdir(dir)).filter((file) => file.endsWith('.cypher')).sort();
  return Promise.all(files.map(async (file) => parseExample(file, await readFile(join(dir, file), 'utf8'))));
}

function parseExample(file: string, source: string): ExampleQuery {
  const lines = source.replace(/^\uFEFF/, '').split(/\r?\n/);
  const comment = lines
    .slice(
      0,
      lines.findIndex((line) => !line.startsWith('//')),
    )
    .map((line) => line.replace(/^\/\/ ?/, '').trim());
  const name = file.replace(/\.cypher$/, '');
  return {
    name,
    question: comment.find((line) => line !== '') ?? name,
    statement: lines.join('\n').trim(),
    parameters: parametersOf(file, comment),
  };
}

/** From `parameters:` to the end of the comment, so that long ones may have several lines. */
function parametersOf(file: string, comment: string[]): Record<string, unknown> | null {
  const at = comment.findIndex((line) => /^parameters:/i.test(line));
  if (at < 0) return null;
  const json = comment
    .slice(at)
    .join('\n')
    .replace(/^parameters:/i, '');
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // The same fault as something else than an object.
  }
  throw new Error(`cypher/examples/${file}: "// parameters:" is not followed by a JSON object`);
}
