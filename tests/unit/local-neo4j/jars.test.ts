import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findJars } from '../../../src/local-neo4j/jars';
import { fakeCommand, fakeMaven } from './fake-commands';
import { useTempFolder } from './temp-folder';

const folder = useTempFolder();
const cacheDir = () => join(folder.path, 'cache');
const find = (maven: string, signal?: AbortSignal) =>
  findJars({ cacheDir: cacheDir(), onProgress: () => undefined, signal, mvn: fakeCommand(folder.path, maven) });
const cached = () => readdirSync(cacheDir()).filter((name) => /^neo4j-/.test(name));
const fetches = () => readFileSync(join(cacheDir(), 'fetches'), 'utf8').trim().split('\n').length;

test('jars are fetched once, and then found without Maven', async () => {
  const lib = await find(fakeMaven());
  expect(readdirSync(lib).sort()).toEqual(['neo4j-server-5.26.28.jar', 'other.jar']);
  expect(await find('exit 1')).toBe(lib);
});

test('a fetch that fails leaves nothing usable', async () => {
  const says = '[ERROR] Could not transfer artifact org.neo4j:neo4j: Unknown host';
  await expect(find(fakeMaven({ code: 1, says }))).rejects.toMatchObject({
    message: 'Neo4j could not be fetched: Maven reaches no repository.',
    wayOut: expect.stringContaining(join(cacheDir(), 'fetch.log')),
  });
  expect(cached()).toEqual([]);
});

test('a disk that fills up during the fetch is named', async () => {
  const says = '[ERROR] /cache/x.jar: No space left on device';
  await expect(find(fakeMaven({ code: 1, says }))).rejects.toThrow(/^The disk that holds .+ is full/);
});

test('any other end of Maven tells its first error', async () => {
  const says = '[ERROR] Checksum validation failed for neo4j.jar';
  await expect(find(fakeMaven({ code: 1, says }))).rejects.toThrow(
    'Neo4j could not be fetched: Maven ended with code 1 (Checksum validation failed for neo4j.jar).',
  );
});

test('an interrupted fetch leaves nothing usable and its leftover is removed by the next one', async () => {
  // What a killed process leaves: a draft under the name of a dead process, and its lock.
  mkdirSync(join(cacheDir(), 'neo4j-5.26.28-00000000.part-999999', 'lib'), { recursive: true });
  writeFileSync(join(cacheDir(), 'fetch.lock'), JSON.stringify({ pid: 999999, startedAt: 'long ago' }));
  const lib = await find(fakeMaven());
  expect(cached()).toHaveLength(1);
  expect(existsSync(lib)).toBe(true);
  expect(existsSync(join(cacheDir(), 'fetch.lock'))).toBe(false);
});

test('an aborted fetch stops Maven and leaves nothing', async () => {
  const abort = new AbortController();
  const fetching = find(fakeMaven({ pause: 60, says: 'begun' }), abort.signal);
  const until = setInterval(() => existsSync(join(cacheDir(), 'fetches')) && abort.abort(new Error('Stopped.')), 20);
  await expect(fetching).rejects.toThrow('Stopped.');
  clearInterval(until);
  expect(cached()).toEqual([]);
});

test('a cache that lost a jar, or holds half of one, is fetched again', async () => {
  const lib = await find(fakeMaven());
  rmSync(join(lib, 'other.jar'));
  await find(fakeMaven());
  writeFileSync(join(lib, 'other.jar'), '');
  await find(fakeMaven());
  expect(readFileSync(join(lib, 'other.jar'), 'utf8')).toBe('jar\n');
  expect(fetches()).toBe(3);
  expect(readdirSync(dirname(lib)).sort()).toEqual(['complete.json', 'lib']);
});

test('two fetches at once give one, and both find it', async () => {
  const [a, b] = await Promise.all([find(fakeMaven({ pause: 1 })), find(fakeMaven({ pause: 1 }))]);
  expect(a).toBe(b);
  expect(fetches()).toBe(1);
});
