import { readConfig, settingNames } from '../../../src/config';
import { StartUpFault } from '../../../src/errors';

function faultOf(env: NodeJS.ProcessEnv): StartUpFault {
  try {
    readConfig(env, '/home/someone');
  } catch (error) {
    if (error instanceof StartUpFault) return error;
    throw error;
  }
  throw new Error('No fault was found.');
}

const faulty = {
  PORT: 'geheim-4000',
  SAYSO_SEED: 'geheim-yes',
  SAYSO_QUERY_TIMEOUT_MS: '99',
  LOG_LEVEL: 'geheim-loud',
  LOG_FORMAT: 'geheim-xml',
  NEO4J_URI: 'postgres://admin:geheim@db.example:5432/',
  NEO4J_BOLT_PORT: '70000',
  NEO4J_HTTP_PORT: '-1',
  NEO4J_HEAP: 'geheim-lots',
  NEO4J_PAGECACHE: '0m',
};

test('all faults are told at once, each with its variable, and the way out', () => {
  const { message, wayOut, exitCode } = faultOf(faulty);
  const told = Object.fromEntries(
    message
      .replace(/^The settings are at fault: (.*)\.$/, '$1')
      .split('; ')
      .map((fault) => [fault.slice(0, fault.indexOf(': ')), fault.slice(fault.indexOf(': ') + 2)]),
  ) as Record<string, string>;
  expect(Object.keys(told).sort()).toEqual([...Object.keys(faulty), 'NEO4J_PASSWORD'].sort());
  expect(Object.values(told).filter((reason) => !/ /.test(reason))).toEqual([]);
  expect(told.NEO4J_HEAP).toBe('a size such as 512m or 2g');
  expect(told.NEO4J_URI).toBe('an address such as bolt://localhost:7687 or neo4j+s://…');
  expect(told.NEO4J_PASSWORD).toBe('needed with NEO4J_URI');
  expect(wayOut).toContain('docs/settings.md');
  expect(exitCode).toBe(1);
});

test('no value is told, since any may be a secret', () => {
  const { message, wayOut, cause } = faultOf(faulty);
  expect(`${message} ${wayOut}`).not.toMatch(/geheim|admin|db\.example|70000|-1\b/);
  expect(cause).toBeUndefined();
});

test('a Neo4j of one’s own needs a password, an empty one is none', () => {
  for (const NEO4J_PASSWORD of [undefined, '']) {
    const { message } = faultOf({ NEO4J_URI: 'bolt://db.example:7687', NEO4J_PASSWORD });
    expect(message).toBe('The settings are at fault: NEO4J_PASSWORD: needed with NEO4J_URI.');
  }
});

test.each([
  ['PORT', '65536'],
  ['PORT', '4000.5'],
  ['PORT', 'x'],
  ['SAYSO_QUERY_TIMEOUT_MS', '600001'],
  ['SAYSO_SEED', 'TRUE'],
  ['LOG_LEVEL', 'trace'],
  ['NEO4J_HEAP', '512'],
  ['NEO4J_HEAP', '512M'],
  ['NEO4J_HEAP', '1.5g'],
  ['NEO4J_URI', 'db.example:7687'],
  ['NEO4J_URI', 'bolt://'],
  ['NEO4J_URI', 'http://db.example:7474'],
])('%s=%s is a fault', (name, value) => {
  expect(settingNames).toContain(name);
  expect(faultOf({ [name]: value, NEO4J_PASSWORD: 'geheim' }).message).toContain(`${name}: `);
});
