import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request as send, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { createApp, type App } from '../../src/app';
import type { Graph } from '../../src/graph/graph';
import { createLog } from '../../src/log';
import { fromRoot } from '../../src/root';
import { testAccess } from '../support/api';
import { describeInBrowser, eventually } from '../support/browser';
import { readsApart, seededGraph } from '../support/graph';
import { Hand, versionsOf } from '../support/writing';

// Its packages come from the registry, or from npm's cache of an earlier run.
jest.setTimeout(600_000);

const example = fromRoot('examples', 'client-app');
const informed = 'clm_01a20dd7-8507-7953-ab78-6c292f50661a';
const twoDied = 'clm_01a20de1-59ab-7cf1-92fb-87c3960544eb';

/** A copy of the repository, as far as the example needs it. */
let copy: string;
let folder: string;
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'sayso-client-app-'));
  folder = join(copy, 'examples', 'client-app');
  const ours = (path: string) => !['node_modules', 'dist', 'graphql-env.d.ts'].includes(basename(path));
  cpSync(example, folder, { recursive: true, filter: ours });
  cpSync(fromRoot('schema', 'schema.graphql'), join(copy, 'schema', 'schema.graphql'));
  const { status, output } = npm('ci', '--prefer-offline', '--no-audit', '--no-fund');
  expect([status, output]).toEqual([0, expect.stringContaining('added')]);
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

function npm(...args: string[]): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync('npm', args, { cwd: folder, encoding: 'utf8' });
  return { status, output: stdout + stderr };
}

test('what it asks is what its folder of known operations holds', () => {
  const committed = readFileSync(join(folder, 'operations', 'persisted.json'), 'utf8');
  expect(npm('run', 'types').status).toBe(0);
  expect(npm('run', 'operations').status).toBe(0);
  const written = readFileSync(join(folder, 'operations', 'persisted.json'), 'utf8');
  expect(JSON.parse(written)).toEqual(JSON.parse(committed));
});

test('its packages are pinned to one version each', () => {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<
    string,
    Record<string, string>
  >;
  const versions = Object.values({ ...dependencies, ...devDependencies });
  expect(versions.filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
});

test.each([
  [
    'has another name',
    /^ {2}distinctKnown: Int!$/m,
    '  knownOrigins: Int!',
    /operations\.ts[^]*Cannot query field "distinctKnown"/,
  ],
  ['may be null from now on', /^ {2}origins: OriginSummary!$/m, '  origins: OriginSummary', /chain\.ts.* error TS/],
])('where a field of the schema %s, its build ends, with the line at fault', (_what, field, instead, told) => {
  const path = join(copy, 'schema', 'schema.graphql');
  const schema = readFileSync(path, 'utf8');
  expect(schema).toMatch(field);
  try {
    writeFileSync(path, schema.replace(field, instead));
    const { status, output } = npm('run', 'build');
    expect([status, output]).toEqual([expect.any(Number), expect.stringMatching(told)]);
    expect([status === 0, existsSync(join(folder, 'dist'))]).toEqual([false, false]);
  } finally {
    writeFileSync(path, schema);
  }
});

describeInBrowser('the example app, on another site than Sayso', (visit) => {
  const log = createLog({ level: 'silent', format: 'json' });
  /** What Sayso was asked by GET, and answered. */
  let seen: { status: number; known: boolean; bytes: number }[] = [];
  let graph: Graph;
  let strict: App;
  let open: App;
  let watched: Server;
  let preview: ChildProcess;
  let site: string;
  beforeAll(async () => {
    graph = await seededGraph();
    const at = { host: '127.0.0.1', port: 0, neo4j: null };
    const access = { ...testAccess(graph, log), graph: readsApart(graph), log };
    const dir = join(example, 'operations');
    strict = await createApp({ ...at, ...access, operations: { only: true, dir } });
    open = await createApp({ ...at, ...access });
    watched = await watching(strict.url);
    const built = npm('run', 'build');
    expect([built.status, built.output]).toEqual([0, expect.stringContaining('built in')]);
    // `npm start`, on a port of its own; npm itself would not pass on the signal that ends it.
    const vite = join(folder, 'node_modules', 'vite', 'bin', 'vite.js');
    preview = spawn(process.execPath, [vite, 'preview', '--host', '127.0.0.1', '--port', String(await freePort())], {
      cwd: folder,
      env: { ...process.env, NO_COLOR: '1' },
    });
    site = await new Promise<string>((resolve, reject) => {
      let said = '';
      const hear = (chunk: Buffer) => {
        said += chunk.toString();
        const [address] = /http:\/\/127\.0\.0\.1:\d+/.exec(said) ?? [];
        if (address) resolve(address);
      };
      preview.stdout?.on('data', hear);
      preview.stderr?.on('data', hear);
      preview.once('exit', () => reject(new Error(`vite preview has ended: ${said}`)));
    });
  });
  afterAll(async () => {
    preview?.removeAllListeners('exit').kill();
    watched?.close();
    await Promise.all([strict?.close(), open?.close()]);
    await graph?.close();
  });
  beforeEach(() => (seen = []));

  /** A server before another, which sees what passes. */
  async function watching(url: string): Promise<Server> {
    const server = createServer((request, response) => {
      const { method, url: path, headers } = request;
      const passed = send(new URL(path ?? '/', url), { method, headers }, (answer) => {
        let bytes = 0;
        answer.on('data', (chunk: Buffer) => (bytes += chunk.length));
        answer.on('end', () => {
          if (method !== 'GET') return;
          seen.push({ status: answer.statusCode ?? 0, known: 'if-none-match' in headers, bytes });
        });
        response.writeHead(answer.statusCode ?? 0, answer.headers);
        answer.pipe(response);
      });
      request.pipe(passed);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return server;
  }
  const portOf = (server: Server) => (server.address() as AddressInfo).port;
  const pageOf = (claim: string, server = `http://127.0.0.1:${portOf(watched)}`) =>
    `${site}/?${new URLSearchParams({ server, claim }).toString()}`;

  test('shows each chain from the outlet to the origin; asked again, the browser’s cache is told that nothing changed', async () => {
    const { page, faults } = await visit();
    await page.goto(pageOf(informed));
    await page.getByRole('heading', { level: 1, name: 'Iran did not inform Pakistan before the strike' }).waitFor();
    expect(await page.locator('.chain ol > li').allInnerTexts()).toEqual([
      expect.stringMatching(/^Outlet\s+Newsweek$/),
      expect.stringMatching(/^Relay\s+Associated Press/),
      expect.stringMatching(/^Origin\s+unnamed Pakistani security official · not named · “told”/),
    ]);
    expect(seen).toEqual([{ status: 200, known: false, bytes: expect.any(Number) }]);
    await page.goto('about:blank');
    await page.goto(pageOf(informed));
    await page.locator('.chain').waitFor();
    expect(seen.slice(1)).toEqual([{ status: 304, known: true, bytes: 0 }]);
    expect(faults).toEqual([]);
  });

  test('what has changed is there the next time', async () => {
    const { page } = await visit();
    const { hand, claim } = await ownClaim(graph, 'the ferry was closed');
    const shown = async () => {
      await page.goto(pageOf(claim));
      return page.getByRole('heading', { level: 1 }).innerText();
    };
    expect([await shown(), await shown()]).toEqual(['the ferry was closed', 'the ferry was closed']);
    await hand.reviseClaim(claim, { text: 'the ferry was shut' });
    expect(await shown()).toBe('the ferry was shut');
    expect(seen.map(({ status }) => status)).toEqual([200, 304, 200]);
  });

  test('a server that has not met its operation is told it once', async () => {
    const { page, requests, faults } = await visit();
    const asked = () => requests.splice(0).filter((address) => address.includes('/graphql'));
    await page.goto(pageOf(twoDied, open.url));
    await page.locator('.contradiction a').waitFor();
    expect(asked().map((address) => new URL(address).searchParams.has('query'))).toEqual([false, true]);
    await page.locator('.contradiction a').click();
    await page.getByRole('heading', { level: 1, name: 'five children died' }).waitFor();
    expect(asked().map((address) => new URL(address).searchParams.has('query'))).toEqual([false]);
    expect(faults).toEqual([]);
  });

  test('no text is taken for markup, and no address for more than an address', async () => {
    const { page, faults } = await visit();
    const image = `<img src=x onerror="document.title='met'">`;
    const { claim } = await ownClaim(graph, image, `${image}<script>document.title='met'</script>`);
    await graph.command(`MATCH (d:Document {title: $title}) SET d.url = 'javascript:document.title="met"'`, {
      title: `About ${image}`,
    });
    await page.goto(pageOf(claim));
    await page.locator('.chain').waitFor();
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(image);
    expect(await page.locator('img, main script, a[href^="javascript"]').count()).toBe(0);
    expect(await page.title()).toBe('Who says so?');
    expect(faults).toEqual([]);
  });

  test('says what is wrong', async () => {
    const { page } = await visit();
    await page.goto(pageOf('clm_1'));
    expect(await page.getByRole('alert').innerText()).toMatch(/clm_1/);
    await page.goto(pageOf('clm_01a20dd7-8507-7953-ab78-000000000000'));
    await page.getByText('There is no claim clm_01a20dd7-8507-7953-ab78-000000000000.').waitFor();
    await page.goto(pageOf(informed, `http://127.0.0.1:${await freePort()}`));
    expect(await page.getByRole('alert').innerText()).toMatch(/cannot be reached/);
  });

  test('the playground of a server with a safelist says so, and runs its examples', async () => {
    const { page } = await visit();
    const answer = async () => (await page.locator('.graphiql-response').innerText()).replace(/\s+/g, ' ');
    await page.goto(`${strict.url}/graphql`);
    await eventually(answer, (text) => text.includes('it does not tell its schema'));
    await page.getByRole('button', { name: /^Execute query/ }).click();
    await eventually(answer, (text) => text.includes('Newsweek ← Associated Press'));
  });
});

async function ownClaim(graph: Graph, text: string, name = 'The mayor') {
  const hand = new Hand(graph);
  const document = await hand.document({
    url: `https://ferry.example/${encodeURIComponent(text)}`,
    title: `About ${text}`,
    newPublisher: { type: 'ORGANIZATION', name, kind: 'NEWS_OUTLET' },
    text: 'It was closed, said somebody.',
  });
  const [documentVersion = ''] = await versionsOf(graph, document);
  const claim = await hand.claim(text);
  await hand.chain({
    documentVersion,
    hops: [
      {
        newAgent: { type: 'PERSON', name: `${name} too` },
        ...{ disclosure: 'NAMED_PERSON', quoteType: 'INDIRECT', cue: 'said', describedAs: name },
        spans: [{ role: 'CONTENT', exact: 'It was closed' }],
      },
    ],
    asserts: [{ claim }],
  });
  return { hand, claim };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
