import type { App } from '../../src/app';
import type { Graph } from '../../src/graph/graph';
import { appApart } from '../support/api';
import { barriers, describeInBrowser, looks, outside, overflow } from '../support/browser';
import { seededGraph } from '../support/graph';
import { Hand, versionsOf } from '../support/writing';

const informed = 'clm_01a20dd7-8507-7953-ab78-6c292f50661a';
const twoDied = 'clm_01a20de1-59ab-7cf1-92fb-87c3960544eb';
const incendiary = 'clm_01a20de1-59ab-7cf1-92fb-87cbfd02f6f0';

describeInBrowser('the page of a claim', (visit) => {
  let graph: Graph;
  let app: App;
  let attacked: string;
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
    ['of an unnamed origin', () => `/claims/${informed}`],
    ['of a contradiction, a correction and a review', () => `/claims/${twoDied}`],
    ['of a denial', () => `/claims/${incendiary}`],
    ['of a past view', () => `/claims/${twoDied}?asOf=${new Date().toISOString()}`],
    ['of hostile names', () => `/claims/${attacked}`],
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

  test('nothing of hostile names is executed, and none of their addresses is a link', async () => {
    const { page, faults } = await visit();
    await page.goto(`${app.url}/claims/${attacked}`);
    expect(await page.title()).not.toBe('met');
    expect(await page.locator('main script, main iframe').count()).toBe(0);
    const images = await page.locator('main img').evaluateAll((all) => all.map((one) => one.getAttribute('src')));
    expect(images).toEqual([`/claims/${attacked}.svg`]);
    const links = await page.locator('main a').evaluateAll((all) => all.map((one) => one.href));
    expect(links.filter((href) => !/^https?:/.test(href))).toEqual([]);
    expect(await page.locator('h1').innerText()).toContain('<script>');
    expect(faults).toEqual([]);
  });

  test('without JavaScript it is the same page', async () => {
    const { page } = await visit({ javaScriptEnabled: false });
    await page.goto(`${app.url}/claims/${informed}`);
    expect(await page.locator('.hops > li').count()).toBe(3);
  });

  test('a screen reader meets each chain as a list of three steps under its name, and headings in their order', async () => {
    const { page } = await visit();
    await page.goto(`${app.url}/claims/${informed}`);
    const chain = page.getByRole('region', { name: /^Newsweek.*from Associated Press.*from unnamed Pakistani/ });
    expect(
      await chain
        .locator('ol.hops')
        .getByRole('listitem')
        .filter({ has: page.locator('.who') })
        .count(),
    ).toBe(3);
    const levels = await page
      .locator('h1, h2, h3')
      .evaluateAll((all) => all.map((one) => Number(one.tagName.slice(1))));
    expect(levels[0]).toBe(1);
    levels.slice(1).forEach((level, i) => expect(level - (levels[i] ?? 0)).toBeLessThanOrEqual(1));
  });

  test('the keyboard reaches every link, and sees where it is', async () => {
    const { page } = await visit();
    await page.goto(`${app.url}/claims/${twoDied}`);
    const links = await page.locator('a[href]').count();
    const met = new Set<string>();
    for (let i = 0; i < links; i++) {
      await page.keyboard.press('Tab');
      const at = await page.evaluate<[string, string]>(
        '(() => { const one = document.activeElement; return [one.outerHTML + one.getBoundingClientRect().y, getComputedStyle(one).outlineStyle]; })()',
      );
      met.add(at[0]);
      expect(at[1]).not.toBe('none');
    }
    expect(met.size).toBe(links);
  });

  test('printed, it is dark on white and has no navigation', async () => {
    const { page } = await visit({ colorScheme: 'dark' });
    await page.goto(`${app.url}/claims/${twoDied}`);
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    const [ground, ink] = await page.evaluate<[string, string]>(
      '(() => { const s = getComputedStyle(document.body); return [s.backgroundColor, s.color]; })()',
    );
    expect([ground, ink]).toEqual(['rgb(255, 255, 255)', 'rgb(0, 0, 0)']);
    expect(await page.getByRole('navigation', { name: 'Main' }).isVisible()).toBe(false);
    expect(await page.locator('.hops').first().isVisible()).toBe(true);
  });
});

/** A claim whose every text tries to be more than text. */
async function attack(graph: Graph): Promise<string> {
  const hand = new Hand(graph);
  const script = '<script>document.title = "met"</script>';
  const image = `"'><img src=x onerror="document.title='met'">`;
  const long = 'long'.repeat(120);
  const turned = 'abc \u202e\u2066 turned';
  const document = await hand.document({
    url: 'https://e2e-attack.example/1',
    title: `${script}${turned}`,
    newPublisher: { type: 'ORGANIZATION', name: `${image} ${turned}`, kind: 'NEWS_OUTLET' },
    text: `${script} ${image}, they said.`,
  });
  const [documentVersion = ''] = await versionsOf(graph, document);
  const claim = await hand.claim(`${script}${image} ${turned} ${long}`);
  const origin = await hand.chain({
    documentVersion,
    hops: [
      {
        newAgent: { type: 'PERSON', name: long },
        disclosure: 'NAMED_PERSON',
        quoteType: 'DIRECT',
        cue: image,
        describedAs: script,
        spans: [{ role: 'CONTENT', exact: `${script} ${image}` }],
      },
    ],
    asserts: [{ claim }],
  });
  const other = await hand.claim(`${image}${long}`);
  await hand.relate({
    ...{ left: claim, right: other, kind: 'CONTRADICTS', sameEvent: 'YES', types: ['NEGATION'] },
    ...{ rationale: `${script}${turned}`, basedOn: [origin] },
  });
  await hand.review({
    ...{ claim, url: 'https://e2e-check.example/1', claimReviewed: image },
    newAuthor: { type: 'ORGANIZATION', name: `${script} ${long.slice(0, 400)}`, kind: 'OTHER' },
    rating: { alternateName: `${script}${turned}`, ratingValue: 1 },
  });
  await graph.command(
    `MATCH (r:Review {url: 'https://e2e-check.example/1'}) SET r.url = 'javascript:document.title="met"'
     WITH r MATCH (d:Document {url: 'https://e2e-attack.example/1'}) SET d.url = 'javascript:document.title="met"'`,
  );
  return claim;
}
