'use strict';
// Makes a clone ready to run: the right Node, the packages of package-lock.json, a build of the present sources.
// Each step is skipped where its stamp says that nothing changed.
const { spawnSync } = require('node:child_process');
const { existsSync } = require('node:fs');
const { join } = require('node:path');
const { fail, hashOf, readStamp, root, writeStamp } = require('./steps.cjs');

const lockStamp = 'node_modules/.sayso-lock';

async function prepare() {
  needNode();
  // An image brings dist/ and its packages, and no sources to build.
  if (!existsSync(join(root, 'src'))) return;
  installPackages();
  await require('./build.cjs').build();
}

function needNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19))
    fail(
      `Node ${process.versions.node} is too old: Sayso needs Node 20.19 or newer.`,
      'Install the present Node 20, 22 or newer, and start again.',
    );
}

function installPackages() {
  const wanted = hashOf('package-lock.json');
  if (readStamp(lockStamp) === wanted) return;
  console.log('Installing the packages of package-lock.json.');
  const install = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (install.error)
    fail('npm is missing or cannot be run.', 'Install Node 20 or newer together with npm, and start again.');
  if (install.status !== 0) {
    fail(
      'The packages could not be installed.',
      'npm says why above (often: no network, or a full disk). Start again when that is mended.',
    );
  }
  writeStamp(lockStamp, wanted);
}

module.exports = { prepare };
