import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Neo4jAccess } from '../../src/local-neo4j/access';
import { fromRoot } from '../../src/root';
import { benchFolder } from '../run/folders';

/** How a server has fared since it was last asked. Bytes; milliseconds for which its event loop stood still. */
export interface Vitals {
  rss: number;
  heapUsed: number;
  blockedMax: number;
  blockedP99: number;
}

export interface SoakedServer {
  url: string;
  vitals: () => Promise<Vitals>;
  stop: () => Promise<void>;
}

/** Sayso in a process of its own on a database that runs. `most` is SAYSO_MOST_REQUESTS; null for its default. */
export async function startServer(neo4j: Neo4jAccess, most: number | null): Promise<SoakedServer> {
  const dataDir = benchFolder('soak-server');
  const child = fork(fromRoot('bench', 'soak', 'server.cjs'), {
    env: {
      ...process.env,
      PORT: '0',
      SAYSO_DATA_DIR: dataDir,
      SAYSO_SEED: 'false',
      LOG_LEVEL: 'error',
      NEO4J_URI: neo4j.uri,
      NEO4J_USER: neo4j.user,
      NEO4J_PASSWORD: neo4j.password,
      NEO4J_DATABASE: neo4j.database,
      ...(most === null ? {} : { SAYSO_MOST_REQUESTS: String(most) }),
    },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const url = await readyAt(child);
  let asked = 0;
  return {
    url,
    vitals: () =>
      new Promise((resolve) => {
        const id = ++asked;
        const hear = (told: Vitals & { id: number }) => {
          if (told.id !== id) return;
          child.off('message', hear);
          resolve(told);
        };
        child.on('message', hear);
        child.send(id);
      }),
    stop: async () => {
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
}

function readyAt(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let told = '';
    child.stdout?.on('data', (part: Buffer) => {
      told += part.toString();
      const url = /Sayso is ready at (\S+)/.exec(told)?.[1];
      if (url) resolve(url);
    });
    child.once('exit', (code) => reject(new Error(`The server ended with ${code}: ${told}`)));
  });
}

/** An example of schema/operations, by the number that its name begins with. */
export function exampleOf(name: string): string {
  return readFileSync(join(fromRoot('schema', 'operations'), `${name}.graphql`), 'utf8');
}
