import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { renderConf } from '../../../src/local-neo4j/conf';
import { fromRoot } from '../../../src/root';

const text = renderConf({ boltPort: 7687, httpPort: 7474, heap: '1g', pageCache: '256m' });
const conf = Object.fromEntries(
  text
    .split('\n')
    .filter((line) => line && !line.startsWith('#'))
    .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
);

test('sizes and ports are filled in, all transactions together get half the heap, and one three eighths', () => {
  expect(text).not.toMatch(/\{\{|\}\}/);
  expect(conf).toMatchObject({
    'server.bolt.listen_address': '127.0.0.1:7687',
    'server.memory.heap.max_size': '1g',
    'dbms.memory.transaction.total.max': '512m',
    'db.memory.transaction.max': '384m',
  });
});

test('the database is closed: sign-in, this machine only, no files, no network, no reports', () => {
  expect(conf).toMatchObject({
    'dbms.security.auth_enabled': 'true',
    'server.default_listen_address': '127.0.0.1',
    'server.http.listen_address': '127.0.0.1:7474',
    'server.https.enabled': 'false',
    'dbms.usage_report.enabled': 'false',
    'dbms.security.allow_csv_import_from_file_urls': 'false',
    'internal.dbms.cypher_ip_blocklist': '0.0.0.0/0,::/0',
    'client.allow_telemetry': 'false',
    'db.transaction.timeout': '60s',
  });
});

test('the procedures that a plugin could bring are allowed by name, and none that kills, configures or writes files', () => {
  const allowed = conf['dbms.security.procedures.allowlist']?.split(',') ?? [];
  expect(allowed).toContain('db.index.fulltext.*');
  expect(allowed.filter((name) => /^\*|kill|config|export|load|jmx|^dbms\.\*|upgrade/i.test(name))).toEqual([]);
});

test('the Neo4j of docker-compose.yml has the same settings', () => {
  const compose = parse(readFileSync(fromRoot('docker-compose.yml'), 'utf8'));
  const variables = Object.entries<string>(compose.services.neo4j.environment).filter(
    ([name]) => name !== 'NEO4J_AUTH',
  );
  const inCompose = Object.fromEntries(
    variables.map(([name, value]) => [
      name.replace('NEO4J_', '').replace(/__|_/g, (mark) => (mark === '_' ? '.' : '_')),
      value.replace(/\$\{\w+:-([^}]*)\}/g, '$1'),
    ]),
  );
  const own = renderConf({ boltPort: 7687, httpPort: 7474, heap: '512m', pageCache: '256m' });
  for (const [name, value] of Object.entries(inCompose)) expect(own).toContain(`${name}=${value}\n`);
  expect(Object.keys(inCompose)).toEqual(
    expect.arrayContaining([
      'dbms.security.allow_csv_import_from_file_urls',
      'internal.dbms.cypher_ip_blocklist',
      'dbms.usage_report.enabled',
      'db.transaction.timeout',
      'dbms.memory.transaction.total.max',
      'dbms.security.procedures.allowlist',
    ]),
  );
});
