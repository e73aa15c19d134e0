'use strict';
// src/ → dist/: the server by SWC (`npm run typecheck` checks the types), the pages' scripts by Vite.
// A build is done whole in a folder beside dist/ and then put in its place, so that dist/ never holds what src/ dropped.
const { copyFileSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } = require('node:fs');
const { spawnSync } = require('node:child_process');
const { basename, dirname, join, relative, sep } = require('node:path');
const { fail, filesUnder, hashOf, readStamp, root, writeStamp } = require('./steps.cjs');

/** `cypher` and `seeds` are read where they are; the playground carries the example operations in it. */
const server = {
  inputs: ['src', 'scripts/build.cjs', 'scripts/steps.cjs', 'package-lock.json'],
  stamp: 'dist/.server-build',
};
const pageOf = (name, title, ...inputs) => {
  const folder = join('src', 'web', name);
  const stamp = `dist/web/${name}/.page-build`;
  return { name, title, folder, stamp, inputs: [folder, ...inputs, 'package-lock.json'] };
};
const pages = [
  pageOf('ide', 'playground page', 'schema/operations'),
  pageOf(
    'cypher',
    'Cypher page',
    'src/web/assets',
    'src/graph/vocabulary.ts',
    'src/features/cypher/protected-names.ts',
  ),
  pageOf('embed', 'component for pages of others', 'src/web/assets/embed.css', 'src/web/claim-words.ts'),
  pageOf('explore', 'explorable graph', 'src/web/cypher/dom.ts', 'src/web/cypher/cytoscape-sheet.ts'),
];

/** The stamp's path and value that a finished build of the present sources has. */
const expected = (part) => ({ path: part.stamp, value: hashOf(...part.inputs) });

/** Builds what changed since the last build; `all` builds everything. Ends the process where that fails. */
async function build({ all = false } = {}) {
  const stale = (part) => all || readStamp(part.stamp) !== expected(part).value;
  const stalePages = pages.filter((page) => existsSync(join(root, page.folder, 'vite.config.mts')) && stale(page));
  if (stale(server)) await buildServer();
  for (const page of stalePages) buildPage(page);
}

async function buildServer() {
  const { value } = expected(server);
  const [draft, dist] = [join(root, `dist.part-${process.pid}`), join(root, 'dist')];
  try {
    const swc = require('@swc/core');
    const isOfPage = (file) => pages.some(({ folder }) => join('src', file).startsWith(folder + sep));
    const files = filesUnder(join(root, 'src')).filter((file) => !isOfPage(file));
    await Promise.all(
      files.map(async (file) => {
        const [from, to] = [join(root, 'src', file), join(draft, file)];
        mkdirSync(dirname(to), { recursive: true });
        if (!/(?<!\.d)\.ts$/.test(file)) return copyFileSync(from, to);
        const { code, map } = await swc.transformFile(from, swcOptions(file)).catch((error) => {
          // SWC puts its own stack trace after the lines at fault.
          throw new Error(`src/${file} cannot be compiled.\n${error.message.split(/\n\s*Caused by/)[0]}`);
        });
        const js = to.replace(/\.ts$/, '.js');
        writeFileSync(js, `${code}//# sourceMappingURL=${basename(js)}.map\n`);
        writeFileSync(`${js}.map`, map);
      }),
    );
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    fail(`The build failed: ${error.message}`, 'Correct that file; `npm run typecheck` tells more.');
  }
  // The pages are built apart and change seldom: they move along.
  for (const { name } of pages) {
    const old = join(dist, 'web', name);
    if (!existsSync(old)) continue;
    mkdirSync(join(draft, 'web'), { recursive: true });
    renameSync(old, join(draft, 'web', name));
  }
  rmSync(dist, { recursive: true, force: true });
  renameSync(draft, dist);
  writeStamp(server.stamp, value);
}

function swcOptions(file) {
  return {
    filename: file,
    sourceFileName: relative(join(root, 'dist', dirname(file)), join(root, 'src', file)),
    sourceMaps: true,
    swcrc: false,
    configFile: false,
    module: { type: 'commonjs', ignoreDynamic: true },
    jsc: {
      target: 'es2022',
      keepClassNames: true,
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: false },
    },
  };
}

function buildPage(page) {
  const { path, value } = expected(page);
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const args = [vite, 'build', '--config', join(root, page.folder, 'vite.config.mts'), '--logLevel', 'warn'];
  console.log(`Building the ${page.title}.`);
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0)
    fail(`The build of the ${page.title} failed.`, `Vite says why above; ${page.folder} holds the page.`);
  writeStamp(path, value);
}

module.exports = { build };
if (require.main === module) void build({ all: true });
