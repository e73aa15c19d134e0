import { readFileSync } from 'node:fs';
import { readConfig, settingNames } from '../../src/config';
import { fromRoot } from '../../src/root';

/** The table of docs/settings.md: each variable with its default, null where the default is told in words. */
function documented(): [string, string | null][] {
  const lines = readFileSync(fromRoot('docs', 'settings.md'), 'utf8').split('\n');
  const head = lines.findIndex((line) => /^\|\s*variable\s*\|.*\|\s*default\s*\|$/.test(line));
  expect(head).toBeGreaterThan(-1);
  const rows = lines.slice(head + 2);
  return rows
    .slice(
      0,
      rows.findIndex((line) => !line.startsWith('|')),
    )
    .map((line) => {
      const cells = line.split('|').map((cell) => cell.trim());
      return [/^`(\w+)`$/.exec(cells[1] ?? '')?.[1] ?? line, /^`([^`]+)`$/.exec(cells.at(-2) ?? '')?.[1] ?? null];
    });
}

/** What each setting is where nothing sets it: as the code says, not as this test does. */
function actual(): Record<string, string | null> {
  const { host, port, seedOnStart, queryTimeoutMs, compile, anonymous, privateWebhooks, log, localNeo4j } = readConfig(
    {},
    '/',
  );
  const issuer = { SAYSO_JWKS_URL: 'https://x.example/keys', SAYSO_JWT_ISSUER: 'x', SAYSO_JWT_AUDIENCE: 'x' };
  const { jwt } = readConfig(issuer, '/');
  const { neo4j } = readConfig({ NEO4J_URI: 'bolt://x', NEO4J_PASSWORD: 'x' }, '/');
  return {
    PORT: String(port),
    HOST: host,
    PUBLIC_URL: null,
    SAYSO_DATA_DIR: readConfig({}, '/').dataDir.slice(1),
    SAYSO_CACHE_DIR: null,
    SAYSO_SEED: String(seedOnStart),
    SAYSO_QUERY_TIMEOUT_MS: String(queryTimeoutMs),
    SAYSO_MOST_REQUESTS: String(readConfig({}, '/').mostRequests),
    SAYSO_COMPILE: String(compile),
    SAYSO_OPERATIONS: readConfig({}, '/').operations.only ? 'known' : 'any',
    SAYSO_OPERATIONS_DIR: null,
    SAYSO_ANONYMOUS: String(anonymous),
    SAYSO_CYPHER: null,
    SAYSO_CYPHER_AT_ONCE: String(readConfig({}, '/').cypherAtOnce),
    SAYSO_ADMIN_KEY: null,
    SAYSO_JWKS_URL: null,
    SAYSO_JWT_ISSUER: null,
    SAYSO_JWT_AUDIENCE: null,
    SAYSO_JWT_ROLES_CLAIM: jwt!.rolesClaim,
    SAYSO_SEALING_KEY: null,
    SAYSO_PRIVATE_WEBHOOKS: String(privateWebhooks),
    LOG_LEVEL: log.level,
    LOG_FORMAT: null,
    NEO4J_URI: null,
    NEO4J_USER: neo4j!.user,
    NEO4J_PASSWORD: null,
    NEO4J_DATABASE: neo4j!.database,
    NEO4J_BOLT_PORT: String(localNeo4j.boltPort),
    NEO4J_HTTP_PORT: String(localNeo4j.httpPort),
    NEO4J_HEAP: localNeo4j.heap,
    NEO4J_PAGECACHE: localNeo4j.pageCache,
  };
}

test('docs/settings.md lists every setting, in the order of the code, and no other', () => {
  expect(documented().map(([name]) => name)).toEqual(settingNames);
});

test('docs/settings.md tells the defaults that the code has', () => {
  expect(Object.fromEntries(documented())).toEqual(actual());
  expect(Object.keys(actual())).toEqual(settingNames);
});
