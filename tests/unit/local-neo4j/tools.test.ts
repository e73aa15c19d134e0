import { join } from 'node:path';
import { needJava, needMaven } from '../../../src/local-neo4j/tools';
import { fakeCommand } from './fake-commands';
import { useTempFolder } from './temp-folder';

const folder = useTempFolder();
const java = (version: string) => fakeCommand(folder.path, `echo 'openjdk version "${version}" 2025-04-15' >&2`);
const missing = () => join(folder.path, 'not-there');

test('no java is one sentence with a way out', async () => {
  await expect(needJava(missing())).rejects.toMatchObject({
    message: 'Java is missing: Sayso runs Neo4j with it.',
    wayOut: expect.stringMatching(/Install Java 17 .+ or set NEO4J_URI/),
    exitCode: 1,
  });
});

test('the placeholder that macOS has for java counts as missing', async () => {
  const stub = fakeCommand(folder.path, 'echo "Unable to locate a Java Runtime." >&2; exit 1');
  await expect(needJava(stub)).rejects.toThrow('Java is missing');
});

test.each([
  ['1.8.0_392', '8'],
  ['11.0.22', '11'],
  ['16', '16'],
])('java %s is refused as Java %s', async (printed, major) => {
  await expect(needJava(java(printed))).rejects.toThrow(`Java ${major} is too old: Neo4j 5.26 needs Java 17 or newer.`);
});

test.each(['17', '17.0.15', '21.0.3', '25-ea'])('java %s is taken', async (printed) => {
  await needJava(java(printed));
});

test('no mvn is one sentence with a way out', async () => {
  await expect(needMaven(missing())).rejects.toMatchObject({
    message: 'Maven is missing: Sayso fetches Neo4j with it, once.',
    wayOut: expect.stringContaining('Install Maven'),
  });
});
