'use strict';
// What prepare.cjs and build.cjs share. Runs before `npm ci`, so it needs nothing but Node.
const { createHash } = require('node:crypto');
const { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } = require('node:fs');
const { dirname, join, relative, resolve } = require('node:path');

const root = resolve(__dirname, '..');

/** Ends this process with one sentence and a way out. */
function fail(sentence, wayOut) {
  console.error(`${sentence}\n${wayOut}`);
  process.exit(1);
}

/** Every file under a folder, sorted; paths relative to it. A folder that is not there has none. */
function filesUnder(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)))
    .sort();
}

/** One hash for the names and contents of files and folders (relative to the root; missing ones count as empty). */
function hashOf(...paths) {
  const hash = createHash('sha256').update(process.version);
  for (const path of paths) {
    const full = join(root, path);
    const isFile = existsSync(full) && !statSync(full).isDirectory();
    for (const file of isFile ? [''] : filesUnder(full)) {
      hash.update(`\0${path}/${file}\0`).update(readFileSync(join(full, file)));
    }
  }
  return hash.digest('hex');
}

function readStamp(path) {
  return existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : null;
}

function writeStamp(path, value) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), value);
}

module.exports = { root, fail, filesUnder, hashOf, readStamp, writeStamp };
