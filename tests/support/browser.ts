import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core';

/** The names that a Chromium goes by. The variable CHROMIUM names one that stands elsewhere. */
const names = ['chromium', 'chromium-browser', 'google-chrome'];
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
/** Shorter than a test may take, so that a wait that fails says itself what it waited for. */
const patienceMs = 30_000;

/** One person's browser, with nothing kept from before. Closed when the test ends. */
export interface Visitor {
  context: BrowserContext;
  page: Page;
  /** Every address that the pages asked for, web sockets included; data: and blob: aside, which are no requests. */
  requests: string[];
  /** Errors and warnings of the console (a breach of the policy is one), uncaught errors, requests that failed. */
  faults: string[];
}

/** Makes a new visitor. */
export type Visit = (options?: BrowserContextOptions) => Promise<Visitor>;

/** A suite in a real Chromium, skipped with a line that says so where there is none. */
export function describeInBrowser(name: string, suite: (visit: Visit) => void): void {
  const executablePath = process.env.CHROMIUM || findOnPath();
  if (!executablePath) {
    process.stderr.write(
      `Skipped, for want of a browser: ${name}. \`apt-get install chromium\`, or set CHROMIUM to the path of one.\n`,
    );
  }
  (executablePath ? describe : describe.skip)(name, () => {
    let browser: Browser;
    const open: BrowserContext[] = [];
    jest.setTimeout(10 * patienceMs);
    beforeAll(async () => {
      browser = await chromium.launch({ executablePath: executablePath ?? undefined, args: quiet });
    });
    afterEach(async () => {
      await Promise.all(open.splice(0).map((context) => context.close()));
    });
    afterAll(() => browser.close());

    suite(async (options) => {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
      open.push(context);
      context.setDefaultTimeout(patienceMs);
      const { requests, faults } = watch(context);
      return { context, page: await context.newPage(), requests, faults };
    });
  });
}

/** Reads again until `holds`; where it never does, fails with what was read last. */
export async function eventually<T>(read: () => Promise<T>, holds: (value: T) => boolean): Promise<T> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const value = await read();
    if (holds(value)) return value;
    if (Date.now() > deadline)
      throw new Error(`Waited in vain for ${holds.toString()}; last: ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** What keeps somebody out of the page as it stands, by axe's rules. Contrast has to be among those that it could check. */
export async function barriers(page: Page): Promise<string[]> {
  const { violations, passes } = await new AxeBuilder({ page }).analyze();
  expect(passes.map((rule) => rule.id)).toContain('color-contrast');
  return violations.map((rule) => `${rule.id}: ${rule.nodes.map((node) => node.html).join(' ')}`);
}

/** How a page is looked at: in each colour scheme and at each width once. Colours do not go by the width. */
export const looks = [
  { colorScheme: 'light' as const, width: 1280 },
  { colorScheme: 'dark' as const, width: 360 },
];

/** How many pixels of the page stand beyond the right edge of the window. */
export async function overflow(page: Page): Promise<number> {
  return page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}

/** Those of the addresses that another server than `url`'s would have to answer. */
export const outside = (requests: readonly string[], url: string): string[] =>
  requests.filter((request) => new URL(request).origin !== new URL(url).origin);

function findOnPath(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function watch(context: BrowserContext): Pick<Visitor, 'requests' | 'faults'> {
  const requests: string[] = [];
  const faults: string[] = [];
  context.on('request', (request) => {
    if (!/^(data|blob):/.test(request.url())) requests.push(request.url());
  });
  context.on('page', (page) => page.on('websocket', (socket) => requests.push(socket.url())));
  context.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) faults.push(`${message.type()}: ${message.text()}`);
  });
  context.on('weberror', (event) => faults.push(`uncaught: ${event.error().message}`));
  context.on('requestfailed', (request) => {
    const { errorText } = request.failure() ?? { errorText: '' };
    // What a page was still loading when it was left is no fault of its own.
    if (errorText !== 'net::ERR_ABORTED') faults.push(`failed: ${request.url()} ${errorText}`);
  });
  return { requests, faults };
}
