'use strict';
// A real Neo4j for each worker: own ports, own data folder, gone at the end.
const { mkdtempSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const teardown = require('./global-teardown.cjs');

/**
 * A text is planned once. As it comes, Neo4j plans anew as a graph grows and for each size of a list, which took half the
 * time of the suites that write. A suite that looks at plans has them made anew: CALL db.prepareForReplanning().
 */
const settings = { 'dbms.cypher.min_replan_interval': '1h', 'internal.cypher.use_parameter_size': 'false' };

module.exports = async ({ maxWorkers }) => {
  const { readConfig } = require('../../dist/config.js');
  const { startLocalNeo4j } = require('../../dist/local-neo4j/start.js');
  const { cacheDir } = readConfig({ ...process.env, NEO4J_URI: '', SAYSO_DATA_DIR: '' });
  const started = (globalThis.saysoTestNeo4j = []);
  // jest itself ends at once when it is told to, and a database would be left behind.
  let ending;
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => (ending ??= teardown().finally(() => process.exit(130))));
  }
  const access = [];
  for (let worker = 1; worker <= maxWorkers; worker++) {
    const dataDir = mkdtempSync(join(tmpdir(), 'sayso-test-'));
    const neo4j = await startLocalNeo4j({
      dataDir,
      cacheDir,
      boltPort: 0,
      httpPort: 0,
      heap: '1g',
      pageCache: '128m',
      settings,
      onProgress: (line) => console.log(line),
    });
    started.push({ neo4j, dataDir });
    const { uri, user, password, database, browserUrl } = neo4j;
    access.push({ uri, user, password, database, browserUrl });
  }
  process.env.SAYSO_TEST_NEO4J = JSON.stringify(access);
};
