import type { Page } from 'playwright-core';
import type { App } from '../../src/app';
import type { Graph } from '../../src/graph/graph';
import { appApart } from '../support/api';
import { barriers, describeInBrowser, eventually, looks, outside, overflow } from '../support/browser';
import { seededGraph } from '../support/graph';

const informed = 'clm_01a20dd7-8507-7953-ab78-6c292f50661a';
const twoDied = 'clm_01a20de1-59ab-7cf1-92fb-87c3960544eb';

describeInBrowser('the picture of a claim, on its page', (visit) => {
  let graph: Graph;
  let app: App;
  beforeAll(async () => {
    graph = await seededGraph();
    app = await appApart(graph);
  });
  afterAll(async () => {
    await app.close();
    await graph.close();
  });

  /** How many things and lines are drawn. */
  const drawn = async (page: Page) => Number(await page.locator('.explore-canvas').getAttribute('data-drawn'));
  const listed = (page: Page) => page.locator('.explore-lists button').count();
  async function explore(page: Page, path: string): Promise<void> {
    await page.goto(app.url + path);
    await page.getByRole('button', { name: 'Explore' }).click();
    await eventually(
      () => drawn(page),
      (count) => count > 0,
    );
  }

  test('is shown, with words instead that send to the list, and leads to itself', async () => {
    const { page, faults } = await visit();
    await page.goto(`${app.url}/claims/${twoDied}`);
    const picture = page.getByRole('img', { name: /^Picture of what this page lists: 3 chains.*The lists below/ });
    const width = () => picture.evaluate((one) => (one as unknown as { naturalWidth: number }).naturalWidth);
    await picture.scrollIntoViewIfNeeded();
    expect(await eventually(width, (one) => one > 0)).toBeGreaterThan(500);
    expect(faults).toEqual([]);
    await picture.click();
    expect(page.url()).toBe(`${app.url}/claims/${twoDied}.svg`);
    expect(await page.title()).toBe('two children died in the shelling of Quillport');
  });

  test.each(looks)(
    'explored, it is open to everybody, $colorScheme and $width wide',
    async ({ colorScheme, width }) => {
      const options = { viewport: { width, height: 800 }, colorScheme, reducedMotion: 'reduce' as const };
      const { page, requests, faults } = await visit(options);
      await explore(page, `/claims/${twoDied}`);
      expect(await barriers(page)).toEqual([]);
      expect(await overflow(page)).toBe(0);
      expect(outside(requests, app.url)).toEqual([]);
      expect(faults).toEqual([]);
    },
  );

  test('nothing of the graph is loaded before it is wanted', async () => {
    const { page, requests } = await visit();
    await page.goto(`${app.url}/claims/${informed}`);
    await page.getByRole('button', { name: 'Explore' }).waitFor();
    expect(requests.filter((one) => one.includes('/explore/')).map((one) => new URL(one).pathname)).toEqual([
      '/explore/main.js',
    ]);
    await page.goto(app.url);
    expect(requests.filter((one) => one.includes('/explore/'))).toHaveLength(1);
  });

  test('begins with the claim and its chain, and grows with the keyboard alone', async () => {
    const { page, faults } = await visit();
    await page.goto(`${app.url}/claims/${informed}`);
    await page.getByRole('button', { name: 'Explore' }).focus();
    await page.keyboard.press('Enter');
    await eventually(
      () => drawn(page),
      (count) => count > 0,
    );
    // Newsweek, its article, Associated Press, the official, the claim.
    expect(await listed(page)).toBe(5);
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Explore');
    expect(await page.getByRole('button', { name: /unnamed.*official.*\(not named\)/ }).count()).toBe(1);

    const newsweek = page.getByRole('button', { name: /^Who: Newsweek/ });
    for (let i = 0; i < 40 && !(await newsweek.evaluate((one) => one === one.ownerDocument.activeElement)); i++) {
      await page.keyboard.press('Tab');
    }
    expect(
      await newsweek.evaluate((one: any) => one.ownerDocument.defaultView.getComputedStyle(one).outlineStyle as string),
    ).not.toBe('none');
    await page.keyboard.press('Enter');
    await eventually(
      () => listed(page),
      (count) => count > 5,
    );
    expect(await page.getByRole('status').innerText()).toMatch(/\d+ things and \d+ lines added around Newsweek/);
    expect(await newsweek.getAttribute('aria-pressed')).toBe('true');
    // Pressed again, it adds nothing twice.
    const before = await listed(page);
    await page.keyboard.press('Enter');
    expect(await listed(page)).toBe(before);
    expect(faults).toEqual([]);
  });

  test('grows by a click on the drawing', async () => {
    const { page, faults } = await visit({ reducedMotion: 'reduce' });
    await explore(page, `/claims/${twoDied}`);
    const before = await listed(page);
    const canvas = page.locator('.explore-canvas');
    await canvas.evaluate((one) => (one as unknown as { scrollIntoView(): void }).scrollIntoView());
    const { x, y, width, height } = (await canvas.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    // Where a thing stands is the layout's choice: click on until one was met that had neighbours.
    grown: for (let row = 8; row < height; row += 16) {
      for (let column = 8; column < width; column += 16) {
        await page.mouse.click(x + column, y + row);
        if (/^Asking|added around (?!two children)/.test(await page.getByRole('status').innerText())) break grown;
      }
    }
    await eventually(
      () => listed(page),
      (count) => count > before,
    );
    expect(faults).toEqual([]);
  });

  test('of a past view it grows as of that moment', async () => {
    const { page } = await visit();
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.url().endsWith('/graphql')) asked.push(request.postData() ?? '');
    });
    const asOf = new Date().toISOString();
    await explore(page, `/claims/${informed}?asOf=${asOf}`);
    expect(asked.map((body) => (JSON.parse(body) as { variables: object }).variables)).toEqual([
      { id: informed, asOf },
    ]);
  });

  test('says so where the server does not answer, and goes on when it does', async () => {
    const { page } = await visit();
    await explore(page, `/claims/${informed}`);
    await page.route('**/graphql', (route) => route.abort());
    await page.getByRole('button', { name: /^Who: Newsweek/ }).click();
    expect(
      await eventually(
        () => page.getByRole('status').innerText(),
        (text) => !text.startsWith('Asking'),
      ),
    ).toBe('The server does not answer.');
    await page.unroute('**/graphql');
    await page.getByRole('button', { name: /^Who: Newsweek/ }).click();
    await eventually(
      () => listed(page),
      (count) => count > 5,
    );
  });
});
