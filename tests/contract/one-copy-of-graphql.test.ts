import { existsSync, readFileSync } from 'node:fs';
import { fromRoot } from '../../src/root';
import { locked } from './lock-file';

// Two copies break with "another module or realm" (docs/decisions.md).
test.each(['graphql', 'type-graphql', 'neo4j-driver', 'dataloader'])('there is one copy of %s', (name) => {
  const copies = Object.keys(locked).filter((folder) => folder.endsWith(`node_modules/${name}`));
  expect(copies).toEqual([`node_modules/${name}`]);
  expect(existsSync(fromRoot('node_modules', name, 'package.json'))).toBe(true);
});

test('every dependency is pinned to one version, and the lock file has that one', () => {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(fromRoot('package.json'), 'utf8')) as Record<
    string,
    Record<string, string>
  >;
  const asked = Object.entries({ ...dependencies, ...devDependencies });
  expect(asked.length).toBeGreaterThan(30);
  expect(asked.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
  expect(asked.filter(([name, version]) => locked[`node_modules/${name}`]?.version !== version)).toEqual([]);
});
