'use strict';
// `npm test`: the end-to-end tests run dist/, so it is built first. Each worker has a Neo4j, which wants as much of a core.
const { spawn } = require('node:child_process');
const { availableParallelism, totalmem } = require('node:os');
const { join } = require('node:path');
const { prepare } = require('./prepare.cjs');
const { root } = require('./steps.cjs');

void prepare().then(() => {
  const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
  const asked = process.argv.slice(2);
  // Some suites start a second Neo4j: a worker may hold 4 GiB. What was asked for by name is mostly one suite.
  const two = asked.length === 0 && availableParallelism() >= 2 && totalmem() >= 8 * 2 ** 30;
  const child = spawn(process.execPath, [jest, two ? '--maxWorkers=2' : '--runInBand', ...asked], {
    cwd: root,
    stdio: 'inherit',
  });
  // Ctrl-C reaches both; the parent waits for jest, which takes its Neo4j down first (tests/support/global-setup.cjs).
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code) => process.exit(code ?? 1));
});
