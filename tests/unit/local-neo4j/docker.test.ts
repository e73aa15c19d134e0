import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { settingNames } from '../../../src/config';
import { fromRoot } from '../../../src/root';

const compose = parse(readFileSync(fromRoot('docker-compose.yml'), 'utf8'));
const dockerfile = readFileSync(fromRoot('Dockerfile'), 'utf8');
const { neo4j, api } = compose.services;

test('the database is Neo4j 5.26 Community with a health check and a volume that lives on', () => {
  expect(neo4j.image).toBe('neo4j:5.26-community');
  expect(neo4j.healthcheck.test[0]).toBe('CMD-SHELL');
  expect(neo4j.healthcheck.test[1]).toContain('cypher-shell');
  expect(neo4j.volumes).toEqual(['neo4j-data:/data']);
  expect(Object.keys(compose.volumes)).toEqual(['neo4j-data', 'api-data']);
});

test('the password has no default', () => {
  for (const value of [neo4j.environment.NEO4J_AUTH, api.environment.NEO4J_PASSWORD]) {
    expect(value).toMatch(/\$\{NEO4J_PASSWORD:\?[^}]+\}$/);
  }
});

test('nothing is published beyond this machine', () => {
  const ports: string[] = [...neo4j.ports, ...api.ports];
  expect(ports).toHaveLength(3);
  for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
});

test('the API waits for a healthy database and is given only settings that it knows', () => {
  expect(api.depends_on).toEqual({ neo4j: { condition: 'service_healthy' } });
  expect(api.environment.NEO4J_URI).toBe('bolt://neo4j:7687');
  expect(settingNames).toEqual(expect.arrayContaining(Object.keys(api.environment)));
});

test('the image runs as a user without rights, tells its health, and copies what is there', () => {
  const stage = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '));
  expect(stage).toMatch(/^USER node$/m);
  expect(stage).toMatch(/HOST=0\.0\.0\.0/);
  expect(stage).toMatch(/^HEALTHCHECK [\s\S]+\/health\/ready/m);
  const copied = [...stage.matchAll(/\/app\/([\w.-]+)/g)].map(([, name]) => name as string);
  const built = ['dist', 'node_modules'];
  expect(copied.filter((name) => !built.includes(name) && !existsSync(fromRoot(name)))).toEqual([]);
});
