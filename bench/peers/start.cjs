const { spawn } = require('node:child_process');
const { join } = require('node:path');
const { createInterface } = require('node:readline');

/** The programs of this folder that are servers, and where their GraphQL answers; the bare ones have none. */
exports.programs = {
  floor: { file: 'floor.cjs', graphql: null },
  postgres: { file: 'postgres.cjs', graphql: null },
  'neo4j-graphql': { file: 'neo4j-graphql/server.cjs', graphql: '/' },
  'type-graphql': { file: 'type-graphql/server.cjs', graphql: '/' },
};

/**
 * Starts one of them on a free port, as in production.
 * @param {keyof typeof exports.programs} name
 * @param {Record<string, string>} env NEO4J_URI, NEO4J_USER, NEO4J_PASSWORD; for PostgreSQL PGHOST, PGPORT, PGUSER, PGDATABASE
 * @returns {Promise<{ name: string, url: string, graphql: string | null, pid: number, stop: () => Promise<void> }>}
 * @throws Error where it ends before it is ready, or is not ready after a minute
 */
exports.startPeer = async (name, env) => {
  const { file, graphql } = exports.programs[name];
  const child = spawn(process.execPath, [join(__dirname, file)], {
    env: { ...process.env, NODE_ENV: 'production', ...env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const port = await new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`${name} is not ready after a minute.`));
    }, 60_000);
    child.once('exit', (code) => {
      clearTimeout(late);
      reject(new Error(`${name} ended with code ${code} before it was ready.`));
    });
    createInterface({ input: child.stdout }).once('line', (line) => {
      clearTimeout(late);
      resolve(JSON.parse(line).port);
    });
  });
  const url = `http://127.0.0.1:${port}`;
  return {
    name,
    url,
    graphql: graphql === null ? null : url + graphql,
    pid: child.pid,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
};
