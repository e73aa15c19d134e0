import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import MarkdownIt from 'markdown-it';
import { html, trustedHtml } from './html';
import { pageLayout } from './layout';

export interface DocEntry {
  /** The file's name without `.md`; its address is `/docs/<name>`. */
  name: string;
  title: string;
}

/** The pictures that a page of docs/ may show, by their ending. */
export const pictureTypes: Record<string, string> = { svg: 'image/svg+xml', png: 'image/png' };

/** The pages of the docs folder, in the order of their names; the title is a page's first heading. */
export async function listDocs(dir: string): Promise<DocEntry[]> {
  const files = (await readdir(dir)).filter((file) => /^[\w-]+\.md$/.test(file)).sort();
  return Promise.all(
    files.map(async (file) => {
      const name = file.slice(0, -3);
      const heading = /^# +(.+)$/m.exec(await readFile(join(dir, file), 'utf8'))?.[1];
      return { name, title: heading?.replace(/[`*]/g, '').trim() || name };
    }),
  );
}

/** The page at `/docs`. */
export function docsIndexPage(docs: readonly DocEntry[]): string {
  return pageLayout({
    title: 'Docs · Sayso',
    body: html`<h1>Docs</h1>
      <ul class="docs">
        ${docs.map((doc) => html`<li><a href="/docs/${doc.name}">${doc.title}</a></li>`)}
      </ul>`,
  });
}

/** The page at `/docs/<name>`. HTML in the Markdown is shown as text. */
export function docPage(title: string, source: string): string {
  return pageLayout({
    title: `${title} · Sayso`,
    body: html`<article class="doc">${trustedHtml(markdown.render(source))}</article>`,
  });
}

/**
 * Where a link of a page in docs/ leads on this server: another page, a picture, a place on the page, another site.
 * null for a file elsewhere in the repository, which the server does not hand out.
 */
export function docsHref(target: string): string | null {
  if (/^(https?:|mailto:|#|\/)/i.test(target)) return target;
  const [, name, ending, anchor = ''] = /^(?:\.\/)?([\w-]+)\.(\w+)(#.*)?$/.exec(target) ?? [];
  if (name === undefined || ending === undefined) return null;
  if (ending === 'md') return `/docs/${name}${anchor}`;
  return Object.hasOwn(pictureTypes, ending) ? `/docs/${name}.${ending}` : null;
}

const markdown = new MarkdownIt({ html: false, linkify: false });

markdown.core.ruler.push('sayso-links', ({ tokens }) => {
  tokens.forEach((token, i) => {
    if (token.type === 'heading_open') token.attrSet('id', anchorOf(tokens[i + 1]?.content ?? ''));
    // The policy allows no inline style, by which Markdown sets a column of numbers to the right.
    const side = /text-align:(\w+)/.exec(String(token.attrGet('style') ?? ''))?.[1];
    if (side !== undefined) token.attrs = [['class', side]];
    let unlinked = false;
    for (const child of token.children ?? []) {
      if (child.type === 'image') child.attrSet('src', docsHref(String(child.attrGet('src') ?? '')) ?? '');
      if (child.type === 'link_open') {
        const href = docsHref(String(child.attrGet('href') ?? ''));
        unlinked = href === null;
        child.attrs = href === null ? null : [['href', href]];
      }
      if (unlinked && (child.type === 'link_open' || child.type === 'link_close')) child.tag = 'span';
    }
  });
});
// A wide table or listing scrolls by itself on a narrow screen; the focus lets a keyboard do it.
markdown.renderer.rules['table_open'] = () => '<div class="wide" tabindex="0" role="group" aria-label="Table"><table>';
markdown.renderer.rules['table_close'] = () => '</table></div>';
for (const rule of ['fence', 'code_block'] as const) {
  const plain = markdown.renderer.rules[rule];
  markdown.renderer.rules[rule] = (...args) => (plain?.(...args) ?? '').replace('<pre', '<pre tabindex="0"');
}

/** The anchor that a repository's web pages give a heading, so that links work in both places. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-');
}
