import { join, resolve } from 'node:path';

/** The package's own folder: the same from `src/` (tests) and from `dist/` (a running server). */
export const root = resolve(__dirname, '..');
export const fromRoot = (...parts: string[]) => join(root, ...parts);
