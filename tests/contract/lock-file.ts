import { readFileSync } from 'node:fs';
import { fromRoot } from '../../src/root';

export interface LockedPackage {
  version: string;
  dev?: boolean;
  optional?: boolean;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
}

/** package-lock.json, by folder: `node_modules/a/node_modules/b`; '' is this package. */
export const locked = (
  JSON.parse(readFileSync(fromRoot('package-lock.json'), 'utf8')) as { packages: Record<string, LockedPackage> }
).packages;

/** The folder from which a package in `from` gets `name`, as Node looks for it. */
export function folderOf(name: string, from: string): string | null {
  for (let at = from; ; at = at.replace(/(^|\/)node_modules\/(@[^/]+\/)?[^/]+$/, '')) {
    const folder = `${at === '' ? '' : `${at}/`}node_modules/${name}`;
    if (folder in locked) return folder;
    if (at === '') return null;
  }
}

/** The folders of these packages and of all that they need when they run. */
export function closureOf(names: string[]): string[] {
  const found = new Set<string>();
  const visit = (name: string, from: string) => {
    const folder = folderOf(name, from);
    if (folder === null || found.has(folder)) return;
    found.add(folder);
    const { dependencies, optionalDependencies, peerDependencies } = locked[folder] ?? {};
    for (const next of Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies }))
      visit(next, folder);
  };
  for (const name of names) visit(name, '');
  return [...found].sort();
}
