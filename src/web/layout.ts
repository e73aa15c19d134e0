import { html, type Html } from './html';

/** The frame of every page that the server writes itself. No script, no inline style: the policy allows neither. */
export function pageLayout(page: { title: string; head?: Html; isWide?: boolean; body: Html }): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${page.title}</title>
        <link rel="icon" href="/assets/favicon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/assets/page.css" />
        ${page.head}
      </head>
      <body ${page.isWide && html`class="broad"`}>
        <header class="bar">
          <a class="brand" href="/">Sayso</a>
          <nav aria-label="Main">
            <a href="/graphql">Playground</a> <a href="/cypher">Cypher</a> <a href="/docs">Docs</a>
          </nav>
        </header>
        <main>${page.body}</main>
      </body>
    </html>`.text;
}
