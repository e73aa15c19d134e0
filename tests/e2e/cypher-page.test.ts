import { readFileSync } from 'node:fs';
import type { BrowserContext, Page } from 'playwright-core';
import { createApp, type App, type AppOptions } from '../../src/app';
import { createKey } from '../../src/features/principal/keys.service';
import type { Graph } from '../../src/graph/graph';
import { openResearchPool, type ResearchPool } from '../../src/graph/research';
import { createLog } from '../../src/log';
import { fromRoot } from '../../src/root';
import { readExamples } from '../../src/web/cypher-page';
import { testAccess } from '../support/api';
import { barriers, describeInBrowser, eventually, looks, outside, overflow } from '../support/browser';
import { seededGraph, testNeo4j } from '../support/graph';

const claims = 'MATCH (c:Claim) RETURN c.text AS claim, c.originCount AS origins ORDER BY c.id LIMIT 3';
const chain =
  "MATCH p = (a:Attribution)-[:ASSERTS]->(c:Claim {text: 'Iran did not inform Pakistan before the strike'}) RETURN p";
const byType = 'MATCH (c:Claim) RETURN c.type AS type, count(*) AS claims ORDER BY claims DESC, type';
const byDay =
  'MATCH (v:DocumentVersion) WHERE v.publishedAt IS NOT NULL RETURN left(toString(v.publishedAt), 10) AS day, count(*) AS versions';
/** Ends by itself after the server's own deadline at the latest. */
const endless =
  'UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b WITH a, b WHERE a + b < 0 RETURN count(*) AS n';

describeInBrowser('the Cypher page', (visit) => {
  let graph: Graph;
  let pool: ResearchPool;
  let app: App;
  beforeAll(async () => {
    graph = await seededGraph();
    pool = openResearchPool({ ...testNeo4j(), most: 4 });
  });
  // Each test with a server of its own: nobody's quota is used up by the test before.
  beforeEach(async () => {
    app = await serve();
  });
  afterEach(() => app.close());
  afterAll(async () => {
    await pool.close();
    await graph.close();
  });

  const serve = (
    research: Partial<NonNullable<AppOptions['research']>> = {},
    access: { anonymous?: boolean } = {},
  ): Promise<App> => {
    const log = createLog({ level: 'silent', format: 'json' });
    return createApp({
      ...{ host: '127.0.0.1', port: 0, graph, log, neo4j: null },
      ...testAccess(graph, log),
      ...access,
      research: { pool, who: 'anonymous', most: 2, timeoutMs: 30_000, ...research },
    });
  };
  const addressOf = (statement: string, more: { parameters?: string; view?: string } = {}, at = app) =>
    `${at.url}/cypher#${new URLSearchParams({ statement, ...more }).toString()}`;
  /** Opens the page with a query in it, as a link does, and runs it. */
  const run = async (page: Page, ...link: Parameters<typeof addressOf>) => {
    await page.goto(addressOf(...link));
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await ended(page);
  };

  test('is what a browser gets at /cypher, and a program is told to post', async () => {
    const { page } = await visit();
    await page.goto(app.url);
    await page.getByRole('navigation').getByRole('link', { name: 'Cypher' }).click();
    await page.getByRole('heading', { name: 'Ask the graph in Cypher' }).waitFor();
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await eventually(
      () => status(page),
      (text) => text.startsWith('10 rows in '),
    );
    const policy = (await page.request.get(`${app.url}/cypher`, { headers: { accept: 'text/html' } })).headers()[
      'content-security-policy'
    ];
    expect(policy).toMatch(
      /^default-src 'none';script-src 'self';style-src 'self';.*style-src-elem 'self' 'nonce-[\w-]+'$/,
    );
    expect(policy).not.toContain('unsafe');

    const program = await fetch(`${app.url}/cypher`, { headers: { accept: 'application/json' } });
    expect([program.status, program.headers.get('allow')]).toEqual([405, 'POST']);
  });

  test.each(looks)(
    'is open to everybody in every state, $colorScheme and $width wide',
    async ({ colorScheme, width }) => {
      const { page, requests, faults } = await visit({ viewport: { width, height: 800 }, colorScheme });
      const states: [string, () => Promise<unknown>][] = [
        ['new', () => page.goto(`${app.url}/cypher`)],
        ['table', () => run(page, claims)],
        ['empty', () => run(page, 'MATCH (c:Claim {id: "none"}) RETURN c.id AS id')],
        ['graph', () => run(page, chain, { view: 'graph' }).then(() => page.locator('.parts button').first().click())],
        ['nothing to draw', () => run(page, claims, { view: 'graph' })],
        ['bars', () => run(page, byType, { view: 'chart' })],
        ['time', () => run(page, byDay, { view: 'chart' })],
        ['JSON', () => run(page, chain, { view: 'json' })],
        ['cut', () => run(page, 'UNWIND range(1, 10001) AS n RETURN n')],
        ['key', () => page.locator('#access summary').click()],
        [
          'completion',
          async () => type(page, 'MATCH (c:Cla').then(() => page.locator('.cm-tooltip-autocomplete').waitFor()),
        ],
      ];
      for (const [state, reach] of states) {
        await reach();
        expect([state, await barriers(page), await overflow(page)]).toEqual([state, [], 0]);
      }
      expect(outside(requests, app.url)).toEqual([]);
      expect(faults).toEqual([]);

      // The browser itself writes an answer of 400 into its console.
      await run(page, 'MATCH (c:Claim RETURN c');
      expect(['fault', await barriers(page), await overflow(page)]).toEqual(['fault', [], 0]);
      expect(faults).toEqual([expect.stringContaining('status of 400')]);
    },
  );

  test('runs by Ctrl-Enter in the editor and in the parameters, and shows a table', async () => {
    const { page } = await visit();
    await page.goto(
      addressOf('MATCH (c:Claim) WHERE c.text = $text RETURN c.text AS claim, 1 AS one, null AS nothing'),
    );
    await page.locator('#parameters').fill('{"text": "Iran did not inform Pakistan before the strike"}');
    await page.locator('#parameters').press('Control+Enter');
    await ended(page);
    expect(await rows(page)).toEqual([['Iran did not inform Pakistan before the strike', '1', 'null']]);
    expect(await page.locator('#panel thead th').allInnerTexts()).toEqual(['claim', 'one', 'nothing']);
    expect(await status(page)).toMatch(/^1 row in [\d.]+ m?s\.$/);

    await page.locator('.cm-content').press('Control+Home');
    await type(page, "RETURN 'typed' AS word");
    await page.locator('.cm-content').press('Control+Enter');
    await eventually(
      () => rows(page),
      (all) => all[0]?.[0] === 'typed',
    );
  });

  test('lists every example of the folder, and each answers at one press', async () => {
    const examples = await readExamples(fromRoot('cypher', 'examples'));
    const { page, faults } = await visit();
    await page.goto(`${app.url}/cypher`);
    const list = page.locator('#example-list button');
    expect(
      await eventually(
        () => list.allInnerTexts(),
        (all) => all.length === examples.length,
      ),
    ).toEqual(examples.map(({ question }) => question));
    expect(await page.locator('#examples').isVisible()).toBe(examples.length > 0);
    for (const [i, { name, statement }] of examples.entries()) {
      await list.nth(i).click();
      await ended(page);
      expect([name, await editorText(page)]).toEqual([name, statement]);
      expect([name, await page.locator('#fault').innerText(), await status(page)]).toEqual([
        name,
        '',
        expect.stringMatching(/^\d+ rows? in /),
      ]);
    }
    expect(faults).toEqual([]);
  });

  test('completes labels, types and properties from the vocabulary of the graph', async () => {
    const { page } = await visit();
    await page.goto(`${app.url}/cypher`);
    await type(page, 'MATCH (c:Cla');
    await take(page, 'Claim');
    await page.keyboard.type(')<-[:ASS');
    await take(page, 'ASSERTS');
    await page.keyboard.type(']-() RETURN c.origin');
    await take(page, 'originCount');
    await eventually(
      () => editorText(page),
      (text) => /^MATCH \(c:Claim\)<-\[:ASSERTS\]-\(\) RETURN c\.originCount/.test(text),
    );
  });

  test('colours the query', async () => {
    const { page } = await visit();
    await page.goto(addressOf("MATCH (c:Claim) WHERE c.id = $id RETURN 'text', 12 // why"));
    for (const [kind, text] of [
      ['keyword', 'MATCH'],
      ['type', 'Claim'],
      ['property', '.id'],
      ['parameter', '$id'],
      ['string', "'text'"],
      ['number', '12'],
      ['comment', '// why'],
    ]) {
      expect([kind, await page.locator(`.cy-${kind}`).first().innerText()]).toEqual([kind, text]);
    }
  });

  test('says what is wrong with the parameters, and asks nothing', async () => {
    const { page, context } = await visit();
    const asked = questionsOf(context);
    await page.goto(addressOf(claims, { parameters: "{text: 'x'}" }));
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    const field = page.locator('#parameters');
    expect(await page.locator('#parameters-fault').innerText()).toMatch(/^The parameters are not JSON: /);
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    expect(await field.evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true);
    await field.fill('[1]');
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    expect(await page.locator('#parameters-fault').innerText()).toMatch(/^The parameters must be one JSON object/);
    expect(asked).toEqual([]);
    await field.fill('{}');
    expect(await page.locator('#parameters-fault').innerText()).toBe('');
    expect(await field.getAttribute('aria-invalid')).toBe('false');
  });

  test('shows a fault at its place in the query, with the layer that refused it', async () => {
    const { page } = await visit();
    await run(page, 'MATCH (c:Claim)\nSET c.text = "x"\nRETURN c');
    const fault = page.locator('#fault');
    expect(await fault.innerText()).toMatch(/refused by the layer “text”/);
    const goTo = fault.getByRole('button', { name: /^Go to line 2, column 1$/ });
    expect(await page.locator('.cm-lintRange-error').innerText()).toBe('SET');
    await goTo.click();
    await page.keyboard.type('// ');
    expect(await editorText(page)).toBe('MATCH (c:Claim)\n// SET c.text = "x"\nRETURN c');
    expect(await page.locator('.cm-lintRange-error').count()).toBe(0);
  });

  test('tells of an empty answer, and of one that was cut', async () => {
    const { page } = await visit();
    await run(page, 'MATCH (c:Claim {id: "none"}) RETURN c.id AS id');
    expect(await status(page)).toMatch(/^No rows: the query ran in .*nothing in the graph fits it\.$/);
    await run(page, 'UNWIND range(1, 10001) AS n RETURN n');
    expect(await page.locator('#cut').innerText()).toMatch(/^Cut at 10,000 rows\. The whole answer is longer/);
    expect(await page.locator('#panel tbody tr').count()).toBe(200);
    await page.getByRole('button', { name: 'Show 200 more of 9,800 rows' }).click();
    expect(await page.locator('#panel tbody tr').count()).toBe(400);
  });

  test('draws nodes and relationships; a press on either, or on the list beside, shows its properties', async () => {
    const { page } = await visit();
    await run(page, chain);
    await page.getByRole('tab', { name: 'Graph' }).click();
    await page.locator('.canvas[data-drawn="3"]').waitFor();
    const details = page.locator('.details');

    await page.locator('.canvas').scrollIntoViewIfNeeded();
    // Where the drawing put the claim, in pixels of the canvas.
    const at = await page.locator('.canvas').evaluate((canvas) => {
      const { cy } = (canvas as unknown as { _cyreg: { cy: Drawn } })._cyreg;
      return cy.nodes('[caption ^= "Iran did not"]').first().renderedPosition();
    });
    await eventually(
      // Again, as somebody would: for a moment after scrolling cytoscape takes a press for one beside.
      async () => {
        await page.locator('.canvas').click({ position: at });
        return details.innerText();
      },
      (text) => text.startsWith('Claim'),
    );
    expect(await details.innerText()).toContain('Iran did not inform Pakistan before the strike');
    expect(await page.locator('.parts [aria-pressed="true"]').innerText()).toContain('Iran did not inform Pakistan');

    const relationship = page.locator('.parts button').filter({ hasText: '—ASSERTS→' });
    await relationship.focus();
    await page.keyboard.press('Enter');
    await eventually(
      () => details.innerText(),
      (text) => text.startsWith('ASSERTS'),
    );
    expect(await details.innerText()).toMatch(/polarity\s+ASSERTED/);
  });

  test('plots a text and a number as bars, and a date and a number over time, each with its numbers in words', async () => {
    const { page } = await visit();
    await run(page, byType, { view: 'chart' });
    const counts = await graph.command(byType);
    const bars = page.locator('.bars tbody tr');
    expect(
      await bars.evaluateAll((all) =>
        all.map((one) => [...one.children].map((cell) => (cell as Cell).innerText.trim())),
      ),
    ).toEqual(counts.map((row) => [row.type, String(row.claims)]));
    const widths = await page.locator('.bar-drawn').evaluateAll((all) => all.map((one) => (one as Cell).offsetWidth));
    expect(widths).toEqual([...widths].sort((a, b) => b - a));
    expect(new Set(widths).size).toBeGreaterThan(1);

    await run(page, byDay, { view: 'chart' });
    const days = await graph.command(byDay);
    const drawing = page.getByRole('img', { name: new RegExp(`^versions over day: ${days.length} points from `) });
    expect(await drawing.locator('circle').count()).toBe(days.length);
    await page.getByText('The values').click();
    expect(await page.locator('figure details tbody tr').count()).toBe(days.length);

    await run(page, claims.replace(', c.originCount AS origins', ''), { view: 'chart' });
    expect(await page.locator('#panel').innerText()).toMatch(
      /^Nothing to plot here\. A plot needs a column of numbers/,
    );
  });

  test('keeps the query and its parameters in the address, for others and for the way back', async () => {
    const { page, context, requests } = await visit();
    const parameters = '{"word": "50 % & more"}';
    await run(page, 'RETURN $word AS first', { parameters });
    await type(page, 'RETURN 2 AS second');
    await page.locator('.cm-content').press('Control+Enter');
    await eventually(
      () => rows(page),
      (all) => all[0]?.[0] === '2',
    );
    const link = page.url();

    await page.goBack();
    await eventually(
      () => editorText(page),
      (text) => text === 'RETURN $word AS first',
    );
    expect(await page.locator('#parameters').inputValue()).toBe(parameters);
    expect(await rows(page)).toEqual([['50 % & more']]);
    await page.goForward();
    await eventually(
      () => rows(page),
      (all) => all[0]?.[0] === '2',
    );

    const other = await context.newPage();
    const asked = questionsOf(context);
    await other.goto(link, { waitUntil: 'networkidle' });
    expect(await editorText(other)).toBe('RETURN 2 AS second');
    expect(await other.locator('#parameters').inputValue()).toBe(parameters);
    expect(asked).toEqual([]);
    // The fragment never leaves the browser.
    expect(requests.filter((url) => url.includes('statement='))).toEqual([]);
  });

  test('gives the answer as CSV and JSON', async () => {
    const { page } = await visit();
    await run(page, `RETURN 'a "quote", a comma' AS said, 1.5 AS number, null AS nothing, ['x'] AS list`);
    expect(await downloaded(page, 'Download CSV')).toEqual([
      'answer.csv',
      'said,number,nothing,list\r\n"a ""quote"", a comma",1.5,,"[""x""]"\r\n',
    ]);
    const [name, json = ''] = await downloaded(page, 'Download JSON');
    expect([name, JSON.parse(json)]).toEqual([
      'answer.json',
      { fields: ['said', 'number', 'nothing', 'list'], values: [['a "quote", a comma', 1.5, null, ['x']]] },
    ]);
  });

  test('stops a query that takes too long, and runs the next', async () => {
    const { page } = await visit();
    await page.goto(addressOf(endless));
    await page.getByRole('button', { name: 'Run', exact: true }).press('Enter');
    const stop = page.getByRole('button', { name: 'Stop', exact: true });
    await stop.waitFor();
    expect(await status(page)).toBe('Running …');
    await stop.press('Enter');
    await eventually(
      () => status(page),
      (text) => text === 'Stopped. Nothing of its answer was kept.',
    );
    await type(page, 'RETURN 1 AS n');
    await page.locator('.cm-content').press('Control+Enter');
    await ended(page);
    expect(await rows(page)).toEqual([['1']]);
  });

  test('tells who asks too much, and of a server that is busy with others, when to ask again', async () => {
    const { page, context } = await visit();
    const busy = await serve({ most: 1, timeoutMs: 120_000 });
    const other = await context.newPage();
    try {
      const { key } = await createKey(graph, { principal: 'Somebody else', role: 'READER' });
      await other.goto(addressOf(endless, {}, busy));
      await other.getByRole('button', { name: 'Run', exact: true }).click();
      await page.goto(addressOf(claims, {}, busy));
      const told = async () => {
        await page.getByRole('button', { name: 'Run', exact: true }).click();
        await ended(page);
        return page.locator('#fault').innerText();
      };
      expect(await eventually(told, (text) => text !== '')).toMatch(/statements? running.*Run it again in a second/s);

      await page.locator('#access summary').click();
      await page.getByLabel('Access key').fill(key);
      expect(await told()).toMatch(/As many statements as may be are running.*Run it again in a second/s);
    } finally {
      await other.close();
      await busy.close();
    }
  });

  test('asks for a key where the server wants one, and keeps it for as long as the tab is open', async () => {
    const { page, context } = await visit();
    const { key } = await createKey(graph, { principal: 'A member', role: 'READER' });
    const members = await serve({ who: 'members' });
    try {
      await run(page, claims, {}, members);
      expect(await page.locator('#fault').innerText()).toContain('Put an access key into the field “Access key”');
      const field = page.getByLabel('Access key');
      expect(await field.evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true);
      await field.fill(key);
      await page.getByRole('button', { name: 'Run', exact: true }).click();
      await eventually(
        () => rows(page),
        (all) => all.length === 3,
      );
      expect(page.url()).not.toContain(key);
      expect(await page.evaluate('JSON.stringify({...localStorage}) + document.cookie')).toBe('{}');

      await page.reload();
      await page.getByRole('button', { name: 'Run', exact: true }).click();
      await eventually(
        () => rows(page),
        (all) => all.length === 3,
      );

      const other = await context.newPage();
      await run(other, claims, {}, members);
      expect(await other.locator('#fault').innerText()).toContain('Put an access key');
    } finally {
      await members.close();
    }
  });

  test('says so when the server does not answer', async () => {
    const { page } = await visit();
    const gone = await serve();
    await page.goto(addressOf(claims, {}, gone));
    await gone.close();
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await ended(page);
    expect(await page.locator('#fault').innerText()).toMatch(/^The server does not answer\./);
  });
});

interface Cell {
  innerText: string;
  offsetWidth: number;
}
interface Drawn {
  nodes(selector: string): { first(): { renderedPosition(): { x: number; y: number } } };
}

const status = (page: Page) => page.locator('#status').innerText();

const rows = (page: Page): Promise<string[][]> =>
  page
    .locator('#panel tbody tr')
    .evaluateAll((all) => all.map((one) => [...one.children].map((cell) => (cell as Cell).innerText)));

/** Waits for what was asked: Run is there again only then. */
async function ended(page: Page): Promise<void> {
  await eventually(
    async () => [await page.locator('#run').isVisible(), await status(page), await page.locator('#fault').innerText()],
    ([isIdle, told, fault]) => isIdle === true && (told !== '' || fault !== ''),
  );
}

/** Replaces the query. */
async function type(page: Page, text: string): Promise<void> {
  await page.locator('.cm-content').click();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await page.keyboard.type(text);
}

/** Takes the suggestion of this name once it is offered first. */
async function take(page: Page, name: string): Promise<void> {
  await page.locator('.cm-tooltip-autocomplete [aria-selected]').getByText(name, { exact: true }).waitFor();
  // CodeMirror takes no key for the first moment, so that nobody accepts what they have not seen.
  await page.waitForTimeout(200);
  await page.keyboard.press('Enter');
  await page.locator('.cm-tooltip-autocomplete').waitFor({ state: 'detached' });
}

const editorText = async (page: Page): Promise<string> =>
  (await page.locator('.cm-line').allInnerTexts()).map((line) => (line === '\n' ? '' : line)).join('\n');

/** What the pages ask the server from now on. */
function questionsOf(context: BrowserContext): string[] {
  const asked: string[] = [];
  context.on('request', (request) => {
    if (request.method() === 'POST') asked.push(request.postData() ?? '');
  });
  return asked;
}

async function downloaded(page: Page, button: string): Promise<[string, string]> {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button }).click()]);
  return [file.suggestedFilename(), readFileSync(await file.path(), 'utf8')];
}
