import { seededServers } from '../support/api';
import type { Json } from './json';

export const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8';

/** The seeded graph and a server on it for one suite, and what that answers at an address; `base` is another server's. */
export function servedPages() {
  const { graph, serve } = seededServers();
  let url: string;
  beforeAll(async () => {
    url = await serve();
  });
  const get = (path: string, headers: Record<string, string> = {}, base = url) =>
    fetch(base + path, { headers, redirect: 'manual' });
  return {
    graph,
    url: () => url,
    serve,
    get,
    page: async (path: string) => (await get(path, { accept: browser })).text(),
    json: async (path: string) => (await (await get(path, { accept: 'application/json' })).json()) as Json,
  };
}

/** As a reader sees it: without markup, each run of blanks one. */
export const textOf = (markup: string) =>
  markup
    .replace(/^[^]*<main>/, '')
    .replace(/<[^>]*>/g, '')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replace(/\s+/g, ' ');
