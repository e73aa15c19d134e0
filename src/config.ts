import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { StartUpFault } from './errors';

const port = z.coerce.number().int().min(0).max(65535);
const memory = z.string().regex(/^[1-9][0-9]*[mg]$/, 'a size such as 512m or 2g');
const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
const uri = z
  .string()
  .regex(/^(neo4j|bolt)(\+s|\+ssc)?:\/\/\S+$/, 'an address such as bolt://localhost:7687 or neo4j+s://…');

/** Every variable that Sayso reads, in the order of the table in docs/settings.md (a test compares the two). */
const settings = {
  PORT: port.default(4000),
  HOST: z.string().min(1).default('127.0.0.1'),
  SAYSO_DATA_DIR: z.string().min(1).default('.sayso'),
  SAYSO_CACHE_DIR: z.string().min(1).optional(),
  SAYSO_SEED: flag.default(true),
  SAYSO_QUERY_TIMEOUT_MS: z.coerce.number().int().min(100).max(600_000).default(10_000),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  LOG_FORMAT: z.enum(['pretty', 'json']).optional(),
  NEO4J_URI: uri.optional(),
  NEO4J_USER: z.string().min(1).default('neo4j'),
  NEO4J_PASSWORD: z.string().min(1).optional(),
  NEO4J_DATABASE: z.string().min(1).default('neo4j'),
  NEO4J_BOLT_PORT: port.default(7687),
  NEO4J_HTTP_PORT: port.default(7474),
  NEO4J_HEAP: memory.default('512m'),
  NEO4J_PAGECACHE: memory.default('256m'),
};
export const settingNames = Object.keys(settings) as (keyof typeof settings)[];

export interface Config {
  host: string;
  port: number;
  /** Absolute. Everything that this installation keeps on disk: the database, its password, the state of what runs. */
  dataDir: string;
  /** Absolute. What any installation of this user may share: Neo4j's jars. */
  cacheDir: string;
  seedOnStart: boolean;
  queryTimeoutMs: number;
  log: { level: string; format: 'pretty' | 'json' };
  /** A Neo4j that somebody else runs; null where Sayso runs its own. */
  neo4j: { uri: string; user: string; password: string; database: string } | null;
  localNeo4j: { boltPort: number; httpPort: number; heap: string; pageCache: string };
}

/**
 * Reads the environment once. `cwd` is what a relative SAYSO_DATA_DIR is relative to.
 * @throws StartUpFault that names every variable at fault, never a value (a value may be a secret).
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env, cwd = process.cwd()): Config {
  // An empty variable means "not set": `PORT= npm start` and compose files with blanks do that.
  const given = Object.fromEntries(settingNames.map((name) => [name, env[name] || undefined]));
  const parsed = z.object(settings).safeParse(given);
  const faults = parsed.success ? [] : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  if (given.NEO4J_URI && !given.NEO4J_PASSWORD) faults.push('NEO4J_PASSWORD: needed with NEO4J_URI');
  if (!parsed.success || faults.length > 0) {
    throw new StartUpFault(
      `The settings are at fault: ${faults.join('; ')}.`,
      'Correct these variables; docs/settings.md lists each with its form and default.',
    );
  }
  const s = parsed.data;
  return {
    host: s.HOST,
    port: s.PORT,
    dataDir: resolve(cwd, s.SAYSO_DATA_DIR),
    cacheDir: resolve(cwd, s.SAYSO_CACHE_DIR ?? join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'sayso')),
    seedOnStart: s.SAYSO_SEED,
    queryTimeoutMs: s.SAYSO_QUERY_TIMEOUT_MS,
    log: { level: s.LOG_LEVEL, format: s.LOG_FORMAT ?? (process.stdout.isTTY ? 'pretty' : 'json') },
    neo4j: s.NEO4J_URI
      ? { uri: s.NEO4J_URI, user: s.NEO4J_USER, password: s.NEO4J_PASSWORD ?? '', database: s.NEO4J_DATABASE }
      : null,
    localNeo4j: {
      boltPort: s.NEO4J_BOLT_PORT,
      httpPort: s.NEO4J_HTTP_PORT,
      heap: s.NEO4J_HEAP,
      pageCache: s.NEO4J_PAGECACHE,
    },
  };
}
