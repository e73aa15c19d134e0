import { readConfig, settingNames } from '../../../src/config';

const given = {
  PORT: '0',
  HOST: '0.0.0.0',
  PUBLIC_URL: 'https://claims.example',
  SAYSO_DATA_DIR: 'two',
  SAYSO_CACHE_DIR: '/var/cache/sayso',
  SAYSO_SEED: 'false',
  SAYSO_QUERY_TIMEOUT_MS: '2500',
  SAYSO_MOST_REQUESTS: '12',
  SAYSO_COMPILE: 'false',
  SAYSO_OPERATIONS: 'known',
  SAYSO_OPERATIONS_DIR: 'operations',
  SAYSO_ANONYMOUS: 'false',
  SAYSO_CYPHER: 'members',
  SAYSO_CYPHER_AT_ONCE: '3',
  SAYSO_ADMIN_KEY: 'a-key-of-some-length-4711',
  SAYSO_JWKS_URL: 'https://id.example/keys',
  SAYSO_JWT_ISSUER: 'https://id.example',
  SAYSO_JWT_AUDIENCE: 'sayso',
  SAYSO_JWT_ROLES_CLAIM: 'groups',
  SAYSO_SEALING_KEY: Buffer.alloc(32, 7).toString('base64'),
  SAYSO_PRIVATE_WEBHOOKS: 'true',
  LOG_LEVEL: 'debug',
  LOG_FORMAT: 'json',
  NEO4J_URI: 'neo4j+s://x.databases.neo4j.io',
  NEO4J_USER: 'reader',
  NEO4J_PASSWORD: 'geheim',
  NEO4J_DATABASE: 'claims',
  NEO4J_BOLT_PORT: '7688',
  NEO4J_HTTP_PORT: '7475',
  NEO4J_HEAP: '2g',
  NEO4J_PAGECACHE: '1g',
};

test('every setting has its place', () => {
  expect(Object.keys(given)).toEqual(settingNames);
  expect(readConfig(given, '/srv')).toEqual({
    host: '0.0.0.0',
    port: 0,
    publicUrls: ['https://claims.example'],
    dataDir: '/srv/two',
    cacheDir: '/var/cache/sayso',
    seedOnStart: false,
    queryTimeoutMs: 2500,
    mostRequests: 12,
    anonymous: false,
    cypher: 'members',
    cypherAtOnce: 3,
    adminKey: 'a-key-of-some-length-4711',
    jwt: {
      jwksUrl: 'https://id.example/keys',
      issuer: 'https://id.example',
      audience: 'sayso',
      rolesClaim: 'groups',
    },
    sealingKey: Buffer.alloc(32, 7),
    compile: false,
    operations: { only: true, dir: '/srv/operations' },
    privateWebhooks: true,
    log: { level: 'debug', format: 'json' },
    neo4j: { uri: 'neo4j+s://x.databases.neo4j.io', user: 'reader', password: 'geheim', database: 'claims' },
    localNeo4j: { boltPort: 7688, httpPort: 7475, heap: '2g', pageCache: '1g' },
  });
});

test.each(['bolt://localhost:7687', 'bolt+s://h', 'bolt+ssc://h', 'neo4j://h', 'neo4j+s://h:7687', 'neo4j+ssc://h'])(
  'a Neo4j may be at %s',
  (NEO4J_URI) => {
    expect(readConfig({ ...given, NEO4J_URI }).neo4j?.uri).toBe(NEO4J_URI);
  },
);

test('an absolute data folder stays where it is', () => {
  expect(readConfig({ SAYSO_DATA_DIR: '/data' }, '/srv').dataDir).toBe('/data');
});

test.each([
  [{}, 'anonymous'],
  [{ HOST: 'localhost' }, 'anonymous'],
  [{ HOST: '0.0.0.0' }, 'members'],
  [{ HOST: '192.168.1.4' }, 'members'],
  [{ HOST: '0.0.0.0', SAYSO_CYPHER: 'anonymous' }, 'anonymous'],
  [{ SAYSO_CYPHER: 'off' }, 'off'],
])('with %j, Cypher is for %s', (env, cypher) => {
  expect(readConfig(env, '/srv').cypher).toBe(cypher);
});
