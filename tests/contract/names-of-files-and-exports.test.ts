import { allPaths, sourceFiles, withoutComments } from './source-files';

// Vite takes its configuration from a default export and from nowhere else.
const forcedByOthers = ['cypher', 'embed', 'explore', 'ide'].map((page) => `web/${page}/vite.config.mts`);

test('files and folders are in kebab-case: the noun, then the role behind a full stop', () => {
  const kebab = /^([a-z0-9]+(-[a-z0-9]+)*\/)*[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)+$/;
  expect(allPaths.filter((path) => !kebab.test(path))).toEqual([]);
  expect(allPaths.length).toBeGreaterThan(150);
});

test('exports have names', () => {
  const withDefault = sourceFiles
    .filter(({ text }) => /\bexport\s+default\b|\bas\s+default\b|^\s*export\s*=/m.test(withoutComments(text)))
    .map(({ path }) => path);
  expect(withDefault).toEqual(forcedByOthers);
});

test('a feature has the files of its roles and of its parts, all within its folder', () => {
  const roles = ['type', 'input', 'queries', 'loaders', 'service', 'resolver', 'rules', 'write', 'mutation'];
  const inFeatures = allPaths.filter((path) => path.startsWith('features/'));
  expect(inFeatures.filter((path) => !/^features\/[a-z-]+\/[a-z-]+(\.[a-z]+)?\.ts$/.test(path))).toEqual([]);
  const ofOtherRole = inFeatures.filter((path) => {
    const role = /\.([a-z]+)\.ts$/.exec(path)?.[1];
    return role !== undefined && !roles.includes(role);
  });
  // How data sets and records are read and written out is seeds' and imports' own matter, and how a connection stays open the feed's.
  expect(ofOtherRole).toEqual([
    'features/feed/feed.events.ts',
    'features/feed/feed.operation.ts',
    'features/feed/feed.sockets.ts',
    'features/feed/feed.transports.ts',
    'features/import/csv.files.ts',
    'features/import/csv.tables.ts',
    'features/import/record.batches.ts',
    'features/import/record.format.ts',
    'features/import/record.lines.ts',
    'features/import/record.rows.ts',
    'features/seed/seed.files.ts',
    'features/seed/seed.format.ts',
    'features/seed/seed.rows.ts',
  ]);
});
