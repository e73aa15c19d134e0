import type { Page, Request } from 'playwright-core';
import type { Graph } from '../../src/graph/graph';
import { fromRoot } from '../../src/root';
import { readOperations, type ExampleOperation } from '../../src/web/operations';
import { startTestApi, type GraphqlAnswer, type TestApi } from '../support/api';
import { describeInBrowser, eventually, outside, overflow } from '../support/browser';
import { seededGraph } from '../support/graph';

const chain = 'Newsweek ← Associated Press ← unnamed Pakistani security official';
const queryEditor = '.graphiql-query-editor';
const toolEditor = '.graphiql-editor-tool .graphiql-editor:visible';
const answerPane = '.graphiql-response';

interface Run {
  request: Request;
  asked: { query: string; variables?: Record<string, unknown> | null };
  answer: Pick<GraphqlAnswer, 'data' | 'errors'>;
}

describeInBrowser('the playground', (visit) => {
  let graph: Graph;
  let api: TestApi;
  let examples: ExampleOperation[];
  let first: ExampleOperation;
  beforeAll(async () => {
    graph = await seededGraph();
    api = await startTestApi(graph);
    examples = await readOperations(fromRoot('schema', 'operations'));
    first = examples[0]!;
  });
  afterAll(async () => {
    await api.close();
    await graph.close();
  });

  /** Opens the playground and waits, as a reader does, until the first question stands there. */
  const openPlayground = async (page: Page) => {
    await page.goto(`${api.url}/graphql`);
    await untilShown(page, queryEditor, beginningOf(first));
  };

  test('gives the first answer two clicks after the landing page, and asks nobody but its own server', async () => {
    const { page, requests, faults } = await visit();
    await page.goto(api.url);
    await page.getByRole('link', { name: 'Open the playground', exact: true }).click();
    await executeButton(page).click();

    await untilShown(page, answerPane, chain);
    expect(page.url()).toBe(`${api.url}/graphql`);
    expect(requests).toContain(`${api.url}/graphql`);
    expect(outside(requests, api.url)).toEqual([]);
    expect(faults).toEqual([]);
  });

  /** It is about claims that the tabs before it record, with a key. */
  const beforeTheDay = '23-before-and-after';
  const isMutation = ({ query }: ExampleOperation) => /^mutation\b/m.test(query);

  test('has a tab for every example, with its question and variables, which answers at one press', async () => {
    const { page, requests, faults } = await visit();
    await openPlayground(page);
    expect(examples.length).toBeGreaterThanOrEqual(12);
    expect(await tabTitles(page)).toEqual(examples.map((example) => example.operationName));

    for (const example of examples) {
      await tab(page, example.operationName).click();
      await untilShown(page, queryEditor, beginningOf(example));
      // Of long ones the editor draws what is in sight.
      const variables = JSON.stringify(example.variables ?? {}, null, 2);
      if (example.variables) await untilShown(page, toolEditor, variables.slice(0, 60));
      // GraphiQL takes a tenth of a second to see which operation the tab holds; pressed before, it names the last one.
      const { asked, answer } = await run(page);
      expect(asked.query).toBe(example.query);
      expect(asked.variables ?? {}).toEqual(example.variables ?? {});
      if (isMutation(example)) {
        // tests/e2e/working-day.test.ts runs them with keys of three roles.
        expect([example.name, answer.errors?.[0]]).toMatchObject([
          example.name,
          { extensions: { code: 'UNAUTHENTICATED' } },
        ]);
        await untilShown(page, answerPane, 'UNAUTHENTICATED');
        continue;
      }
      expect([example.name, answer.errors]).toEqual([example.name, undefined]);
      const empty = findEmpty(answer.data ?? {});
      expect([example.name, empty]).toEqual([example.name, example.name === beforeTheDay ? expect.anything() : []]);
      await untilShown(page, answerPane, '{ "data": {');
    }
    expect(outside(requests, api.url)).toEqual([]);
    expect(faults).toEqual([]);
  });

  test('keeps an edit for the next visit', async () => {
    const { context, page } = await visit();
    await openPlayground(page);
    await typeInto(page, queryEditor, '# an edit of my own\n');
    await untilShown(page, queryEditor, `# an edit of my own ${beginningOf(first)}`);
    await eventually(
      () => activeTab(page),
      (kept) => kept?.query.startsWith('# an edit of my own') === true,
    );
    await page.close();

    const again = await context.newPage();
    await again.goto(`${api.url}/graphql`);
    await untilShown(again, queryEditor, `# an edit of my own ${beginningOf(first)}`);
    expect(await tabTitles(again)).toEqual(examples.map((example) => example.operationName));
    const { asked } = await run(again);
    expect(asked.query).toBe(`# an edit of my own\n${first.query}`);
  });

  test('sends the header that the reader writes and stores it nowhere', async () => {
    const { context, page } = await visit();
    await openPlayground(page);
    await page.getByRole('button', { name: 'Headers', exact: true }).click();
    await typeInto(page, toolEditor, '{ "Authorization": "Bearer planted-token"');
    await untilShown(page, toolEditor, 'planted-token');
    const { request } = await run(page);
    expect(request.headers()['authorization']).toBe('Bearer planted-token');

    // What was run, and an edit made after it, are kept: by then the header would have been too.
    await typeInto(page, queryEditor, '# later\n');
    await eventually(
      () => activeTab(page),
      (kept) => kept?.query.startsWith('# later') === true,
    );
    const session = await page.evaluate<string>('JSON.stringify(sessionStorage)');
    const everything = session + JSON.stringify(await context.storageState({ indexedDB: true }));
    expect(everything).toContain('sayso:graphiql:queries');
    expect(everything).toContain('# later');
    expect(everything).not.toContain('planted-token');

    await page.reload();
    await untilShown(page, queryEditor, '# later');
    const { request: afterwards } = await run(page);
    expect(afterwards.headers()['authorization']).toBeUndefined();
  });

  test('is what /playground leads to, with the question that the address carries', async () => {
    const { page } = await visit();
    await page.goto(`${api.url}/playground?query=${encodeURIComponent('query Linked { __typename }')}`);
    await untilShown(page, queryEditor, 'query Linked { __typename }');
    expect(new URL(page.url()).pathname).toBe('/graphql');
    const { answer } = await run(page);
    expect(answer).toEqual({ data: { __typename: 'Query' } });
  });

  test('opens the claim whose link on the landing page was followed, at the first visit and at a later one', async () => {
    const { page, faults } = await visit();
    for (const place of [1, 2]) {
      await page.goto(api.url);
      const item = page.locator('.claims li').nth(place);
      const [text, shownChain] = [await item.locator('.claim').innerText(), await item.locator('.chain').innerText()];
      await item.getByRole('link', { name: `Open in the playground: ${text}` }).click();
      await untilShown(page, queryEditor, beginningOf(first));
      const { answer } = await run(page);
      expect(answer.errors).toBeUndefined();
      expect(answer.data?.claim.text).toBe(text);
      const chains = answer.data?.claim.attributionChains.nodes as { text: string }[];
      expect(chains.map((one) => one.text)).toContain(shownChain);
      await untilShown(page, answerPane, text);
    }
    expect(faults).toEqual([]);
  });

  test('can be used on a screen 360 pixels wide', async () => {
    const { page, faults } = await visit({ viewport: { width: 360, height: 740 } });
    await page.goto(api.url);
    await page.getByRole('link', { name: 'Open the playground', exact: true }).click();
    await untilShown(page, queryEditor, beginningOf(first));
    expect(await overflow(page)).toBe(0);
    const box = await executeButton(page).boundingBox();
    expect(box).toMatchObject({ x: expect.any(Number), y: expect.any(Number) });
    expect([box!.x >= 0, box!.x + box!.width <= 360, box!.y >= 0, box!.y + box!.height <= 740]).not.toContain(false);
    const { answer } = await run(page);
    expect(answer.data?.claim.attributionChains.nodes[0].text).toBe(chain);
    await page.locator(answerPane).scrollIntoViewIfNeeded();
    await untilShown(page, answerPane, chain);
    expect(faults).toEqual([]);
  });

  test('is held by its policy where a script would ask elsewhere; these tests would see it try', async () => {
    const { page, requests, faults } = await visit();
    await openPlayground(page);
    const asking = `fetch('http://elsewhere.invalid/').then(() => 'asked', () => 'refused')`;
    expect(await page.evaluate(asking)).toBe('refused');
    expect(faults.join('\n')).toContain('Content Security Policy');

    await page.goto('about:blank');
    await page.evaluate(asking);
    expect(outside(requests, api.url)).toContain('http://elsewhere.invalid/');
  });
});

const executeButton = (page: Page) => page.getByRole('button', { name: /^Execute query/ });
const tab = (page: Page, title: string) =>
  page.locator('.graphiql-tab-button').and(page.getByTitle(title, { exact: true }));
const tabTitles = (page: Page) => page.locator('.graphiql-tab-button').allInnerTexts();

/** Presses ▶ and waits for what the server answers to it. */
async function run(page: Page): Promise<Run> {
  const isRun = (request: Request) =>
    request.method() === 'POST' && request.postDataJSON().operationName !== 'IntrospectionQuery';
  const [response] = await Promise.all([
    page.waitForResponse((one) => isRun(one.request())),
    executeButton(page).click(),
  ]);
  const request = response.request();
  return { request, asked: request.postDataJSON(), answer: await response.json() };
}

/** Types at the very beginning. */
async function typeInto(page: Page, editor: string, text: string): Promise<void> {
  await page.locator(`${editor} .view-lines`).click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.type(text);
}

/** Waits until the text stands in that editor; where its lines are wrapped or indented does not count. */
async function untilShown(page: Page, editor: string, text: string): Promise<void> {
  const wanted = text.replace(/\s+/g, '');
  await eventually(
    async () => (await linesOf(page, editor)).join('').replace(/\s+/g, ''),
    (shown) => shown.includes(wanted),
  );
}

/** The lines in sight. The editor makes and moves its elements as it likes: their height on the page is their order. */
async function linesOf(page: Page, editor: string): Promise<string[]> {
  const lines: { top: number; text: string }[] = await page
    .locator(`${editor} .view-line`)
    .evaluateAll((all) => all.map((line) => ({ top: line.offsetTop, text: line.textContent })));
  return lines.sort((a, b) => a.top - b.top).map((line) => line.text);
}

/** The first line of the example's comment, which is what the reader sees first. */
const beginningOf = (example: ExampleOperation): string => example.query.split('\n')[0]!;

/** The active tab as the browser keeps it for the next visit. */
async function activeTab(page: Page): Promise<{ query: string; operationName: string | null } | undefined> {
  const stored = await page.evaluate<string | null>(`localStorage.getItem('sayso:graphiql:tabState')`);
  const { tabs, activeTabIndex } = JSON.parse(stored ?? '{ "tabs": [] }');
  return tabs[activeTabIndex];
}

/** The questions of an answer that found nothing: null, or a list without an entry. An answer to nothing is one, too. */
function findEmpty(data: Record<string, unknown>): string[] {
  const isEmpty = (value: unknown): boolean => {
    if (value === null || value === undefined) return true;
    if (Array.isArray(value)) return value.every(isEmpty);
    const { nodes, edges } = value as { nodes?: unknown; edges?: unknown };
    return [nodes, edges].some((list) => Array.isArray(list) && list.length === 0);
  };
  const names = Object.keys(data);
  return names.length === 0 ? ['(no data)'] : names.filter((name) => isEmpty(data[name]));
}
