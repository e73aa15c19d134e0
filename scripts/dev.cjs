'use strict';
// `npm run dev`: the server starts again when src/, cypher/ or schema/operations/ change. Neo4j is started here, once, and
// lives through the restarts; a Neo4j of one's own (NEO4J_URI) is used as it is.
const { spawn } = require('node:child_process');
const { existsSync, watch } = require('node:fs');
const { join } = require('node:path');
const { prepare } = require('./prepare.cjs');
const { root } = require('./steps.cjs');

let child = null;
let again = false;

async function dev() {
  await prepare();
  const { readConfig } = require('../dist/config.js');
  const config = readConfig();
  const neo4j = config.neo4j
    ? null
    : await require('../dist/local-neo4j/start.js').startLocalNeo4j({
        ...config,
        ...config.localNeo4j,
        onProgress: console.log,
      });
  const env = { ...process.env };
  if (neo4j)
    Object.assign(env, {
      NEO4J_URI: neo4j.uri,
      NEO4J_USER: neo4j.user,
      NEO4J_PASSWORD: neo4j.password,
      NEO4J_DATABASE: neo4j.database,
    });

  const run = () => {
    child = spawn(process.execPath, [join(__dirname, 'start.cjs'), ...process.argv.slice(2)], {
      cwd: root,
      env,
      stdio: 'inherit',
    });
    child.on('exit', () => {
      child = null;
      if (again) run();
      else console.log('The server has ended. It starts again when a file changes.');
      again = false;
    });
  };
  const restart = debounce(() => {
    if (!child) return run();
    again = true;
    child.kill('SIGTERM');
  }, 150);
  for (const folder of ['src', 'cypher', join('schema', 'operations')]) {
    if (existsSync(join(root, folder))) watch(join(root, folder), { recursive: true }, restart);
  }

  const end = async () => {
    again = false;
    const last = child;
    const ended = last && new Promise((resolve) => last.once('exit', resolve));
    last?.kill('SIGTERM');
    await ended;
    await neo4j?.stop();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void end());
  run();
}

function debounce(work, ms) {
  let timer;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(work, ms);
  };
}

dev().catch((error) => {
  console.error(error.wayOut ? `${error.message}\n${error.wayOut}` : error);
  process.exit(1);
});
