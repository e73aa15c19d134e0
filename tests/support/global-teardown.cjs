'use strict';
const { rmSync } = require('node:fs');

module.exports = async () => {
  const { neo4j, dataDir } = globalThis.saysoTestNeo4j ?? {};
  await neo4j?.stop();
  if (dataDir) rmSync(dataDir, { recursive: true, force: true });
};
