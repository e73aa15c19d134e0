import { existsSync, readFileSync } from 'node:fs';
import { fromRoot } from '../../src/root';
import { closureOf, locked } from './lock-file';

/** Licences under which a package may be part of a work under Apache-2.0. */
const allowed = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC-BY-4.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  // Of files that are used as they are: the sources of these stay open, ours stay ours.
  'MPL-2.0',
  'OFL-1.1',
  'PSF-2.0',
  'Python-2.0',
  'Unlicense',
  'Zlib',
]);

/** An SPDX expression: one licence of an OR is enough, each of an AND is needed. */
const isAllowed = (expression: string): boolean =>
  expression
    .replace(/[()]/g, '')
    .split(/ OR /)
    .some((choice) => choice.split(/ AND /).every((licence) => allowed.has(licence.trim())));

/** What runs on the user's machine, and what the playground and the Cypher page are built of. */
const ran = Object.entries(locked).flatMap(([folder, { dev }]) => (folder !== '' && !dev ? [folder] : []));
const built = closureOf([
  ...['graphiql', '@graphiql/react', '@graphiql/toolkit', 'react', 'react-dom', 'cytoscape', '@lezer/highlight'],
  ...['state', 'view', 'commands', 'language', 'autocomplete', 'lint'].map((name) => `@codemirror/${name}`),
]);
const shipped = [...new Set([...ran, ...built])].sort();

interface Manifest {
  license?: string | { type?: string };
  licenses?: { type?: string }[];
}
function licenceOf(folder: string): string {
  const { license, licenses } = JSON.parse(readFileSync(fromRoot(folder, 'package.json'), 'utf8')) as Manifest;
  return (
    (typeof license === 'string' ? license : (license?.type ?? licenses?.map(({ type }) => type).join(' OR '))) ??
    'none'
  );
}

test('expressions are read as SPDX means them', () => {
  expect(['MIT', '(MIT OR GPL-3.0)', 'MIT AND Apache-2.0'].map(isAllowed)).toEqual([true, true, true]);
  expect(['GPL-3.0', 'MIT AND GPL-3.0', 'AGPL-3.0-only', 'SSPL-1.0', 'none', 'UNLICENSED', ''].map(isAllowed)).toEqual(
    Array(7).fill(false),
  );
});

test('there are packages of both kinds to look at', () => {
  expect(ran.length).toBeGreaterThan(100);
  expect(built.length).toBeGreaterThan(30);
  const { dependencies } = JSON.parse(readFileSync(fromRoot('package.json'), 'utf8')) as { dependencies: object };
  expect(ran).toEqual(expect.arrayContaining(Object.keys(dependencies).map((name) => `node_modules/${name}`)));
});

test('every package that is shipped has a licence that goes with Apache-2.0', () => {
  // What is made for another kind of machine is optional and not installed.
  const here = shipped.filter((folder) => existsSync(fromRoot(folder, 'package.json')) || !locked[folder]?.optional);
  const wrong = here.map((folder) => [folder, licenceOf(folder)] as const).filter(([, licence]) => !isAllowed(licence));
  expect(wrong.map(([folder, licence]) => `${folder}: ${licence}`)).toEqual([]);
  expect(here.length).toBeGreaterThan(150);
});

test('this package is under Apache-2.0, and says so in both places', () => {
  expect(licenceOf('.')).toBe('Apache-2.0');
  expect(readFileSync(fromRoot('LICENSE'), 'utf8')).toContain('Apache License\n                           Version 2.0');
});
