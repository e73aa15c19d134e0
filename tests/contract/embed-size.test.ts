import { existsSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { fromRoot } from '../../src/root';

const file = fromRoot('dist', 'web', 'embed', 'sayso.js');

// `npm test` builds first.
test('the script for pages of others is at most 10 kB gzipped, and is one file', () => {
  if (!existsSync(file)) throw new Error('Not built: node scripts/build.cjs');
  expect(gzipSync(readFileSync(file), { level: 9 }).length).toBeLessThanOrEqual(10_000);
});

test('it writes nothing as markup, makes no code of text and keeps nothing', () => {
  const text = readFileSync(file, 'utf8');
  expect(text).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|localStorage/);
  expect(text).not.toMatch(/sessionStorage|\.cookie|indexedDB/);
});
