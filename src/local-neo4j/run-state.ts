import { join } from 'node:path';
import { z } from 'zod';
import { StartUpFault } from '../errors';
import { identify, isLiving, type ProcessIdentity } from './process-identity';
import { readState, removeState, writeWhole } from './state-file';

const identity = { pid: z.number().int().positive(), startedAt: z.string().min(1) };

const serverState = z.object({ ...identity, url: z.string(), since: z.string().optional() });
/** The API server that works on a data folder, `since` when it could be reached. */
export type ServerState = z.infer<typeof serverState>;

const neo4jState = z.object({ ...identity, boltPort: z.number(), httpPort: z.number(), fingerprint: z.string() });
/** The Neo4j that works on a data folder. `fingerprint` stands for the jars and settings that it was started with. */
export type Neo4jState = z.infer<typeof neo4jState>;

const serverFile = (dataDir: string) => join(dataDir, 'server.json');
const neo4jFile = (dataDir: string) => join(dataDir, 'neo4j', 'running.json');
const matches =
  <T>(schema: z.ZodType<T>) =>
  (value: unknown): value is T =>
    schema.safeParse(value).success;

/** Records this process as the server of the data folder. `url` is where people reach it. */
export function writeServerState(dataDir: string, url: string): void {
  const state: ServerState = { ...identify(process.pid), url, since: new Date().toISOString() };
  writeWhole(serverFile(dataDir), JSON.stringify(state));
}

/** The living server of the data folder, which may be this process; null where it has ended or never began. */
export function readLivingServer(dataDir: string): ServerState | null {
  const state = readState(serverFile(dataDir), matches(serverState));
  return state && isLiving(state) ? state : null;
}

/** @throws StartUpFault where another process already serves this data folder. */
export function refuseSecondServer(dataDir: string): void {
  const other = readLivingServer(dataDir);
  if (other && other.pid !== process.pid) {
    throw new StartUpFault(
      `Sayso already runs at ${other.url} (process ${other.pid}).`,
      'Use that one, stop it with `npm run stop`, or set SAYSO_DATA_DIR and PORT to run a second one.',
    );
  }
}

/** Removes the record, unless it is another living server's. */
export function removeServerState(dataDir: string): void {
  const state = readLivingServer(dataDir);
  if (!state || state.pid === process.pid) removeState(serverFile(dataDir));
}

export function writeNeo4jState(dataDir: string, state: Neo4jState): void {
  writeWhole(neo4jFile(dataDir), JSON.stringify(state));
}

/** The living Neo4j of the data folder, whether it answers or not; null where it has ended or never began. */
export function readLivingNeo4j(dataDir: string): Neo4jState | null {
  const state = readState(neo4jFile(dataDir), matches(neo4jState));
  return state && isLiving(state) ? state : null;
}

/** Removes the record if it still is that process's: a Neo4j that came after it keeps its own. */
export function removeNeo4jState(dataDir: string, of: ProcessIdentity): void {
  const state = readState(neo4jFile(dataDir), matches(neo4jState));
  if (state && state.pid === of.pid && state.startedAt === of.startedAt) removeState(neo4jFile(dataDir));
}
