import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Neo4jAccess } from '../../src/local-neo4j/access';
import { fromRoot } from '../../src/root';
import { benchFolder } from './folders';

export interface SaysoServer {
  /** Without a path. */
  url: string;
  pid: number;
  stop(): Promise<void>;
}

/** The key with which the bench writes: the first admin's of databases that are this machine's alone. */
export const benchKey = 'bench-key-for-databases-of-this-machine';

/** Sayso as `npm start` starts it, on this database and any free port. @throws Error where it ends before it is ready. */
export async function startSayso(access: Neo4jAccess, name: string): Promise<SaysoServer> {
  const child = spawn(process.execPath, [fromRoot('scripts', 'start.cjs')], {
    cwd: fromRoot(),
    env: {
      ...process.env,
      NODE_ENV: 'production',
      NEO4J_URI: access.uri,
      NEO4J_USER: access.user,
      NEO4J_PASSWORD: access.password,
      NEO4J_DATABASE: access.database,
      PORT: '0',
      SAYSO_SEED: 'false',
      SAYSO_DATA_DIR: benchFolder(`server-${name}`),
      SAYSO_ADMIN_KEY: benchKey,
      // A database that has just started plans a query for longer, on a slow machine, than anybody is to wait.
      SAYSO_QUERY_TIMEOUT_MS: '60000',
      LOG_LEVEL: 'error',
      LOG_FORMAT: 'json',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const port = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const [, port] = /^Sayso is ready at http:\/\/[^:]+:(\d+)/.exec(line) ?? [];
      if (port) resolve(port);
    });
    child.once('exit', (code) => reject(new Error(`Sayso ended with code ${code} before it was ready.`)));
  });
  return {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
