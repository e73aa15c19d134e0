'use strict';
// `npm test`: the end-to-end tests run dist/, so it is built first. In band: the suites share one Neo4j and two cores.
const { spawn } = require('node:child_process');
const { join } = require('node:path');
const { prepare } = require('./prepare.cjs');
const { root } = require('./steps.cjs');

void prepare().then(() => {
  const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
  const child = spawn(process.execPath, [jest, '--runInBand', ...process.argv.slice(2)], {
    cwd: root,
    stdio: 'inherit',
  });
  // Ctrl-C reaches both; the parent waits for jest, which takes its Neo4j down first.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code) => process.exit(code ?? 1));
});
