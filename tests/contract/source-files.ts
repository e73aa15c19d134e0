import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fromRoot } from '../../src/root';

export interface Import {
  /** As written: `../errors`, `graphql`. */
  from: string;
  /** The file under `src/` that it names, null for a package or something that is no source. */
  file: string | null;
  /** What it takes of it by name. */
  names: string[];
  /** Nothing of it is there when the program runs. */
  typeOnly: boolean;
  line: number;
}
export interface SourceFile {
  /** Under `src/`, with its ending. */
  path: string;
  text: string;
  imports: Import[];
}

const paths = readdirSync(fromRoot('src'), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) =>
    posix.relative(fromRoot('src').replaceAll('\\', '/'), join(entry.parentPath, entry.name).replaceAll('\\', '/')),
  )
  .sort();

/** Every file under `src/`, of any kind. */
export const allPaths: string[] = paths;

const isSource = (path: string) => /\.(ts|tsx|mts)$/.test(path) && !path.endsWith('.d.ts');
const sources = new Set(paths.filter(isSource));

// import … from 'x', export … from 'x', import 'x', import x = require('x'), require('x'), import('x')
const statement =
  /(?:^|[\n;])[ \t]*(?:(?<kind>import|export)\b(?<what>[^'";]*?)\bfrom\s*|import\s*)(?<q>['"])(?<from>[^'"]+)\k<q>|\b(?:require|import)\s*\(\s*(?<q2>['"])(?<called>[^'"]+)\k<q2>/g;

/** What a source text imports, comments left out. */
export function importsOf(text: string, path: string): Import[] {
  const code = withoutComments(text);
  return [...code.matchAll(statement)].map((match) => {
    const { what = '', from = match.groups?.called ?? '' } = match.groups ?? {};
    const names = /\{([\s\S]*)\}/.exec(what)?.[1]?.split(',') ?? [];
    const typeOnly =
      /^\s*type\b/.test(what) ||
      (names.length > 0 &&
        !/^\s*\w/.test(what) &&
        names.every((name) => name.trim() === '' || name.trim().startsWith('type ')));
    const line = code.slice(0, match.index + match[0].length).split('\n').length;
    const taken = names.map((name) => name.replace(/^\s*type\s|\sas\s.*$/gs, '').trim()).filter(Boolean);
    return { from, file: resolve(path, from), names: taken, typeOnly, line };
  });
}

function resolve(path: string, from: string): string | null {
  if (!from.startsWith('.')) return null;
  const target = posix.join(posix.dirname(path), from);
  const tried = ['', '.ts', '.tsx', '.mts', '/index.ts'].map((ending) => `${target}${ending}`);
  return tried.find((one) => sources.has(one)) ?? null;
}

/** Comments become spaces, so that lines stay where they are; what looks like one within a string stays. */
export function withoutComments(text: string): string {
  return text.replace(
    /('(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`)|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g,
    (whole, string: string | undefined) => string ?? whole.replace(/[^\n]/g, ' '),
  );
}

export const sourceFiles: SourceFile[] = [...sources].map((path) => {
  const text = readFileSync(fromRoot('src', path), 'utf8');
  return { path, text, imports: importsOf(text, path) };
});

/** `features/claim/claim.type.ts` is of the feature `claim`. */
export const featureOf = (path: string | null): string | null => /^features\/([^/]+)\//.exec(path ?? '')?.[1] ?? null;
