import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { createApp, type App } from '../../src/app';
import { seedExamples } from '../../src/features/seed/seed.files';
import { openGraph, type Graph } from '../../src/graph/graph';
import { createLog } from '../../src/log';
import { fromRoot } from '../../src/root';
import { listDocs } from '../../src/web/docs-pages';
import type { Neo4jAccess } from '../../src/web/landing';
import { barriers, describeInBrowser, looks, outside, overflow } from '../support/browser';
import { emptyGraph, seededGraph, testNeo4j } from '../support/graph';
import { testAccess } from '../support/api';

const own: Neo4jAccess = {
  boltUri: 'bolt://127.0.0.1:7687',
  browserUrl: 'http://127.0.0.1:7474/browser/',
  user: 'neo4j',
  passwordFile: '/home/reader/sayso/.sayso/neo4j/password',
};

describeInBrowser('the pages', (visit) => {
  let graph: Graph;
  let app: App;
  beforeAll(async () => {
    graph = await seededGraph();
    app = await serve(graph, own);
  });
  afterAll(async () => {
    await app.close();
    await graph.close();
  });

  const all = ['/', '/docs', '/docs/model'].flatMap((path) => looks.map((look) => ({ path, ...look })));
  test.each(all)('$path is open to everybody, $colorScheme and $width wide', async ({ path, colorScheme, width }) => {
    const { page, requests, faults } = await visit({ viewport: { width, height: 800 }, colorScheme });
    expect((await page.goto(app.url + path))?.status()).toBe(200);
    expect(await barriers(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    expect(outside(requests, app.url)).toEqual([]);
    expect(faults).toEqual([]);
  });

  test('every page of the docs is open to everybody, shows its pictures and leads to no dead end', async () => {
    const { page, faults } = await visit({ viewport: { width: 360, height: 800 }, colorScheme: 'dark' });
    const docs = await listDocs(fromRoot('docs'));
    await page.goto(`${app.url}/docs`);
    expect(await page.locator('main a').allInnerTexts()).toEqual(docs.map((doc) => doc.title));

    const links = new Map<string, string>();
    for (const path of ['/', '/docs', ...docs.map((doc) => `/docs/${doc.name}`)]) {
      await page.goto(app.url + path);
      expect([path, await barriers(page), await overflow(page)]).toEqual([path, [], 0]);
      const pictures = await page.locator('img').evaluateAll((all) => all.map((one) => one.naturalWidth > 0));
      expect([path, pictures]).toEqual([path, pictures.map(() => true)]);
      const here: string[] = await page.locator('a[href]').evaluateAll((all) => all.map((one) => one.href));
      for (const href of here) if (outside([href], app.url).length === 0) links.set(href, path);
    }
    expect(links.size).toBeGreaterThan(docs.length);
    const dead: string[] = [];
    for (const [href, from] of links) {
      const response = await page.request.get(href, { headers: { accept: 'text/html' } });
      const anchor = decodeURIComponent(new URL(href).hash.slice(1));
      if (!response.ok() || !(await response.text()).includes(anchor && ` id="${anchor}"`))
        dead.push(`${from} → ${href}`);
    }
    expect(dead).toEqual([]);
    expect(faults).toEqual([]);
  });

  test('the landing page shows three claims, each with its chain and a way to see more, and says which are made up', async () => {
    const { page } = await visit();
    await page.goto(app.url);
    expect(await page.getByRole('heading', { name: 'Some claims, and how we know' }).count()).toBe(1);
    const claims = page.locator('.claims li');
    expect(await claims.count()).toBe(3);
    expect(await claims.first().locator('.claim').innerText()).toBe('Iran did not inform Pakistan before the strike');
    expect(await claims.first().locator('.chain').innerText()).toBe(
      'Newsweek ← Associated Press ← unnamed Pakistani security official',
    );
    for (const chain of await claims.locator('.chain').allInnerTexts()) expect(chain).toMatch(/^.+( ← .+)+$/);
    expect(await claims.getByRole('link', { name: /^Open in the playground: / }).count()).toBe(3);

    const ids = seedExamples().flatMap((example) => (example.madeUp ? example.id : []));
    const rows = await graph.command('MATCH (claim:Claim) WHERE claim.id IN $ids RETURN claim.text AS text', { ids });
    const texts = await claims.locator('.claim').allInnerTexts();
    const madeUp = texts.filter((text) => rows.some((row) => row.text === text));
    const marked = await claims.filter({ hasText: '(of a made-up story)' }).locator('.claim').allInnerTexts();
    expect(marked.length).toBeGreaterThan(0);
    expect(marked.length).toBeLessThan(3);
    expect(marked).toEqual(madeUp);
  });

  test('the landing page tells the owner how to sign in to Neo4j Browser, and what that login can do', async () => {
    const { page } = await visit();
    await page.goto(app.url);
    const entry = page.locator('dl > div').filter({ has: page.getByRole('link', { name: 'Neo4j Browser' }) });
    expect(await entry.getByRole('link', { name: 'Neo4j Browser' }).getAttribute('href')).toBe(own.browserUrl);
    expect(await entry.getByRole('row', { name: 'Connect URL' }).locator('td').innerText()).toBe(own.boltUri);
    expect(await entry.getByRole('row', { name: 'User' }).locator('td').innerText()).toBe('neo4j');
    expect(await entry.getByRole('row', { name: 'Password' }).locator('td').innerText()).toBe(`in ${own.passwordFile}`);
    const warning = await entry.locator('.warning').innerText();
    expect(warning).toContain('for your own machine only');
    expect(warning).toContain('goes past every rule of Sayso');
  });

  test('the landing page sends nobody to the Browser of a database that somebody else runs', async () => {
    const { page } = await visit();
    const other = await serve(graph, {
      ...own,
      boltUri: 'neo4j+s://graph.example',
      browserUrl: null,
      passwordFile: null,
    });
    try {
      await page.goto(other.url);
      const text = await page.locator('main').innerText();
      expect(text).toContain('Sayso uses the database at neo4j+s://graph.example, which somebody else runs.');
      expect(text).not.toMatch(/Neo4j Browser|Password/);
      expect(await page.locator('.claims li').count()).toBe(3);
    } finally {
      await other.close();
    }
  });

  test('the landing page tells strangers nothing about the database', async () => {
    const { page } = await visit();
    const open = await serve(graph, null);
    try {
      await page.goto(open.url);
      expect(await page.locator('.claims li').count()).toBe(3);
      expect(await page.content()).not.toMatch(/neo4j|bolt:/i);
    } finally {
      await open.close();
    }
  });

  test('the landing page says that the database does not answer, and where to read more', async () => {
    const { page, faults } = await visit();
    const silent = openGraph({ ...testNeo4j(), uri: `bolt://127.0.0.1:${await closedPort()}`, timeoutMs: 5_000 });
    const down = await serve(silent, own);
    try {
      expect((await page.goto(down.url))?.status()).toBe(200);
      const claims = page.getByRole('region', { name: 'Three claims' });
      expect(await claims.innerText()).toContain('The database does not answer just now.');
      expect(await page.locator('.claims').count()).toBe(0);
      expect(await barriers(page)).toEqual([]);
      expect(faults).toEqual([]);

      const [response] = await Promise.all([
        page.waitForResponse(`${down.url}/health/ready`),
        claims.getByRole('link', { name: '/health/ready' }).click(),
      ]);
      expect(response.status()).toBe(503);
      expect(await response.json()).toEqual({
        status: 'not ready',
        reason: 'The database does not answer as it should.',
      });
    } finally {
      await down.close();
      await silent.close();
    }
  });

  // Last, since it leaves nothing for the others.
  test('the landing page of an empty database says so, and how to fill it', async () => {
    const { page, faults } = await visit();
    const empty = await emptyGraph();
    const bare = await serve(empty, own);
    try {
      expect((await page.goto(bare.url))?.status()).toBe(200);
      const claims = page.getByRole('region', { name: 'No claims yet' });
      expect(await claims.locator('code').innerText()).toBe('npm run seed');
      expect(await page.locator('.claims').count()).toBe(0);
      expect(await barriers(page)).toEqual([]);
      expect(faults).toEqual([]);
    } finally {
      await bare.close();
      await empty.close();
    }
  });
});

const serve = (graph: Graph, neo4j: Neo4jAccess | null): Promise<App> => {
  const log = createLog({ level: 'silent', format: 'json' });
  return createApp({ host: '127.0.0.1', port: 0, graph, log, ...testAccess(graph, log), neo4j });
};

/** A port of this machine that nobody listens on. */
async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
