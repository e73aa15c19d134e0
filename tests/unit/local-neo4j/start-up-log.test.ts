import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { explainLog } from '../../../src/local-neo4j/start-up-log';
import { useTempFolder } from './temp-folder';

const folder = useTempFolder();

function explain(text: string) {
  const log = join(folder.path, 'neo4j.log');
  writeFileSync(log, text);
  return explainLog(log, '/data/neo4j', 1);
}

test.each([
  [
    'java.net.BindException: Address already in use',
    'Another program took one of the ports that Neo4j wanted.',
    'NEO4J_BOLT_PORT',
  ],
  [
    'Caused by: java.io.IOException: No space left on device',
    'The disk that holds /data/neo4j is full.',
    'SAYSO_DATA_DIR',
  ],
  [
    'org.neo4j.kernel.internal.locker.FileLockException: Lock file has been locked by another process',
    'The database in /data/neo4j is in use by a Neo4j that Sayso did not start or no longer knows.',
    'SAYSO_DATA_DIR',
  ],
  [
    'Error: Could not reserve enough space for object heap',
    'Neo4j does not get the memory that it needs on this machine (Error: Could not reserve enough space for object heap).',
    'NEO4J_HEAP',
  ],
])('%j is explained', (line, message, wayOut) => {
  expect(explain(`INFO  Starting...\n${line}\n\tat a.b.C(D.java:1)\n`)).toMatchObject({
    message,
    wayOut: expect.stringContaining(wayOut),
  });
});

test('only a taken port is worth another try', () => {
  expect(explain('Address already in use').reason).toBe('port-taken');
  expect(explain('whatever').reason).toBe('other');
});

test('what is not known shows the end of the log and where it is', () => {
  const fault = explain('first\nsecond\n\tat a.b.C(D.java:1)\nlast\n');
  expect(fault.message).toBe('Neo4j ended before it answered (1).');
  expect(fault.wayOut).toContain(join(folder.path, 'neo4j.log'));
  expect(fault.wayOut).toMatch(/first\n {2}second\n {2}last$/);
});
