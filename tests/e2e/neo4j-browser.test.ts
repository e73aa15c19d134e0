import { readFileSync } from 'node:fs';
import { createApp, type App } from '../../src/app';
import type { Graph } from '../../src/graph/graph';
import { createLog } from '../../src/log';
import { fromRoot } from '../../src/root';
import { describeInBrowser, eventually, type Visitor } from '../support/browser';
import { testAccess } from '../support/api';
import { seededGraph, testNeo4j } from '../support/graph';

describeInBrowser('Neo4j Browser', (visit) => {
  let graph: Graph;
  let app: App;
  beforeAll(async () => {
    graph = await seededGraph();
    const { uri: boltUri, browserUrl, user } = testNeo4j();
    const log = createLog({ level: 'silent', format: 'json' });
    app = await createApp({
      ...{ host: '127.0.0.1', port: 0, graph, log },
      ...testAccess(graph, log),
      neo4j: { boltUri, browserUrl, user, passwordFile: null },
    });
  });
  afterAll(async () => {
    await app.close();
    await graph.close();
  });

  /** Neo4j Browser, signed in. */
  async function signedIn(): Promise<Visitor & { run: (text: string) => Promise<void> }> {
    const visitor = await visit();
    const { page } = visitor;
    const { browserUrl, user, password } = testNeo4j();
    await page.goto(browserUrl);
    await page.getByTestId('username').fill(user);
    await page.getByTestId('password').fill(password);
    await page.getByTestId('connect').click();
    await page.getByText(`You are connected as user ${user}`).waitFor();
    const run = async (text: string) => {
      await page.getByTestId('activeEditor').locator('.view-line').first().click();
      await page.keyboard.insertText(text);
      await page.getByTestId('editor-Run').click();
    };
    return { ...visitor, run };
  }

  test('opens from the landing page, signs in as told there, and shows the chain by the Cypher of docs/model.md', async () => {
    const { password } = testNeo4j();
    const { page, requests } = await visit();
    const answered = new Set<string>();
    page.on('response', (response) => answered.add(response.url()));
    await page.goto(app.url);
    const told = (name: string) => page.getByRole('row', { name }).locator('td').innerText();
    const [address, user] = [await told('Connect URL'), await told('User')];
    await page.getByRole('link', { name: 'Neo4j Browser' }).click();

    // The address stands there already; its scheme may be either of the two that the form offers.
    const addressField = page.getByTestId('boltaddress');
    await eventually(
      () => addressField.inputValue(),
      (value) => `bolt://${value}` === address,
    );
    await page.getByTestId('username').fill(user);
    await page.getByTestId('password').fill(password);
    await page.getByTestId('connect').click();
    await page.getByText(`You are connected as user ${user}`).waitFor();

    await page.getByTestId('activeEditor').locator('.view-line').first().click();
    await page.keyboard.insertText(firstCypher('model.md'));
    await page.getByTestId('editor-Run').click();

    const chain = 'Newsweek ← Associated Press ← unnamed Pakistani security official';
    const answer = page.getByTestId('frame').filter({ hasText: /Started streaming \d+ records?/ });
    await answer.waitFor();
    const cells = (await answer.locator('table td').allInnerTexts()).map((cell) => cell.trim());
    expect(cells).toContain(`"${chain}"`);
    expect(cells).toContain('"Iran did not inform Pakistan before the strike"');

    // Browser asks for a font of Google's; the policy that Sayso gives it stops that, so that nobody else answers.
    const ours = [app.url, testNeo4j().browserUrl, address].map((url) => new URL(url).host);
    const isOurs = (url: string) => ours.includes(new URL(url).host);
    expect(requests.some((url) => url === address.replace('bolt:', 'ws:') + '/')).toBe(true);
    expect(answered.size).toBeGreaterThan(0);
    expect([...answered].filter((url) => !/^(data|blob):/.test(url) && !isOurs(url))).toEqual([]);
  });

  test('runs examples as they are: a table of rows, and a chain drawn', async () => {
    const { page, run } = await signedIn();
    await run(example('03-outlets-and-agencies'));
    const table = page.getByTestId('frame').filter({ hasText: /Started streaming \d+ records?/ });
    await table.waitFor();
    const cells = (await table.locator('table td').allInnerTexts()).map((cell) => cell.trim());
    expect(cells.join(' ')).toMatch(/"Newsweek"\s+"Associated Press"\s+2\s+2/);

    await run(example('01-chain-drawn'));
    const drawn = page.getByTestId('frame').first().locator('svg g.node');
    // The claim, two attributions and whom they credit, the version, the document, its publisher.
    await eventually(
      () => drawn.count(),
      (count) => count === 8,
    );
  });

  test('draws which outlets rely on which agencies', async () => {
    const { page, run } = await signedIn();
    await run(example('23-outlets-and-agencies-drawn'));
    const drawn = page.getByTestId('frame').first().locator('svg g.node');
    // Five outlets with a document and a version each, three agencies, and ten hops.
    await eventually(
      () => drawn.count(),
      (count) => count === 28,
    );
  });

  test('plays the guide that Sayso serves: eight questions, of which a press puts one into the editor', async () => {
    const { page, run } = await signedIn();
    await run(`:play ${app.url}/guides/sayso`);
    const frame = page.getByTestId('frame').first();
    await frame.getByText('Eight questions to Sayso').waitFor();
    const questions: string[] = [];
    for (let step = 1; step <= 8; step++) {
      await page.getByTestId('nextSlide').click();
      questions.push(await frame.locator('h3').first().innerText());
    }
    expect(new Set(questions).size).toBe(8);
    expect(questions[2]).toBe('Which outlets rely on which agencies?');
    await frame.locator('pre.runnable').first().click();
    await eventually(
      () => page.getByTestId('activeEditor').innerText(),
      (text) => text.replaceAll('\u00a0', ' ').includes("MATCH (one:Agent {name: 'Daily Lantern'})"),
    );
  });
});

/** The first listing in Cypher of a page of the docs. */
function firstCypher(page: string): string {
  const listing = /^```cypher\n(.*?)^```/ms.exec(readFileSync(fromRoot('docs', page), 'utf8'))?.[1];
  if (listing === undefined) throw new Error(`docs/${page} has no listing in Cypher`);
  return listing.trim();
}

const example = (name: string): string => readFileSync(fromRoot('cypher', 'examples', `${name}.cypher`), 'utf8').trim();
