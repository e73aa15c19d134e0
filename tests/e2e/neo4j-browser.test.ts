import { readFileSync } from 'node:fs';
import { createApp, type App } from '../../src/app';
import type { Graph } from '../../src/graph/graph';
import { createLog } from '../../src/log';
import { fromRoot } from '../../src/root';
import { describeInBrowser, eventually } from '../support/browser';
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
});

/** The first listing in Cypher of a page of the docs. */
function firstCypher(page: string): string {
  const listing = /^```cypher\n(.*?)^```/ms.exec(readFileSync(fromRoot('docs', page), 'utf8'))?.[1];
  if (listing === undefined) throw new Error(`docs/${page} has no listing in Cypher`);
  return listing.trim();
}
