import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { StartUpFault } from './errors';

const port = z.coerce.number().int().min(0).max(65535);
const memory = z.string().regex(/^[1-9][0-9]*[mg]$/, 'a size such as 512m or 2g');
const origins = z
  .string()
  .transform((text) => text.split(',').map((one) => one.trim()))
  .refine((all) => all.every(isOrigin), 'addresses such as https://sayso.example, with commas between and no path')
  .transform((all) => all.map((one) => new URL(one).origin));
const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
const uri = z
  .string()
  .regex(/^(neo4j|bolt)(\+s|\+ssc)?:\/\/\S+$/, 'an address such as bolt://localhost:7687 or neo4j+s://…');
/** Whoever could change the keys on their way here could sign any token: so not over plain HTTP, but on this machine. */
const keySetUrl = z.string().refine(isSafeUrl, 'an https address (http on this machine only)');
// What an Authorization header can carry; no full stop, so that a key is never taken for a JWT.
const adminKey = z
  .string()
  .regex(/^[A-Za-z0-9_~+/=-]{20,200}$/, 'at least 20 characters, of letters, digits and - _ ~ + / =');
const sealingKey = z
  .string()
  .regex(/^[A-Za-z0-9+/_-]{43}=?$/, '32 bytes in base64, such as `openssl rand -base64 32` gives')
  .transform((text) => Buffer.from(text, 'base64'));

/** Every variable that Sayso reads, in the order of the table in docs/settings.md (a test compares the two). */
const settings = {
  PORT: port.default(4000),
  HOST: z.string().min(1).default('127.0.0.1'),
  PUBLIC_URL: origins.optional(),
  SAYSO_DATA_DIR: z.string().min(1).default('.sayso'),
  SAYSO_CACHE_DIR: z.string().min(1).optional(),
  SAYSO_SEED: flag.default(true),
  SAYSO_QUERY_TIMEOUT_MS: z.coerce.number().int().min(100).max(600_000).default(10_000),
  SAYSO_MOST_REQUESTS: z.coerce.number().int().min(1).max(10_000).default(32),
  SAYSO_COMPILE: flag.default(true),
  SAYSO_OPERATIONS: z.enum(['any', 'known']).default('any'),
  SAYSO_OPERATIONS_DIR: z.string().min(1).optional(),
  SAYSO_ANONYMOUS: flag.default(true),
  SAYSO_CYPHER: z.enum(['off', 'members', 'anonymous']).optional(),
  SAYSO_CYPHER_AT_ONCE: z.coerce.number().int().min(1).max(100).default(2),
  SAYSO_ADMIN_KEY: adminKey.optional(),
  SAYSO_JWKS_URL: keySetUrl.optional(),
  SAYSO_JWT_ISSUER: z.string().min(1).optional(),
  SAYSO_JWT_AUDIENCE: z.string().min(1).optional(),
  SAYSO_JWT_ROLES_CLAIM: z.string().min(1).default('roles'),
  SAYSO_SEALING_KEY: sealingKey.optional(),
  SAYSO_PRIVATE_WEBHOOKS: flag.default(false),
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
  /** The origins by which others reach this server, the first the one to hand out; empty for what a request says. */
  publicUrls: string[];
  /** Absolute. Everything that this installation keeps on disk: the database, its password, the state of what runs. */
  dataDir: string;
  /** Absolute. What any installation of this user may share: Neo4j's jars. */
  cacheDir: string;
  seedOnStart: boolean;
  queryTimeoutMs: number;
  /** Operations that are answered at a time; the rest are refused. */
  mostRequests: number;
  /** Whether queries that come again are compiled. */
  compile: boolean;
  /** Whether only known operations run, and an absolute folder with more of them. */
  operations: { only: boolean; dir: string | null };
  /** Whether who shows no key may read. */
  anonymous: boolean;
  /** Who may ask in Cypher. */
  cypher: 'off' | 'members' | 'anonymous';
  /** Statements in Cypher that run at a time. */
  cypherAtOnce: number;
  /** What the first admin key shall be; null for one that is made up. A secret. */
  adminKey: string | null;
  /** Whose JWTs are believed; null for nobody's. */
  jwt: { jwksUrl: string; issuer: string; audience: string; rolesClaim: string } | null;
  /** 32 bytes; null where the data folder keeps one. A secret. */
  sealingKey: Buffer | null;
  /** Whether a webhook may be on this machine or in its network. */
  privateWebhooks: boolean;
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
  const jwt = ['SAYSO_JWKS_URL', 'SAYSO_JWT_ISSUER', 'SAYSO_JWT_AUDIENCE'] as const;
  const missing = jwt.filter((name) => !given[name]);
  if (missing.length < jwt.length) {
    faults.push(...missing.map((name) => `${name}: needed with ${jwt.filter((one) => given[one]).join(' and ')}`));
  }
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
    publicUrls: s.PUBLIC_URL ?? [],
    dataDir: resolve(cwd, s.SAYSO_DATA_DIR),
    cacheDir: resolve(cwd, s.SAYSO_CACHE_DIR ?? join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'sayso')),
    seedOnStart: s.SAYSO_SEED,
    queryTimeoutMs: s.SAYSO_QUERY_TIMEOUT_MS,
    mostRequests: s.SAYSO_MOST_REQUESTS,
    compile: s.SAYSO_COMPILE,
    operations: {
      only: s.SAYSO_OPERATIONS === 'known',
      dir: s.SAYSO_OPERATIONS_DIR === undefined ? null : resolve(cwd, s.SAYSO_OPERATIONS_DIR),
    },
    anonymous: s.SAYSO_ANONYMOUS,
    // Whoever else reaches this server shows a key first, unless its owner says otherwise.
    cypher: s.SAYSO_CYPHER ?? (isOnThisMachine(s.HOST) ? 'anonymous' : 'members'),
    cypherAtOnce: s.SAYSO_CYPHER_AT_ONCE,
    adminKey: s.SAYSO_ADMIN_KEY ?? null,
    jwt:
      s.SAYSO_JWKS_URL && s.SAYSO_JWT_ISSUER && s.SAYSO_JWT_AUDIENCE
        ? {
            jwksUrl: s.SAYSO_JWKS_URL,
            issuer: s.SAYSO_JWT_ISSUER,
            audience: s.SAYSO_JWT_AUDIENCE,
            rolesClaim: s.SAYSO_JWT_ROLES_CLAIM,
          }
        : null,
    sealingKey: s.SAYSO_SEALING_KEY ?? null,
    privateWebhooks: s.SAYSO_PRIVATE_WEBHOOKS,
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

function isSafeUrl(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol === 'http:') return isOnThisMachine(url.hostname);
  return url?.protocol === 'https:';
}

function isOrigin(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url !== null && /^https?:$/.test(url.protocol) && [url.origin, `${url.origin}/`].includes(text.toLowerCase());
}

function isOnThisMachine(host: string): boolean {
  return /^(localhost|127(\.\d+){3}|\[?::1\]?)$/.test(host);
}
