import type { Page } from 'playwright-core';
import type { App } from '../../src/app';
import type { Graph } from '../../src/graph/graph';
import { appApart } from '../support/api';
import { barriers, describeInBrowser, looks, outside, overflow } from '../support/browser';
import { seededGraph } from '../support/graph';
import { creditedBy, Hand, versionsOf } from '../support/writing';

const orrinPost = 'doc_536ad36c-2963-55d2-b5c9-d2a3f8fe8173';
const members = 'doc_1c2c5f1f-7aa2-5b2a-9471-4a635fd9882a';
const notHeld = 'doc_a528af3b-6692-53c8-bc76-74a772c642b9';
const joined = 'agt_01a20de1-59aa-7b63-9dd0-01fc4d1a92fd';
const agency = 'agt_01a20de1-59a7-76d0-8ca3-0c62f742dead';

describeInBrowser('the pages of documents and agents', (visit) => {
  let graph: Graph;
  let app: App;
  let attacked: { document: string; agent: string };
  beforeAll(async () => {
    graph = await seededGraph();
    app = await appApart(graph);
    attacked = await attack(graph);
  });
  afterAll(async () => {
    await app.close();
    await graph.close();
  });

  const paths: [string, () => string][] = [
    ['a document with a correction', () => `/documents/${orrinPost}`],
    ['a document for members', () => `/documents/${members}`],
    ['a document that is not held', () => `/documents/${notHeld}`],
    ['a former version in a past view', () => `/documents/${orrinPost}?version=1&asOf=${new Date().toISOString()}`],
    ['a document of hostile words', () => `/documents/${attacked.document}`],
    ['a speaker who is joined', () => `/agents/${joined}`],
    ['an agency', () => `/agents/${agency}`],
    ['an agent of a hostile name', () => `/agents/${attacked.agent}`],
  ];
  const all = paths.flatMap(([name, path]) => looks.map((look) => ({ name, path, ...look })));
  test.each(all)('$name is open to everybody, $colorScheme and $width wide', async ({ path, colorScheme, width }) => {
    const { page, requests, faults } = await visit({ viewport: { width, height: 800 }, colorScheme });
    expect((await page.goto(app.url + path()))?.status()).toBe(200);
    expect(await barriers(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    expect(outside(requests, app.url)).toEqual([]);
    expect(faults).toEqual([]);
  });

  test('without JavaScript a mark leads to its attribution, and that back to the mark', async () => {
    const { page } = await visit({ javaScriptEnabled: false });
    await page.goto(`${app.url}/documents/${orrinPost}`);
    const mark = page.locator('.text mark.content a').first();
    const words = await mark.innerText();
    await mark.click();
    const entry = page.locator('.margin > li:target');
    expect(await entry.count()).toBe(1);
    await entry.getByRole('link', { name: 'in the text' }).last().click();
    const target = page.locator('mark:target, mark :target');
    expect(await target.count()).toBe(1);
    expect(words.length).toBeGreaterThan(0);
  });

  test('a screen reader meets the text, the margin by its name, and each way as a list in its order', async () => {
    const { page } = await visit();
    await page.goto(`${app.url}/documents/${orrinPost}`);
    const margin = page.getByRole('complementary', { name: 'Who says what' });
    const ways = margin.getByRole('list', { name: 'Through whom' });
    expect(await ways.count()).toBeGreaterThan(0);
    expect(await ways.first().getByRole('listitem').first().innerText()).toMatch(/outlet\s+Orrin Post/i);
    expect(await levelsOf(page)).toBe(true);
    await page.goto(`${app.url}/agents/${agency}`);
    // What it says in its own voice has one step; what it passes on has more.
    const chains = page.getByRole('list', { name: 'Through whom' });
    expect(await chains.getByRole('listitem').count()).toBeGreaterThan(await chains.count());
    expect(await levelsOf(page)).toBe(true);
  });

  test.each([
    ['a document', () => `/documents/${orrinPost}`],
    ['an agent', () => `/agents/${joined}`],
  ])('the keyboard reaches every link of %s, and sees where it is', async (_, path) => {
    const { page } = await visit();
    await page.goto(app.url + path());
    const links = await page.locator('a[href]').count();
    const met = new Set<number>();
    for (let i = 0; i < links; i++) {
      await page.keyboard.press('Tab');
      const [at, outline] = await page.evaluate<[number, string]>(
        '(() => { const one = document.activeElement; return [[...document.links].indexOf(one), getComputedStyle(one).outlineStyle]; })()',
      );
      if (at >= 0) met.add(at);
      expect(outline).not.toBe('none');
    }
    // A margin that scrolls by itself may be a stop of its own.
    expect(met.size).toBeGreaterThanOrEqual(links - 1);
  });

  test('printed, it is dark on white, whole, and has no navigation', async () => {
    const { page } = await visit({ colorScheme: 'dark' });
    await page.goto(`${app.url}/documents/${orrinPost}`);
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    const [ground, ink] = await page.evaluate<[string, string]>(
      '(() => { const s = getComputedStyle(document.body); return [s.backgroundColor, s.color]; })()',
    );
    expect([ground, ink]).toEqual(['rgb(255, 255, 255)', 'rgb(0, 0, 0)']);
    expect(await page.getByRole('navigation', { name: 'Main' }).isVisible()).toBe(false);
    const [height, whole] = await page.evaluate<[number, number]>(
      "(() => { const one = document.querySelector('aside'); return [one.clientHeight, one.scrollHeight]; })()",
    );
    expect(height).toBeGreaterThanOrEqual(whole);
  });

  test('nothing of hostile words is executed, and none of their addresses is a link', async () => {
    const { page, faults } = await visit();
    for (const path of [`/documents/${attacked.document}`, `/agents/${attacked.agent}`]) {
      await page.goto(app.url + path);
      expect(await page.title()).not.toBe('met');
      expect(await page.locator('main script, main img, main iframe').count()).toBe(0);
      const links = await page.locator('main a').evaluateAll((all) => all.map((one) => one.href));
      expect(links.filter((href) => !/^https?:/.test(href))).toEqual([]);
    }
    expect(faults).toEqual([]);
  });
});

/** Whether the headings begin with the first level and leave none out. */
async function levelsOf(page: Page): Promise<boolean> {
  const levels = await page.locator('h1, h2, h3').evaluateAll((all) => all.map((one) => Number(one.tagName.slice(1))));
  return levels[0] === 1 && levels.slice(1).every((level, i) => level - (levels[i] ?? 0) <= 1);
}

/** A document and an agent whose every text tries to be more than text; two attributions share its words. */
async function attack(graph: Graph): Promise<{ document: string; agent: string }> {
  const hand = new Hand(graph);
  const script = '<script>document.title = "met"</script>';
  const image = `"'><img src=x onerror="document.title='met'">`;
  const long = 'long'.repeat(70);
  const document = await hand.document({
    url: 'https://e2e-attack-pages.example/1',
    title: `${script} \u202e\u2066 turned`,
    newPublisher: { type: 'ORGANIZATION', name: `${image} \u202e`, kind: 'NEWS_OUTLET' },
    text: `${script} ${image}, they said.\n\n${long} \u202e turned & more.`,
  });
  const [documentVersion = ''] = await versionsOf(graph, document);
  let agent = '';
  for (const exact of [`${script} ${image}`, `${image}, they said`]) {
    const origin = await hand.chain({
      documentVersion,
      hops: [
        {
          newAgent: { type: 'PERSON', name: `${script}${long}` },
          disclosure: 'NAMED_PERSON',
          quoteType: 'DIRECT',
          cue: image,
          describedAs: script,
          spans: [{ role: 'CONTENT', exact }],
        },
      ],
      asserts: [{ claim: await hand.claim(`${exact} ${long}`) }],
    });
    agent = await creditedBy(graph, origin);
  }
  await graph.command('MATCH (d:Document {id: $document}) SET d.url = $url', {
    document,
    url: 'javascript:document.title="met"',
  });
  return { document, agent };
}
