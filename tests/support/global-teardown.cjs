'use strict';
const { rmSync } = require('node:fs');

module.exports = async () => {
  for (const { neo4j, dataDir } of globalThis.saysoTestNeo4j ?? []) {
    await neo4j.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
};
