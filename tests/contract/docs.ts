import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fromRoot } from '../../src/root';

/** README.md and every page of docs/, by its path in the repository. */
export const pages: { path: string; text: string }[] = [
  'README.md',
  ...readdirSync(fromRoot('docs'))
    .filter((file) => file.endsWith('.md'))
    .sort()
    .map((file) => `docs/${file}`),
].map((path) => ({ path, text: existsSync(fromRoot(path)) ? readFileSync(fromRoot(path), 'utf8') : '' }));

/** The text without its code blocks. */
export const proseOf = (text: string) => text.replace(/^(```+)[\s\S]*?^\1\s*$/gm, '');
