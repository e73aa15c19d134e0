import { readConfig, settingNames } from '../../../src/config';

const home = { XDG_CACHE_HOME: '/home/someone/.cache' };

test('an empty variable counts as not set, whichever it is', () => {
  const unset = readConfig({ ...home }, '/srv');
  const empty = Object.fromEntries(settingNames.map((name) => [name, '']));
  expect(settingNames.length).toBe(31);
  expect(readConfig({ ...home, ...empty }, '/srv')).toEqual(unset);
});

test('without any variable there are defaults, and Sayso runs its own Neo4j', () => {
  expect(readConfig({ ...home }, '/srv')).toEqual({
    host: '127.0.0.1',
    port: 4000,
    publicUrls: [],
    dataDir: '/srv/.sayso',
    cacheDir: '/home/someone/.cache/sayso',
    seedOnStart: true,
    queryTimeoutMs: 10_000,
    mostRequests: 32,
    anonymous: true,
    cypher: 'anonymous',
    cypherAtOnce: 2,
    adminKey: null,
    jwt: null,
    sealingKey: null,
    compile: true,
    operations: { only: false, dir: null },
    privateWebhooks: false,
    log: { level: 'info', format: process.stdout.isTTY ? 'pretty' : 'json' },
    neo4j: null,
    localNeo4j: { boltPort: 7687, httpPort: 7474, heap: '512m', pageCache: '256m' },
  });
});

test('variables that are none of ours change nothing', () => {
  const foreign = { NODE_ENV: 'production', PORTS: '1', port: '2', NEO4J_AUTH: 'neo4j/other' };
  expect(readConfig({ ...home, ...foreign }, '/srv')).toEqual(readConfig({ ...home }, '/srv'));
});
