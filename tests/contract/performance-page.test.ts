import { existsSync, readFileSync } from 'node:fs';
import { newestResult, pageFile, pageOf } from '../../bench/run/page';

test('docs/performance.md is what `npm run bench -- --report` writes', () => {
  const newest = newestResult();
  if (!newest) return expect(existsSync(pageFile)).toBe(false);
  expect(readFileSync(pageFile, 'utf8')).toBe(pageOf(newest.name, newest.result));
});
