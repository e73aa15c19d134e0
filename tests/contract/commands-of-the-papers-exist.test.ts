import { existsSync, readFileSync } from 'node:fs';
import { fromRoot } from '../../src/root';
import { pages } from './docs';

const { scripts, bin } = JSON.parse(readFileSync(fromRoot('package.json'), 'utf8')) as {
  scripts: Record<string, string>;
  bin: Record<string, string>;
};

/** The scripts that a text tells its reader to run: `npm run x`, `npm start`, `npm test`, `npm run --silent x`. */
function scriptsIn(text: string): string[] {
  const run = [...text.matchAll(/\bnpm run (?:--?[\w-]+ )*([a-z][\w:-]*)/g)].map((match) => match[1] ?? '');
  const short = [...text.matchAll(/\bnpm (start|stop|test|restart)\b/g)].map((match) => match[1] ?? '');
  return [...new Set([...run, ...short])].sort();
}

test.each(pages)('every npm script that $path names is in package.json', ({ text }) => {
  expect(scriptsIn(text).filter((name) => !(name in scripts))).toEqual([]);
});

test('README.md tells how to start and how to test', () => {
  const readme = pages.find(({ path }) => path === 'README.md');
  expect(scriptsIn(readme?.text ?? '')).toEqual(expect.arrayContaining(['start', 'test']));
});

test('.ci/run runs scripts that are there', () => {
  const found = scriptsIn(readFileSync(fromRoot('.ci', 'run'), 'utf8'));
  expect(found).toEqual(['bench:quick', 'lint', 'schema:emit', 'test', 'typecheck']);
  expect(found.filter((name) => !(name in scripts))).toEqual([]);
});

test('a script that is told and is not there would be found', () => {
  expect(scriptsIn('`npm run --silent bake -- --hot`, then `npm start`; npm install')).toEqual(['bake', 'start']);
});

test('every file that a script of package.json runs is there', () => {
  const files = [...Object.values(scripts), ...Object.values(bin).map((file) => `node ${file}`)].flatMap((command) =>
    [...command.matchAll(/\bnode (\S+\.cjs)/g)].map((match) => match[1] ?? ''),
  );
  expect(files.length).toBeGreaterThan(5);
  expect(files.filter((file) => !existsSync(fromRoot(file)))).toEqual([]);
});
