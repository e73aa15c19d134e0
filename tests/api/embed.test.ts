import { request as ask } from 'node:http';
import { createKey } from '../../src/features/principal/keys.service';
import type { Graph } from '../../src/graph/graph';
import { seededServers } from '../support/api';
import { Hand } from '../support/writing';

const informed = 'clm_01a20dd7-8507-7953-ab78-6c292f50661a';
const incendiary = 'clm_01a20de1-59ab-7cf1-92fb-87cbfd02f6f0';
const nobodys = 'clm_01a20dd7-8507-7953-ab78-000000000000';
const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

const { serve, ...seeded } = seededServers();
let graph: Graph;
let url: string;
beforeAll(async () => {
  graph = seeded.graph();
  url = await serve();
});

const get = (path: string, headers: Record<string, string> = {}, base = url) =>
  fetch(base + path, { headers: { accept: browser, ...headers }, redirect: 'manual' });
const textOf = (markup: string) =>
  markup
    .replace(/^[^]*<main[^>]*>/, '')
    .replace(/<[^>]*>/g, '')
    .replace(/\s+/g, ' ');

/** What the server answers to whoever sends this `Host`. */
const asHost = (path: string, host: string, base = url) =>
  new Promise<string>((resolve, reject) => {
    const { hostname, port } = new URL(base);
    const sent = ask({ hostname, port, path, headers: { host, accept: browser } }, (answer) => {
      let body = '';
      answer.setEncoding('utf8').on('data', (part: string) => (body += part));
      answer.on('end', () => resolve(body)).on('error', reject);
    });
    sent.on('error', reject).end();
  });

describe('the frame', () => {
  test('tells in three levels: a line, who said it through whom in how many steps, the way to the whole', async () => {
    const answer = await get(`/embed/claims/${informed}`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    const markup = await answer.text();
    const text = textOf(markup);
    expect(text).toMatch(/1 distinct known origin\s*1 of them not named/);
    expect(text).toMatch(/Said by Newsweek ← , from Associated Press ← , from unnamed Pakistani .* in 3 steps/);
    expect(markup.match(/<details>/g)).toHaveLength(1);
    expect(markup.match(/<ol class="hops">[^]*?<\/ol>/g)).toHaveLength(1);
    expect(text).toMatch(/Outlet Newsweek .*Relay Associated Press .*Origin unnamed Pakistani security official/);
    for (const missing of ['origin not named', 'text not held']) expect(text).toContain(missing);
    expect(markup).toContain(`<a href="/claims/${informed}">All that is known about it</a>`);
    expect(markup).toContain('<base target="_blank" />');
    expect(markup.match(/<script[^>]*>[^<]*/g)).toEqual(['<script src="/embed/frame.js" defer>']);
    expect(markup.length).toBeLessThan(6_000);
  });

  test('who denies it is told as such', async () => {
    const text = textOf(await (await get(`/embed/claims/${incendiary}`)).text());
    expect(text).toContain('denied in 2 chains');
    expect(text.match(/Denied by/g)).toHaveLength(2);
  });

  test('shows a moment, says so, and leads to the same moment', async () => {
    const hand = new Hand(graph);
    const claim = await hand.claim('the weir was closed');
    const at = hand.moment.toISOString();
    await hand.reviseClaim(claim, { text: 'the weir was shut' });
    const markup = await (await get(`/embed/claims/${claim}?asOf=${at}`)).text();
    expect(textOf(markup)).toContain('the weir was closed');
    expect(textOf(markup)).toContain(`As of ${at.slice(0, 10)}. It has changed since.`);
    expect(markup).toContain(`<a href="/claims/${claim}?asOf=${at}">`);
    const now = await get(`/embed/claims/${claim}?asOf=now&theme=dark`);
    expect(now.headers.get('location')).toMatch(new RegExp(`^/embed/claims/${claim}\\?theme=dark&asOf=[^&]+$`));
  });

  test('takes a theme, and no other word for one', async () => {
    for (const theme of ['light', 'dark'])
      expect(await (await get(`/embed/claims/${informed}?theme=${theme}`)).text()).toContain(`data-theme="${theme}"`);
    expect(await (await get(`/embed/claims/${informed}`)).text()).not.toContain('data-theme');
    expect((await get(`/embed/claims/${informed}?theme=%22%3E%3Cscript%3E`)).status).toBe(400);
  });

  test.each([
    [nobodys, 404],
    ['clm_1', 400],
  ])('%s is a small page that says what is wrong: %d', async (id, status) => {
    const answer = await get(`/embed/claims/${id}`);
    const markup = await answer.text();
    expect([answer.status, markup.includes(id), markup.includes('<nav')]).toEqual([status, true, false]);
    expect(answer.headers.get('content-security-policy')).toContain('frame-ancestors *');
  });

  test('a server that answers nobody without a key shows none', async () => {
    const closed = await serve({ anonymous: false });
    const answer = await get(`/embed/claims/${informed}`, {}, closed);
    expect([answer.status, (await answer.text()).includes('Iran')]).toEqual([401, false]);
  });

  test('has a tag and 304', async () => {
    const tag = (await get(`/embed/claims/${informed}`)).headers.get('etag') ?? '';
    expect((await get(`/embed/claims/${informed}`, { 'if-none-match': tag })).status).toBe(304);
  });
});

describe('policies', () => {
  test('what may be framed by everybody is the frame, and nothing else', async () => {
    const framed = await get(`/embed/claims/${informed}`);
    expect(framed.headers.get('x-frame-options')).toBeNull();
    const policy = framed.headers.get('content-security-policy') ?? '';
    expect(policy).toContain('frame-ancestors *');
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toMatch(/unsafe|data:|https:/);
    const others = ['/', '/docs', '/graphql', '/cypher', `/claims/${informed}`, `/claims/${informed}.json`, '/none'];
    for (const path of [...others, '/embed/', '/embed/sayso.js', '/embed/frame.css', '/embed/none', '/oembed']) {
      const { headers } = await get(path);
      expect([path, headers.get('x-frame-options')]).toEqual([path, 'DENY']);
      expect([path, headers.get('content-security-policy')]).toEqual([
        path,
        expect.stringContaining("ancestors 'none'"),
      ]);
    }
  });

  test('the pages of every site may read a claim in each form, its faults too, as strangers do', async () => {
    const paths = ['html', 'json', 'jsonld', 'ttl'].map((suffix) => `/claims/${informed}.${suffix}`);
    for (const path of [...paths, `/claims/${nobodys}.json`, '/claims/x.json', '/oembed', '/embed/sayso.js']) {
      const { headers } = await get(path, { origin: 'https://news.example' });
      expect([path, headers.get('access-control-allow-origin')]).toEqual([path, '*']);
      expect(headers.get('access-control-allow-credentials')).toBeNull();
      expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin');
      expect(headers.get('set-cookie')).toBeNull();
    }
    expect((await get('/docs')).headers.get('access-control-allow-origin')).toBeNull();
  });

  test('what the frame and the element load is for a frame without an origin, too, and is asked for again', async () => {
    for (const [path, type] of [
      ['/embed/sayso.js', 'text/javascript'],
      ['/embed/frame.js', 'text/javascript'],
      ['/embed/frame.css', 'text/css'],
    ] as const) {
      const { status, headers } = await get(path);
      expect([path, status, headers.get('content-type')]).toEqual([path, 200, `${type}; charset=utf-8`]);
      expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin');
      const again = await get(path, { 'if-none-match': headers.get('etag') ?? '' });
      expect([path, again.status]).toEqual([path, 304]);
    }
  });
});

describe('the code to copy', () => {
  const unescaped = (text: string) =>
    text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
  const codesOf = (markup: string) =>
    [...markup.matchAll(/<textarea id="code-(\w+)"[^>]*>([^<]*)<\/textarea>/g)].map(([, name, code = '']) => [
      name,
      unescaped(code),
    ]);

  test('stands on the claim’s page in three ways, with whole addresses', async () => {
    const codes = Object.fromEntries(codesOf(await (await get(`/claims/${informed}`)).text())) as Record<
      string,
      string
    >;
    expect(Object.keys(codes)).toEqual(['frame', 'component', 'quote']);
    for (const code of Object.values(codes)) {
      expect(code).toContain(`<script src="${url}/embed/sayso.js" async></script>`);
      for (const [, address] of code.matchAll(/(?:src|href|cite)="([^"]+)"/g))
        expect([address, (await fetch(address ?? '')).status]).toEqual([address, 200]);
    }
    expect(codes.frame).toContain(`<iframe src="${url}/embed/claims/${informed}"`);
    expect(codes.component).toContain(`<sayso-claim claim="${informed}">`);
    expect(codes.quote).toContain(`<blockquote class="sayso" cite="${url}/claims/${informed}">`);
    expect(codes.quote).toContain('<p lang="en">Iran did not inform Pakistan before the strike</p>');
    expect(codes.quote).toContain('1 of them not named');
  });

  test('is of the same moment on a past view', async () => {
    const moment = new Date().toISOString();
    const codes = Object.fromEntries(codesOf(await (await get(`/claims/${informed}?asOf=${moment}`)).text()));
    expect(codes.frame).toContain(`/embed/claims/${informed}?asOf=${moment}"`);
    expect(codes.component).toContain(`as-of="${moment}"`);
    expect(codes.quote).toContain(`?asOf=${moment}`);
  });

  test('has the configured address, or that of the request where it is one', async () => {
    const named = await serve({ publicUrls: ['https://sayso.example', 'https://other.example'] });
    expect(await asHost(`/claims/${informed}`, 'other.example', named)).toContain(
      'https://other.example/embed/sayso.js',
    );
    const markup = await asHost(`/claims/${informed}`, 'evil.example', named);
    expect(markup).toContain('https://sayso.example/embed/sayso.js');
    expect(markup).not.toContain('evil.example');
    expect(await asHost(`/claims/${informed}`, 'sayso.local:8080')).toContain('http://sayso.local:8080/embed/sayso.js');
    expect(await asHost(`/claims/${informed}`, 'x"><script>')).toContain(
      `http://127.0.0.1:${new URL(url).port}/embed/`,
    );
  });

  test('no words of a claim end an attribute or an element of it', async () => {
    const claim = await new Hand(graph).claim(`"'></p></textarea><script>alert(1)</script> \u202e turned`);
    const markup = await (await get(`/claims/${claim}`)).text();
    for (const [, code] of codesOf(markup) as [string, string][]) {
      expect(code.replace(/<script src="[^"]+" async><\/script>/, '')).not.toMatch(/<script|<\/textarea|\u202e/);
    }
    expect(codesOf(markup)).toHaveLength(3);
  });
});

test('a member sees in a frame what everybody sees', async () => {
  const { key } = await createKey(graph, { principal: 'a member', role: 'ADMIN' });
  const [mine, theirs] = await Promise.all([
    get(`/embed/claims/${informed}`, { authorization: `Bearer ${key}` }),
    get(`/embed/claims/${informed}`),
  ]);
  expect(await mine.text()).toBe(await theirs.text());
});
