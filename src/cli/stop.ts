import type { Config } from '../config';
import { terminate } from '../local-neo4j/process-identity';
import { readLivingNeo4j, readLivingServer } from '../local-neo4j/run-state';
import { stopNeo4j } from '../local-neo4j/start';

/** The server itself gives its open requests some seconds and then stops its database; only after that it is killed. */
const serverPatienceMs = 45_000;

/**
 * Stops what runs on this data folder: the API server, then its Neo4j where the server left it behind. Each is ended by its
 * own pid, after checking that the pid still is that process. A Neo4j that somebody else runs (NEO4J_URI) is left alone.
 */
export async function stop(config: Config, print: (line: string) => void): Promise<void> {
  const server = readLivingServer(config.dataDir);
  if (server) {
    await terminate(server, { patienceMs: serverPatienceMs });
    print(`Stopped Sayso at ${server.url} (process ${server.pid}).`);
  }
  const neo4j = readLivingNeo4j(config.dataDir);
  if (neo4j) {
    await stopNeo4j(config.dataDir, neo4j);
    print(`Stopped Neo4j at bolt://127.0.0.1:${neo4j.boltPort} (process ${neo4j.pid}).`);
  }
  if (!server && !neo4j) print(`Nothing was running on ${config.dataDir}.`);
}
