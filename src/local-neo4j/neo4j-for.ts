import type { Config } from '../config';
import type { Neo4jAccess } from './access';
import { keepRunning } from './keep';
import { keepPassword, passwordFile } from './password';
import { readLivingNeo4j, readLivingServer } from './run-state';
import { startLocalNeo4j } from './start';

export interface Neo4jInUse {
  access: Neo4jAccess;
  /** What its owner is told of it. */
  shown: { boltUri: string; browserUrl: string | null; user: string; passwordFile: string | null };
  /** Stops it where it is this process's to stop. */
  stop: () => Promise<void>;
  /** From now on it is started again whenever it ends by itself, where it is this process's. Gives what stops it. */
  keep: () => () => Promise<void>;
}

const notOurs = { stop: async () => undefined, keep: () => async () => undefined };

/** The Neo4j that the settings name: somebody else's where NEO4J_URI is set, else Sayso's own, started if need be. */
export async function neo4jFor(
  config: Config,
  onProgress: (line: string) => void,
  signal?: AbortSignal,
): Promise<Neo4jInUse> {
  if (config.neo4j) {
    const { uri, user } = config.neo4j;
    const shown = { boltUri: uri, browserUrl: null, user, passwordFile: null };
    return { access: config.neo4j, shown, ...notOurs };
  }
  const options = { ...config, ...config.localNeo4j, onProgress, signal };
  const local = await startLocalNeo4j(options);
  const { uri, user, password, database, browserUrl } = local;
  return {
    access: { uri, user, password, database },
    shown: { boltUri: uri, browserUrl, user, passwordFile: passwordFile(config.dataDir) },
    stop: () => local.stop(),
    keep: () => keepRunning(local, options),
  };
}

/** For a command beside a running server: that server's Neo4j as it is, whatever settings this command was given. */
export async function neo4jForCommand(
  config: Config,
  onProgress: (line: string) => void,
  signal?: AbortSignal,
): Promise<Neo4jInUse> {
  const access = config.neo4j || !readLivingServer(config.dataDir) ? null : runningNeo4j(config);
  if (!access) return neo4jFor(config, onProgress, signal);
  const { uri, user } = access;
  return {
    access,
    shown: { boltUri: uri, browserUrl: null, user, passwordFile: passwordFile(config.dataDir) },
    ...notOurs,
  };
}

/** The Neo4j that the settings name, as it is: nothing is started, and null where Sayso's own does not run. */
export function runningNeo4j(config: Config): Neo4jAccess | null {
  if (config.neo4j) return config.neo4j;
  const running = readLivingNeo4j(config.dataDir);
  if (!running) return null;
  const uri = `bolt://127.0.0.1:${running.boltPort}`;
  return { uri, user: 'neo4j', password: keepPassword(config.dataDir), database: 'neo4j' };
}
