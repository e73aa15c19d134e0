import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import fastify, { type FastifyInstance } from 'fastify';
import { idePage, noncePlaceholder, wantsIde } from '../../../src/web/ide-page';
import { webPages, type WebOptions } from '../../../src/web/pages';
import { securityHeaders } from '../../../src/web/security';

const strict =
  "default-src 'none';script-src 'self';style-src 'self';connect-src 'self';img-src 'self';font-src 'self';" +
  "frame-ancestors 'none';base-uri 'none';form-action 'none'";
const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
const hostile = `<script>alert(1)</script>"'><img src=x onerror=alert(2)>&amp;`;

const root = mkdtempSync(join(tmpdir(), 'sayso-web-'));
const folder = (name: string, files: Record<string, string>): string => {
  const dir = join(root, name);
  mkdirSync(dir, { recursive: true });
  for (const [file, text] of Object.entries(files)) writeFileSync(join(dir, file), text);
  return dir;
};
const ideDir = folder('ide', { 'index.html': `<script nonce="${noncePlaceholder}"></script>${noncePlaceholder}` });
folder('ide/assets', { 'index-a1b2.js': '1' });
const options: WebOptions = {
  ideDir,
  assetsDir: resolve(__dirname, '../../../src/web/assets'),
  operationsDir: folder('operations', {
    '01-claim.graphql': '# Who?\n# variables: {"id": "c1"}\nquery Claim($id: ID!) { claim(id: $id) { text } }',
  }),
  docsDir: folder('docs', {
    'model.md':
      '# The `model`\n\n<b onclick="x()">raw</b> [settings](settings.md#the-table) [seeds](../seeds/README.md) [bad](javascript:x)\n\n' +
      '## Claims & more\n\n![model](model.svg)\n',
    'settings.md': '# Settings\n',
    'model.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
    'secret.txt': 'secret',
  }),
  neo4j: {
    boltUri: 'bolt://localhost:7687',
    browserUrl: 'http://localhost:7474/browser/',
    user: 'neo4j',
    passwordFile: '/p',
  },
  examples: () => Promise.resolve([{ id: 'c1', text: 'Iran did not inform Pakistan', chain: 'Newsweek ← AP' }]),
};

const apps: FastifyInstance[] = [];
async function serve(changes: Partial<WebOptions> = {}): Promise<FastifyInstance> {
  const app = fastify();
  apps.push(app);
  await securityHeaders(app);
  const all = { ...options, ...changes };
  await app.register(webPages, all);
  const page = idePage(all.ideDir);
  app.get('/graphql', async (request, reply) => (wantsIde(request) ? page(request, reply) : { data: {} }));
  return app;
}
const get = async (app: FastifyInstance, url: string, headers: Record<string, string> = browser) =>
  app.inject({ method: 'GET', url, headers });

afterAll(async () => {
  await Promise.all(apps.map((app) => app.close()));
  rmSync(root, { recursive: true });
});

describe('the landing page', () => {
  it('shows each claim with its chain and a link that opens it in the playground', async () => {
    const page = (await get(await serve(), '/')).body;
    expect(page).toContain('Iran did not inform Pakistan');
    expect(page).toContain('Newsweek ← AP');
    const link = /href="(\/graphql\?query=[^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect(new URL(link, 'http://sayso.test').searchParams.get('variables')).toBe('{"id":"c1"}');
  });

  it('shows hostile text from the database as text, wherever it stands', async () => {
    const page = await get(
      await serve({
        examples: () => Promise.resolve([{ id: hostile, text: hostile, chain: hostile }]),
        neo4j: { boltUri: hostile, browserUrl: 'http://localhost:7474/', user: hostile, passwordFile: hostile },
      }),
      '/',
    );
    expect(page.body).toContain(
      '&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&gt;&lt;img src=x onerror=alert(2)&gt;&amp;amp;',
    );
    expect(page.body).not.toMatch(/<script|<img|onerror=alert\(2\)>/);
  });

  it('says how to sign in to Neo4j and that the login goes past every rule', async () => {
    const page = (await get(await serve(), '/')).body.replace(/\s+/g, ' ');
    for (const text of [
      'bolt://localhost:7687',
      'http://localhost:7474/browser/',
      '<code>neo4j</code>',
      '<code>/p</code>',
    ]) {
      expect(page).toContain(text);
    }
    expect(page).toContain('the owner’s, for your own machine only');
    expect(page).toContain('past every rule');
  });

  it('gives only the Bolt address of a Neo4j that somebody else runs, and nothing where told so', async () => {
    const neo4j = { boltUri: 'neo4j+s://db.example', browserUrl: null, user: 'reader', passwordFile: null };
    const page = (await get(await serve({ neo4j }), '/')).body;
    expect(page).toContain('neo4j+s://db.example');
    expect(page).not.toMatch(/Neo4j Browser|reader|Password/);
    expect((await get(await serve({ neo4j: null }), '/')).body).not.toContain('Neo4j');
  });

  it('has words for an empty database and for one that does not answer', async () => {
    expect((await get(await serve({ examples: () => Promise.resolve([]) }), '/')).body).toContain('No claims yet');
    const down = await get(await serve({ examples: () => Promise.reject(new Error('bolt://u:secret@db')) }), '/');
    expect(down.statusCode).toBe(200);
    expect(down.body).toContain('does not answer just now');
    expect(down.body).not.toContain('secret');
  });
});

describe('the playground', () => {
  it('stands at /graphql for a browser, with a new nonce each time, and leaves programs to the API', async () => {
    const app = await serve();
    const [one, two] = [await get(app, '/graphql'), await get(app, '/graphql')];
    const nonce = /nonce="([\w-]{22})"/.exec(one.body)?.[1];
    expect(nonce).toBeDefined();
    expect(one.body).not.toContain(noncePlaceholder);
    expect(one.body).not.toBe(two.body);
    expect(one.headers).toMatchObject({ vary: 'accept', 'cache-control': 'no-store' });
    expect(one.headers['content-security-policy']).toBe(
      "default-src 'none';script-src 'self';style-src 'self';connect-src 'self';img-src 'self' data:;font-src 'self' data:;" +
        "frame-ancestors 'none';base-uri 'none';form-action 'none';" +
        `style-src-elem 'self' 'nonce-${nonce}';style-src-attr 'unsafe-inline'`,
    );
    expect((await get(app, '/graphql', { accept: '*/*' })).json()).toEqual({ data: {} });
  });

  it('is where /playground leads, with the address’s own query', async () => {
    const app = await serve();
    expect(await get(app, '/playground')).toMatchObject({ statusCode: 302, headers: { location: '/graphql' } });
    expect((await get(app, '/playground?query=%7Ba%7D')).headers.location).toBe('/graphql?query=%7Ba%7D');
  });

  it('serves the examples fresh and hashed files for good', async () => {
    const app = await serve();
    const examples = await get(app, '/ide/operations.json');
    expect(examples.headers['cache-control']).toBe('no-cache');
    expect(examples.json()).toMatchObject([{ name: '01-claim', operationName: 'Claim', variables: { id: 'c1' } }]);
    expect((await get(app, '/ide/assets/index-a1b2.js')).headers['cache-control']).toBe(
      'public, max-age=31536000, immutable',
    );
  });

  it('says how to build it where it is not built', async () => {
    const answer = await get(await serve({ ideDir: join(root, 'nowhere') }), '/graphql');
    expect(answer.statusCode).toBe(503);
    expect(answer.body).toContain('npm run build');
  });

  it('refuses to start with a broken example, naming the file', async () => {
    const operationsDir = folder('broken', { '01-bad.graphql': '# Q?\n# variables: {\nquery A { a }' });
    await expect(serve({ operationsDir })).rejects.toThrow('01-bad.graphql');
  });
});

describe('the docs', () => {
  it('are listed by title and rendered with their HTML as text', async () => {
    const app = await serve();
    expect((await get(app, '/docs')).body).toContain('<a href="/docs/model">The model</a>');
    const page = (await get(app, '/docs/model')).body;
    expect(page).toContain('&lt;b onclick=&quot;x()&quot;&gt;raw&lt;/b&gt;');
    expect(page).toContain('<a href="/docs/settings#the-table">settings</a>');
    expect(page).toContain('<span>seeds</span>');
    expect(page).toContain('<h2 id="claims--more">');
    expect(page).toContain('<img src="/docs/model.svg"');
    expect(page).not.toContain('href="javascript');
  });

  it('serve their pictures and no other file', async () => {
    const app = await serve();
    expect((await get(app, '/docs/model.svg')).headers['content-type']).toContain('image/svg+xml');
    for (const url of [
      '/docs/secret.txt',
      '/docs/none',
      '/docs/none.svg',
      '/docs/..%2Fide%2Findex.html',
      '/docs/model.md',
      '/docs/a.toString',
    ]) {
      expect((await get(app, url)).statusCode).toBe(404);
    }
  });
});

describe('security headers', () => {
  it('are strict on every page but the playground’s, on files and on errors', async () => {
    const app = await serve();
    for (const url of [
      '/',
      '/docs',
      '/docs/model',
      '/docs/model.svg',
      '/assets/page.css',
      '/ide/operations.json',
      '/nothing',
    ]) {
      const { headers } = await get(app, url);
      expect([url, headers['content-security-policy']]).toEqual([url, strict]);
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'x-frame-options': 'DENY',
      });
    }
    expect((await get(app, '/graphql', { accept: '*/*' })).headers['content-security-policy']).toBe(strict);
  });

  it('must be there before the pages', async () => {
    await expect(fastify().register(webPages, options).ready()).rejects.toThrow('securityHeaders');
  });

  it('allow every page: no script and no style in the markup', async () => {
    const app = await serve();
    for (const url of ['/', '/docs', '/docs/model'])
      expect((await get(app, url)).body).not.toMatch(/<script|<style|style=|\son\w+="/);
  });
});
