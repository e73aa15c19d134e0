import { sourceFiles, type SourceFile } from './source-files';

/** A circle of imports that are there when the program runs, as the files along it; null where there is none. */
function circleIn(files: Pick<SourceFile, 'path' | 'imports'>[]): string[] | null {
  const edges = new Map(
    files.map(({ path, imports }) => [path, imports.flatMap((one) => (one.file && !one.typeOnly ? [one.file] : []))]),
  );
  const done = new Set<string>();
  const walk = (path: string, trail: string[]): string[] | null => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path];
    if (done.has(path)) return null;
    for (const next of edges.get(path) ?? []) {
      const circle = walk(next, [...trail, path]);
      if (circle) return circle;
    }
    done.add(path);
    return null;
  };
  for (const { path } of files) {
    const circle = walk(path, []);
    if (circle) return circle;
  }
  return null;
}

const edge = (file: string, typeOnly = false) => ({ from: file, file, names: [], typeOnly, line: 1 });

test('no file imports itself through others', () => {
  expect(sourceFiles.flatMap(({ imports }) => imports.filter(({ file }) => file !== null)).length).toBeGreaterThan(300);
  expect(circleIn(sourceFiles)).toBeNull();
});

test('a circle would be found, and one of types alone is none', () => {
  const a = { path: 'a.ts', imports: [edge('b.ts')] };
  const b = { path: 'b.ts', imports: [edge('c.ts')] };
  expect(circleIn([a, b, { path: 'c.ts', imports: [edge('b.ts')] }])).toEqual(['b.ts', 'c.ts', 'b.ts']);
  expect(circleIn([a, b, { path: 'c.ts', imports: [edge('b.ts', true)] }])).toBeNull();
});

test('every relative import of a source names a file that is there', () => {
  const lost = sourceFiles.flatMap(({ path, imports }) =>
    imports
      .filter(
        ({ from, file }) => from.startsWith('.') && file === null && !/\.(css|json|svg|graphql)(\?\w+)?$/.test(from),
      )
      .map(({ from, line }) => `src/${path}:${line} ${from}`),
  );
  expect(lost).toEqual([]);
});
