import { existsSync, readFileSync, statSync } from 'node:fs';
import { posix } from 'node:path';
import { fromRoot } from '../../src/root';
import { pages, proseOf } from './docs';

/** What a page links to within the repository, as it is written. */
function linksOf(text: string): string[] {
  const prose = proseOf(text).replace(/`[^`\n]*`/g, '');
  const inline = [...prose.matchAll(/\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)/g)];
  const references = [...prose.matchAll(/^\[[^\]]+\]:\s*<?(\S+?)>?\s*$/gm)];
  const html = [...prose.matchAll(/\b(?:src|href)="([^"]+)"/g)];
  return [...inline, ...references, ...html]
    .map((match) => match[1] ?? '')
    .filter((link) => !/^(https?:|mailto:)/.test(link));
}

/** As GitHub makes them: lower case, marks removed, spaces to hyphens. */
function anchorsOf(text: string): string[] {
  return [...proseOf(text).matchAll(/^#{1,6} +(.+?) *#*$/gm)].map((match) =>
    (match[1] ?? '')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-'),
  );
}

function faultOf(page: string, link: string): string | null {
  const [file = '', anchor] = link.split('#', 2);
  const target = file === '' ? page : posix.join(posix.dirname(page), decodeURI(file));
  if (target.startsWith('..')) return `${page}: ${link} leads out of the repository`;
  if (!existsSync(fromRoot(target))) return `${page}: ${link} leads nowhere`;
  if (!anchor || statSync(fromRoot(target)).isDirectory() || !target.endsWith('.md')) return null;
  const known = anchorsOf(readFileSync(fromRoot(target), 'utf8')).includes(anchor);
  return known ? null : `${page}: ${target} has no heading #${anchor}`;
}

test('there are pages with links to look at', () => {
  expect(pages.filter(({ text }) => text === '').map(({ path }) => path)).toEqual([]);
  expect(pages.flatMap(({ text }) => linksOf(text)).length).toBeGreaterThan(5);
});

test('links are found however they are written', () => {
  const text =
    '[a](one.md) ![b](two.svg "B") [c](<three.md>) <img src="four.png"> [d]: five.md\n\n[d]: six.md\n`[e](no.md)`';
  expect(linksOf(text)).toEqual(['one.md', 'two.svg', 'three.md', 'six.md', 'four.png']);
  expect(faultOf('docs/model.md', 'nothing.md')).toBe('docs/model.md: nothing.md leads nowhere');
  expect(faultOf('docs/model.md', '../../x.md')).toBe('docs/model.md: ../../x.md leads out of the repository');
  expect(faultOf('docs/model.md', '#nothing')).toBe('docs/model.md: docs/model.md has no heading #nothing');
});

test.each(pages)('every link of $path leads to a file that is there, and to a heading in it', ({ path, text }) => {
  expect(
    linksOf(text)
      .map((link) => faultOf(path, link))
      .filter((fault) => fault !== null),
  ).toEqual([]);
});
