import { attachText } from '../../src/features/document/attach-text.service';
import { createKey } from '../../src/features/principal/keys.service';
import type { Graph } from '../../src/graph/graph';
import { fromRoot } from '../../src/root';
import { creditedBy, Hand, versionsOf } from '../support/writing';
import { readFileSync } from 'node:fs';
import type { Json } from './json';
import { browser, servedPages, textOf } from './served-pages';

const orrinPost = 'doc_536ad36c-2963-55d2-b5c9-d2a3f8fe8173';
const wire = 'doc_b1698e0a-e888-557d-9684-f5d20800d425';
const straitLetter = 'doc_1c2c5f1f-7aa2-5b2a-9471-4a635fd9882a';
const post = 'doc_a528af3b-6692-53c8-bc76-74a772c642b9';
const nobodys = 'doc_536ad36c-2963-55d2-b5c9-000000000000';

const { get, page, json, serve, ...site } = servedPages();
let graph: Graph;
beforeAll(() => {
  graph = site.graph();
});

/** The text that a page shows: what stands in its paragraphs, mark by mark. */
const shownText = (markup: string) => {
  const [, inner = ''] = /<div class="text"[^>]*>\s*([^]*?)\s*<\/div>/.exec(markup) ?? [];
  return inner
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
};
const marksOf = (markup: string) =>
  [...markup.matchAll(/<mark class="([^"]*)"[^>]*>([^]*?)<\/mark/g)].map(([, look, inner = '']) => ({
    look,
    words: inner.replace(/<[^>]*>/g, ''),
    leadsTo: [...inner.matchAll(/href="#(\w[\w-]*)"/g)].map(([, id]) => id),
  }));

/** A document of its own for each test that writes: one text, and in it what the mayor said through the wire. */
async function ownDocument(
  name: string,
  more: Partial<{ textAccess: 'PUBLIC' | 'MEMBERS'; text: string; agent: string; cue: string; title: string }> = {},
) {
  const hand = new Hand(graph);
  const before = new Date();
  const text = more.text ?? `Old Wire reports that the ${name} was closed, as the mayor said.\n\nNobody else spoke.`;
  const input = {
    url: `https://${name}.example/1`,
    title: more.title ?? `About the ${name}`,
    newPublisher: {
      type: 'ORGANIZATION' as const,
      name: more.agent ?? `The ${name} Times`,
      kind: 'NEWS_OUTLET' as const,
    },
    text,
    textAccess: more.textAccess ?? ('PUBLIC' as const),
  };
  const document = await hand.document(input);
  const [version = ''] = await versionsOf(graph, document);
  const claim = await hand.claim(`the ${name} was closed`);
  const origin = await hand.chain({
    documentVersion: version,
    hops: [
      {
        newAgent: { type: 'ORGANIZATION', name: 'Old Wire', kind: 'NEWS_AGENCY' },
        disclosure: 'INSTITUTION',
        spans: [{ role: 'RELAY', exact: text.slice(0, 8) }],
      },
      {
        newAgent: { type: 'PERSON', name: more.agent ?? `Mayor of ${name}` },
        disclosure: 'NAMED_PERSON',
        quoteType: 'INDIRECT',
        cue: more.cue ?? 'said',
        spans: more.text
          ? [{ role: 'CONTENT', exact: text.slice(9, 40) }]
          : [
              { role: 'CONTENT', exact: `the ${name} was closed` },
              { role: 'SOURCE', exact: 'the mayor' },
              { role: 'CUE', exact: 'said' },
            ],
      },
    ],
    asserts: [{ claim }],
  });
  return { hand, input, document, version, claim, origin, text, before, recorded: hand.moment };
}

describe('one address, two forms', () => {
  test.each([
    ['', browser, 'text/html'],
    ['', 'application/json', 'application/json'],
    ['.html', 'application/json', 'text/html'],
    ['.json', browser, 'application/json'],
  ])('%s for %s', async (suffix, accept, type) => {
    const answer = await get(`/documents/${orrinPost}${suffix}`, { accept });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, `${type}; charset=utf-8`]);
    expect(answer.headers.get('vary')).toMatch(/accept/);
  });

  test.each([
    [`/documents/${orrinPost}`, 'text/turtle', 406, /A document comes as \.html.*\.json/],
    [`/documents/${orrinPost}.ttl`, browser, 406, /\.html.*\.json/],
    [`/documents/${nobodys}.json`, browser, 404, /There is no document doc_/],
    [`/documents/clm_1.json`, browser, 400, /clm_1/],
    [`/documents/${orrinPost}.json?version=9`, browser, 404, /has no version 9/],
    [`/documents/${orrinPost}.json?version=0`, browser, 400, /version: a number from 1/],
    [`/documents/${orrinPost}.json?version=1&version=2`, browser, 400, /version: a number from 1/],
    [`/documents/${orrinPost}.json?asOf=tomorrow`, browser, 400, /asOf: /],
  ])('%s for %s is %d', async (path, accept, status, message) => {
    const answer = await get(path, { accept });
    const { errors } = (await answer.json()) as Json;
    expect([answer.status, errors[0].message]).toEqual([status, expect.stringMatching(message)]);
  });

  test('a person gets what is missing as a page, with the way to what there is', async () => {
    const answer = await get(`/documents/${orrinPost}?version=9`, { accept: browser });
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(await answer.text()).toContain(`<a href="/documents/${orrinPost}">The document as it is now</a>`);
  });

  test('a tag that is known is answered with 304, until something that is shown changes', async () => {
    const { hand, document, origin } = await ownDocument('tag');
    for (const suffix of ['html', 'json']) {
      const path = `/documents/${document}.${suffix}`;
      const tag = (await get(path)).headers.get('etag') ?? '';
      const again = await get(path, { 'if-none-match': tag });
      expect([again.status, await again.text()]).toEqual([304, '']);
      await ownDocument(`other-${suffix}`);
      expect((await get(path, { 'if-none-match': tag })).status).toBe(304);
      await hand.reviseAgent(await creditedBy(graph, origin), { name: `Mayor of ${suffix}` });
      const changed = await get(path, { 'if-none-match': tag });
      expect([changed.status, (await changed.text()).includes(`Mayor of ${suffix}`)]).toEqual([200, true]);
    }
  });

  test('a server that asks for keys asks here, too', async () => {
    const closed = await serve({ anonymous: false });
    const answer = await get(`/documents/${orrinPost}`, { accept: browser }, closed);
    expect([answer.status, (await answer.text()).includes('Quillport')]).toEqual([401, false]);
  });
});

describe('a text that is held for everybody', () => {
  test('is shown whole, its paragraphs and blanks as they are, and marked hop by hop', async () => {
    const { document, origin, claim, text } = await ownDocument('kiosk');
    const markup = await page(`/documents/${document}`);
    expect(shownText(markup)).toBe(text);
    const { attributions } = (await json(`/documents/${document}`)).document;
    expect(attributions.map((one: Json) => [one.role, one.agent])).toEqual([
      ['RELAY', 'Old Wire'],
      ['ORIGIN', 'Mayor of kiosk'],
    ]);
    const [relay] = attributions.map((one: Json) => one.attribution.id);
    const body = markup.slice(markup.indexOf('class="text"'));
    expect(marksOf(body)).toEqual([
      { look: 'relay', words: 'Old Wire', leadsTo: [relay] },
      { look: 'content', words: 'the kiosk was closed', leadsTo: [origin] },
      { look: 'source', words: 'the mayor', leadsTo: [origin] },
      { look: 'cue', words: 'said', leadsTo: [origin] },
    ]);
    // What is led to is there, once.
    for (const id of [relay, origin]) expect(markup.split(`id="${id}"`)).toHaveLength(2);
    const [, margin = ''] = markup.split('<ol class="margin">');
    expect(textOf(margin)).toMatch(
      /Relay Old Wire.*outlet The kiosk Times relay Old Wire.*Origin Mayor of kiosk.*outlet The kiosk Times relay Old Wire origin Mayor of kiosk says the kiosk was closed Named as a person by name Word of saying said/,
    );
    expect(margin).toContain(`href="/claims/${claim}"`);
    expect(margin).toContain(`href="/agents/${await creditedBy(graph, origin)}"`);
    const ways = [...margin.matchAll(/<ol class="way"[^]*?<\/ol>/g)].map(([way]) => way.split('<li>').length - 1);
    expect(ways).toEqual([2, 3]);
  });

  test('words of several attributions lead to each of them, where they overlap and where they nest', async () => {
    const { hand, document, version, text } = await ownDocument('pier');
    const [, second] = [0, await overlapping(hand, version)];
    const markup = await page(`/documents/${document}`);
    expect(shownText(markup)).toBe(text);
    const both = marksOf(markup.slice(markup.indexOf('class="text"'))).filter(({ leadsTo }) =>
      leadsTo.includes(second),
    );
    expect(both.map(({ words, leadsTo }) => [words, leadsTo.length])).toEqual([
      ['was closed', 2],
      [', as ', 1],
      ['the mayor', 2],
      [' ', 1],
      ['said', 2],
    ]);
  });

  test('its versions are told, and each has its own page; what is gone in the latest stands in the former', async () => {
    const latest = await page(`/documents/${orrinPost}`);
    expect(textOf(latest)).toMatch(/Version 2[^V]*text held; \d+ attributions? first read in it shown here Version 1/);
    expect(textOf(latest)).toMatch(/Corrections .*correction /);
    const former = await page(`/documents/${orrinPost}?version=1`);
    expect(former).toContain(`<link rel="canonical" href="/documents/${orrinPost}?version=1" />`);
    expect(textOf(former)).toContain('two children');
    expect((await json(`/documents/${orrinPost}?version=1`)).url).toBe(`/documents/${orrinPost}?version=1`);
    const moved = await get(`/documents/${orrinPost}.json?version=1&asOf=now`);
    expect(moved.headers.get('location')).toMatch(/\.json\?version=1&asOf=\d{4}-/);
    expect((await json(moved.headers.get('location') ?? '')).document.version.seq).toBe(1);
  });

  test('words that a new version has elsewhere are carried on; those that it has not are told as not found', async () => {
    const { hand, input, document, origin } = await ownDocument('mole');
    await hand.document({ document, text: `Today. ${input.text}` });
    const carried = (await json(`/documents/${document}`)).document;
    expect(carried.attributions.map((one: Json) => one.standing)).toEqual(['CARRIED', 'CARRIED']);
    expect(shownText(await page(`/documents/${document}`))).toBe(`Today. ${input.text}`);
    expect(marksOf(await page(`/documents/${document}`)).map(({ words }) => words)).toContain('the mole was closed');

    await hand.document({ document, text: 'Old Wire has withdrawn its report on another matter entirely.' });
    const markup = await page(`/documents/${document}`);
    const lost = (await json(`/documents/${document}`)).document.attributions.find(
      (one: Json) => one.attribution.id === origin,
    );
    expect(lost.standing).toBe('NOT_CARRIED');
    expect(lost.places.map((place: Json) => place.anchorStatus)).toContain('ORPHANED');
    expect(lost.through[0].map((hop: Json) => hop.agent)).toEqual(['The mole Times', 'Old Wire']);
    expect(textOf(markup)).toMatch(/Mayor of mole of a former version, not found whole in this one/);
    expect(textOf(markup)).toContain('no longer found in the text');
  });

  test('an attribution that is not confirmed is not there', async () => {
    const { hand, document, origin } = await ownDocument('weir');
    await hand.retract(origin);
    expect((await json(`/documents/${document}`)).document.attributions).toEqual([]);
    expect(textOf(await page(`/documents/${document}`))).toContain('No confirmed attribution stands in this version.');
  });
});

async function overlapping(hand: Hand, version: string): Promise<string> {
  return hand.chain({
    documentVersion: version,
    hops: [
      {
        newAgent: { type: 'PERSON', name: 'Second speaker' },
        disclosure: 'NAMED_PERSON',
        quoteType: 'INDIRECT',
        spans: [{ role: 'CONTENT', exact: 'was closed, as the mayor said' }],
      },
    ],
    asserts: [{ claim: await hand.claim('the pier was closed as they say') }],
  });
}

describe('a text that is not for everybody', () => {
  test('held for members: no word of it in any form, whoever asks; where its words stand is told', async () => {
    const { key } = await createKey(graph, { principal: 'a member', role: 'ADMIN' });
    const { document } = await ownDocument('bell', { textAccess: 'MEMBERS' });
    for (const suffix of ['html', 'json']) {
      const answer = await get(`/documents/${document}.${suffix}`, { authorization: `Bearer ${key}` });
      const body = await answer.text();
      expect([answer.status, body.includes('as the mayor'), body.includes('reports that')]).toEqual([
        200,
        false,
        false,
      ]);
      expect(body).not.toContain('"The bell was closed');
    }
    const text = textOf(await page(`/documents/${document}`));
    expect(text).toContain('held for members');
    expect(text).toMatch(/Attribution Words From To 1, Old Wire Relay 0 8 2, Mayor of bell Content 22 41 /);
    expect(text).not.toContain('attach-text');
    const shipped = await (await get(`/documents/${straitLetter}.json`)).json();
    expect((shipped as Json).document.text).toBeNull();
    expect(JSON.stringify(shipped)).not.toMatch(/"words":\{/);
  });

  test('not held: where its words stand, and how to attach it; attached, it is there', async () => {
    const text = textOf(await page(`/documents/${post}`));
    expect(text).toContain('is not held');
    const [, command = ''] =
      /node scripts\/sayso\.cjs (attach-text \S+ text\.txt --version-id ver_[\w-]+)/.exec(text) ?? [];
    expect(command).toContain(post);
    const before = new Date();
    const words = readFileSync(fromRoot('seeds/quillport-shelling/attach/free-skerries-post.txt'), 'utf8');
    const version = command.split(' ').at(-1) ?? '';
    const owner = { name: 'owner', roles: ['ADMIN'] };
    await attachText(graph, { document: post, version, text: words, textAccess: 'PUBLIC' }, owner);
    expect(shownText(await page(`/documents/${post}`))).toBe(words);
    const then = await json(`/documents/${post}?asOf=${before.toISOString()}`);
    expect([then.document.text, then.document.version.availability]).toEqual([null, 'SEEN_NOT_HELD']);
    expect(then.since.changeSets.map((one: Json) => one.op)).toContain('ATTACH');
  });
});

describe('a past view', () => {
  test('keeps saying what it said, says that it is past and what has changed since, and links to now', async () => {
    const { hand, document, origin, claim, recorded, before } = await ownDocument('ferry');
    const path = `/documents/${document}?asOf=${recorded.toISOString()}`;
    expect((await json(path)).since).toEqual({ changed: false, parts: [], changeSets: [], more: false });
    expect(textOf(await page(path))).toContain('Nothing that stands in it has changed since.');
    await hand.reviseClaim(claim, { text: 'the ferry was shut' });
    await hand.reviseAgent(await creditedBy(graph, origin), { name: 'The former mayor' });
    const markup = await page(path);
    expect(textOf(markup)).toContain('It has changed since: its attributions, who is named.');
    expect(markup).toContain('the ferry was closed</bdi>');
    expect(textOf(markup)).not.toMatch(/the ferry was shut|The former mayor/);
    expect(markup).toContain(`<a href="/documents/${document}">See it as it is now</a>`);
    // All that it leads to is of the same moment.
    const links = [...markup.matchAll(/href="(\/(?:claims|agents|documents)\/[^"]*)"/g)].map(([, href = '']) => href);
    const elsewhere = links.filter((href) => !href.includes('asOf=') && href !== `/documents/${document}`);
    expect([links.length > 5, elsewhere]).toEqual([true, []]);
    const answer = await get(path, { accept: 'application/json' });
    expect(answer.headers.get('link')).toBe(`</documents/${document}>; rel="latest-version"`);
    await hand.retract(origin);
    expect((await json(path)).document.attributions).toHaveLength(2);
    expect((await json(path)).since.changeSets.map((one: Json) => one.op)).toEqual(['REVISE', 'REVISE', 'RETRACT']);
    const early = await get(`/documents/${document}.json?asOf=${before.toISOString()}`);
    expect([early.status, ((await early.json()) as Json).errors[0].message]).toEqual([
      404,
      expect.stringContaining('was not recorded yet'),
    ]);
  });

  test('every document of the shipped sets reads the same at this moment as it reads now', async () => {
    const rows = await graph.command(
      "MATCH (d:Document)<-[:VERSION_OF]-(v) WHERE NOT d.url CONTAINS '.example/1' OR d.url IS NULL RETURN DISTINCT d.id AS id, v.seq AS seq ORDER BY id, seq",
    );
    const asOf = new Date().toISOString();
    expect(rows.length).toBeGreaterThan(15);
    const differing: unknown[] = [];
    for (const { id, seq } of rows) {
      const { since } = await json(`/documents/${id as string}.json?version=${String(seq)}&asOf=${asOf}`);
      if (since.changed) differing.push([id, seq, since]);
    }
    expect(differing).toEqual([]);
  });
});

test('hostile text is text: in the document’s own words, in names, titles and addresses', async () => {
  const script = '<script>document.title = "met"</script>';
  const image = `"'><img src=x onerror="document.title='met'">`;
  const text = `${script} ${image}, they said, & <b>more</b>.`;
  const { document } = await ownDocument('attack', { text, agent: `${image} \u202e`, cue: script, title: script });
  await graph.command('MATCH (d:Document {id: $document}) SET d.url = $url', {
    document,
    url: 'javascript:document.title="met"',
  });
  const markup = await page(`/documents/${document}`);
  expect(shownText(markup)).toBe(text);
  expect(markup).not.toMatch(/<script|<img|<b>|href="javascript/);
  expect((await json(`/documents/${document}`)).document.text).toBe(text);
});

test('a claim’s page leads to its documents, at the version that was read, and besides to where they were published', async () => {
  const { claim, document } = await ownDocument('lock');
  const markup = await page(`/claims/${claim}`);
  expect(markup).toContain(`href="/documents/${document}?version=1"`);
  expect(markup).toContain(`href="/documents/${document}"`);
  expect(markup).toContain('href="https://lock.example/1"');
  const [, hop = ''] = /<strong><a href="(\/agents\/[^"]+)"/.exec(markup) ?? [];
  expect((await get(hop, { accept: browser })).status).toBe(200);
});

test('a report of two versions tells in which a notice stands', async () => {
  const { document } = await json(`/documents/${wire}`);
  expect(document.versions.map((one: Json) => one.seq)).toEqual([2, 1]);
  expect(document.corrections.length).toBeGreaterThan(0);
});
