import { unfurl } from 'unfurl.js';
import { createKey } from '../../src/features/principal/keys.service';
import type { Graph } from '../../src/graph/graph';
import { seededServers } from '../support/api';
import { Hand } from '../support/writing';
import type { Json } from './json';

// It has no types of its own.
// eslint-disable-next-line @typescript-eslint/no-require-imports
const { extract } = require('@extractus/oembed-extractor') as {
  extract: (url: string, parameters?: Record<string, string>) => Promise<Json>;
};

const informed = 'clm_01a20dd7-8507-7953-ab78-6c292f50661a';
const nobodys = 'clm_01a20dd7-8507-7953-ab78-000000000000';

const { serve, ...seeded } = seededServers();
let graph: Graph;
let url: string;
beforeAll(async () => {
  graph = seeded.graph();
  url = await serve();
});

const get = (parameters: Record<string, string>, headers: Record<string, string> = {}, base = url) =>
  fetch(`${base}/oembed?${new URLSearchParams(parameters).toString()}`, { headers });
const json = async (parameters: Record<string, string>, base = url) =>
  (await (await get(parameters, {}, base)).json()) as Json;
const page = (id = informed) => `${url}/claims/${id}`;
const headOf = async (address: string) =>
  (await (await fetch(address, { headers: { accept: 'text/html' } })).text()).split('</head>')[0] ?? '';

describe('an answer', () => {
  test('is rich, of version 1.0, and has the frame', async () => {
    const answer = await get({ url: page() });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/json; charset=utf-8']);
    const body = (await answer.json()) as Json;
    expect(body).toMatchObject({
      ...{ type: 'rich', version: '1.0', title: 'Iran did not inform Pakistan before the strike' },
      ...{ provider_name: 'Sayso', provider_url: `${url}/`, cache_age: 600, width: 600, height: 300 },
      ...{ thumbnail_url: `${page()}.png`, thumbnail_width: 1200, thumbnail_height: 630 },
    });
    expect(body.html).toMatch(/^<iframe [^<>]*><\/iframe>$/);
    expect(body.html).toContain(`src="${url}/embed/claims/${informed}"`);
    expect(body.html).toContain('width="600" height="300"');
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    const again = await get({ url: page() }, { 'if-none-match': answer.headers.get('etag') ?? '' });
    expect(again.status).toBe(304);
  });

  test('as XML says the same', async () => {
    const answer = await get({ url: page(), format: 'xml' });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/xml; charset=utf-8']);
    const xml = await answer.text();
    const unescape = (text: string) =>
      text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
    const told = [...xml.matchAll(/<(\w+)>([^<]*)<\/\1>/g)].map(([, name = '', value = '']) => [name, unescape(value)]);
    const same = Object.entries(await json({ url: page() })).map(([name, value]) => [name, String(value)]);
    expect(told).toEqual(same);
  });

  test('keeps to the bounds, and leaves the picture out where it is larger than these', async () => {
    const small = await json({ url: page(), maxwidth: '320', maxheight: '200' });
    expect([small.width, small.height, small.thumbnail_url]).toEqual([320, 200, undefined]);
    expect(small.html).toContain('width="320" height="200"');
    const wide = await json({ url: page(), maxwidth: '2000', maxheight: '' });
    expect([wide.width, wide.height, wide.thumbnail_width]).toEqual([600, 300, 1200]);
  });

  test.each([
    ['', ''],
    ['.html', ''],
    ['.json', ''],
    ['.ttl', ''],
    ['.png', ''],
    ['/', ''],
    ['#chains', ''],
    ['?utm_source=x', ''],
  ])('is the same for every form of the address: …%s', async (ending) => {
    expect(await json({ url: page() + ending })).toEqual(await json({ url: page() }));
  });

  test('is of a moment or a theme where its address is', async () => {
    const moment = new Date().toISOString();
    const { html, thumbnail_url: picture } = await json({ url: `${page()}.jsonld?asOf=${moment}` });
    expect(html).toContain(`/embed/claims/${informed}?asOf=${moment}"`);
    expect(picture).toBe(`${page()}.png?asOf=${moment}`);
    const themed = await json({ url: `${url}/embed/claims/${informed}?theme=dark` });
    expect(themed.html).toContain(`/embed/claims/${informed}?theme=dark"`);
  });
});

describe('whose address', () => {
  test('any that the server listens on or is configured for is its own', async () => {
    const { port } = new URL(url);
    for (const origin of [`http://localhost:${port}`, `http://127.0.0.1:${port}`]) {
      const { html } = await json({ url: `${origin}/claims/${informed}` });
      expect(html).toContain(`src="${origin}/embed/`);
    }
    const named = await serve({ publicUrls: ['https://sayso.example', 'https://other.example'] });
    for (const [origin, given] of [
      ['https://sayso.example', 'https://sayso.example'],
      ['https://other.example', 'http://other.example'],
      ['https://sayso.example', named],
    ]) {
      const body = await json({ url: `${given}/claims/${informed}` }, named);
      expect([given, body.provider_url]).toEqual([given, `${origin}/`]);
      expect(body.html).toContain(`src="${origin}/embed/`);
    }
  });

  test.each([
    ['another site', `https://sayso.invalid/claims/${informed}`],
    ['another port', `http://localhost:1/claims/${informed}`],
    ['a name that only begins like ours', `http://localhost.evil.example/claims/${informed}`],
    ['a user who is called like us', `http://localhost@evil.example/claims/${informed}`],
    ['no address', 'claims'],
    ['a script', `javascript:alert(1)//claims/${informed}`],
  ])('%s is 404', async (_, foreign) => {
    const answer = await get({ url: foreign });
    expect([answer.status, ((await answer.json()) as Json).errors[0].extensions.code]).toEqual([404, 'BAD_USER_INPUT']);
  });

  test.each(['/', '/docs', `/claims/${nobodys}`, '/claims/clm_1', `/claims/${informed}/more`, '/embed/sayso.js'])(
    '%s of ours is 404: nothing to embed',
    async (path) => {
      expect((await get({ url: url + path })).status).toBe(404);
    },
  );
});

describe('refusals', () => {
  test('no url, and sizes that are none, are 400; another format is 501', async () => {
    expect((await get({})).status).toBe(400);
    expect((await get({ url: '' })).status).toBe(400);
    for (const maxwidth of ['0', '-1', 'wide', '1e3'])
      expect([maxwidth, (await get({ url: page(), maxwidth })).status]).toEqual([maxwidth, 400]);
    expect((await get({ url: `${page()}?asOf=2999-01-01T00:00:00Z` })).status).toBe(400);
    for (const format of ['yaml', 'JSON', 'toString', '']) {
      const answer = await get({ url: page(), format });
      expect([format, answer.status]).toEqual([format, 501]);
    }
    const twice = await fetch(`${url}/oembed?url=${encodeURIComponent(page())}&url=x`);
    expect(twice.status).toBe(400);
  });

  test('a server that answers nobody without a key is 401, whatever is asked for', async () => {
    const closed = await serve({ anonymous: false });
    for (const id of [informed, nobodys])
      expect((await get({ url: `${closed}/claims/${id}` }, {}, closed)).status).toBe(401);
    const { key } = await createKey(graph, { principal: 'a reader', role: 'READER' });
    const read = await get({ url: `${closed}/claims/${informed}` }, { authorization: `Bearer ${key}` }, closed);
    expect([read.status, read.headers.get('cache-control')]).toEqual([200, 'private, max-age=600']);
  });

  test('a server that has too much to do says when to come again', async () => {
    const answer = await get({ url: page() }, {}, await serve({ mostRequests: 0 }));
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '1']);
  });

  test('no parameter makes a script of it', async () => {
    const answer = await get({ url: page(), callback: 'alert', jsonp: 'alert' });
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect((await answer.text()).startsWith('{"type":"rich"')).toBe(true);
  });
});

describe('the head of a claim’s page', () => {
  test('leads to both formats within its first 4 kB, also where the words are long', async () => {
    const long = await new Hand(graph).claim('“long” & '.repeat(50));
    for (const id of [informed, long]) {
      const start = Buffer.from(await headOf(page(id)))
        .subarray(0, 4_096)
        .toString();
      for (const [type, format] of [
        ['application/json+oembed', 'json'],
        ['text/xml+oembed', 'xml'],
      ]) {
        const tag = start
          .replace(/\s+/g, ' ')
          .match(/<link [^>]*>/g)
          ?.find((one) => one.includes(`type="${type}"`));
        const href = /href="([^"]+)"/.exec(tag ?? '')?.[1]?.replaceAll('&amp;', '&') ?? '';
        expect(new URL(href).origin).toBe(url);
        const answer = await fetch(href);
        expect([answer.status, answer.headers.get('content-type')]).toEqual([
          200,
          expect.stringContaining(format ?? ''),
        ]);
      }
    }
  });

  test('has the tags of cards: the words, the badges as a sentence, the picture with its size and in words', async () => {
    const head = (await headOf(page())).replace(/\s+/g, ' ');
    const tags = Object.fromEntries(
      [...head.matchAll(/<meta (?:name|property)="((?:og|twitter):[\w:]+)" content="([^"]*)"/g)].map(
        ([, name, content]) => [name, content],
      ),
    );
    expect(tags).toMatchObject({
      'og:title': 'Iran did not inform Pakistan before the strike',
      'og:description': expect.stringMatching(
        /^1 distinct known origin, 1 of them not named, 1 chain in 1 document, no contradiction recorded\. .*never says/,
      ),
      'og:url': page(),
      'og:image': `${page()}.png`,
      'og:image:width': '1200',
      'og:image:height': '630',
      'og:image:alt': expect.stringContaining('1 of them not named'),
      'twitter:card': 'summary_large_image',
      'twitter:image': `${page()}.png`,
    });
  });
});

describe('clients that are not ours', () => {
  test('@extractus/oembed-extractor finds the answer from the page alone', async () => {
    const found = await extract(page(), { maxwidth: '400' });
    expect(found).toMatchObject({ type: 'rich', method: 'auto-discovery', provider_name: 'Sayso', width: 400 });
    expect(found.html).toContain(`/embed/claims/${informed}`);
  });

  test('unfurl.js finds the answer, Open Graph and Twitter’s card', async () => {
    const found = await unfurl(page());
    expect(found.title).toBe('Iran did not inform Pakistan before the strike · Sayso');
    expect(found.oEmbed).toMatchObject({ type: 'rich', version: '1.0', width: 600 });
    expect((found.oEmbed as Json).html).toContain('<iframe');
    expect(found.open_graph).toMatchObject({ title: 'Iran did not inform Pakistan before the strike', url: page() });
    expect(found.open_graph?.images?.[0]).toMatchObject({ url: `${page()}.png`, width: 1200, height: 630 });
    expect(found.twitter_card).toMatchObject({ card: 'summary_large_image' });
  });
});
