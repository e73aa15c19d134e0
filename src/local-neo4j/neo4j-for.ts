import type { Config } from '../config';
import type { Neo4jAccess } from './access';
import { keepPassword, passwordFile } from './password';
import { readLivingNeo4j, readLivingServer } from './run-state';
import { startLocalNeo4j } from './start';

export interface Neo4jInUse {
  access: Neo4jAccess;
  /** What its owner is told of it. */
  shown: { boltUri: string; browserUrl: string | null; user: string; passwordFile: string | null };
  /** Stops it where it is this process's to stop. */
  stop: () => Promise<void>;
}

/** The Neo4j that the settings name: somebody else's where NEO4J_URI is set, else Sayso's own, started if need be. */
export async function neo4jFor(
  config: Config,
  onProgress: (line: string) => void,
  signal?: AbortSignal,
): Promise<Neo4jInUse> {
  if (config.neo4j) {
    const { uri, user } = config.neo4j;
    const shown = { boltUri: uri, browserUrl: null, user, passwordFile: null };
    return { access: config.neo4j, shown, stop: async () => undefined };
  }
  const local = await startLocalNeo4j({ ...config, ...config.localNeo4j, onProgress, signal });
  const { uri, user, password, database, browserUrl } = local;
  return {
    access: { uri, user, password, database },
    shown: { boltUri: uri, browserUrl, user, passwordFile: passwordFile(config.dataDir) },
    stop: () => local.stop(),
  };
}

/** For a command beside a running server: that server's Neo4j as it is, whatever settings this command was given. */
export async function neo4jForCommand(config: Config, onProgress: (line: string) => void): Promise<Neo4jInUse> {
  const running = config.neo4j || !readLivingServer(config.dataDir) ? null : readLivingNeo4j(config.dataDir);
  if (!running) return neo4jFor(config, onProgress);
  const uri = `bolt://127.0.0.1:${running.boltPort}`;
  return {
    access: { uri, user: 'neo4j', password: keepPassword(config.dataDir), database: 'neo4j' },
    shown: { boltUri: uri, browserUrl: null, user: 'neo4j', passwordFile: passwordFile(config.dataDir) },
    stop: async () => undefined,
  };
}
