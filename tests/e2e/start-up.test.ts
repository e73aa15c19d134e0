import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { stop } from '../../src/cli/stop';
import { readConfig, type Config } from '../../src/config';
import { ask, setFirstPassword } from '../../src/local-neo4j/bolt';
import { keepRunning } from '../../src/local-neo4j/keep';
import { passwordFile } from '../../src/local-neo4j/password';
import { identify, isLiving, terminate } from '../../src/local-neo4j/process-identity';
import { readLivingNeo4j } from '../../src/local-neo4j/run-state';
import { startLocalNeo4j, type LocalNeo4jOptions } from '../../src/local-neo4j/start';
import { fromRoot } from '../../src/root';

const { cacheDir } = readConfig({ ...process.env, HOME: homedir() });
const folders: string[] = [];
const options = (dataDir: string): LocalNeo4jOptions => ({
  ...{ dataDir, cacheDir, boltPort: 0, httpPort: 0, heap: '256m', pageCache: '64m' },
  onProgress: () => undefined,
});
const stopAll = (dataDir: string) => stop({ dataDir } as Config, () => undefined);

function newDataDir(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sayso-data-'));
  folders.push(folder);
  return folder;
}

afterEach(async () => {
  for (const folder of folders.splice(0)) {
    await stopAll(folder);
    rmSync(folder, { recursive: true, force: true });
  }
});

/** A process of its own that starts the database with the built code, says so, and lives on until it is killed. */
async function startElsewhere(dataDir: string) {
  const script = `require(${JSON.stringify(fromRoot('dist/local-neo4j/start.js'))})
    .startLocalNeo4j({ ...${JSON.stringify(options(dataDir))}, onProgress() {} })
    .then((neo4j) => console.log(JSON.stringify(neo4j)));
  setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(child.stdout, 'data');
  return { child, neo4j: JSON.parse(String(line)) as { pid: number; uri: string } };
}

test('a new data folder gets a database with a password of its own, which stops cleanly', async () => {
  const dataDir = newDataDir();
  const neo4j = await startLocalNeo4j(options(dataDir));
  expect(neo4j).toMatchObject({ adopted: false, user: 'neo4j', database: 'neo4j' });
  expect(await ask(neo4j)).toBe('signed-in');
  expect(await ask({ ...neo4j, password: 'neo4j' })).toBe('wrong-password');
  expect((await fetch(neo4j.browserUrl)).status).toBe(200);
  expect(statSync(passwordFile(dataDir)).mode & 0o777).toBe(0o600);
  expect(statSync(join(dataDir, 'neo4j')).mode & 0o777).toBe(0o700);

  const identity = identify(neo4j.pid);
  await neo4j.stop();
  expect(isLiving(identity)).toBe(false);
  expect(existsSync(join(dataDir, 'neo4j', 'running.json'))).toBe(false);
  expect(readFileSync(join(dataDir, 'neo4j', 'logs', 'neo4j.log'), 'utf8')).toMatch(/Stopped\.\s*$/);
  await neo4j.stop();
});

test('a database whose server was killed is adopted with its data, and `stop` leaves no orphan', async () => {
  const dataDir = newDataDir();
  const first = await startElsewhere(dataDir);
  first.child.kill('SIGKILL');
  await once(first.child, 'exit');

  const second = await startLocalNeo4j(options(dataDir));
  expect(second).toMatchObject({ pid: first.neo4j.pid, uri: first.neo4j.uri, adopted: true });
  const identity = identify(second.pid);
  await stopAll(dataDir);
  expect(isLiving(identity)).toBe(false);
  expect(readLivingNeo4j(dataDir)).toBeNull();
});

test('a database that ends by itself is started again at its address, until it is stopped', async () => {
  const dataDir = newDataDir();
  const own = options(dataDir);
  const neo4j = await startLocalNeo4j(own);
  const stopIt = keepRunning(neo4j, own);
  const first = identify(neo4j.pid);
  process.kill(neo4j.pid, 'SIGKILL');
  while (isLiving(first) || (await ask(neo4j)) !== 'signed-in')
    await new Promise((resolve) => setTimeout(resolve, 200));
  const second = readLivingNeo4j(dataDir);
  expect(second).toMatchObject({ boltPort: neo4j.ports.bolt, httpPort: neo4j.ports.http });
  expect(second?.pid).not.toBe(neo4j.pid);
  await stopIt();
  expect(readLivingNeo4j(dataDir)).toBeNull();
});

test.each(['SIGTERM', 'SIGINT'] as const)(
  'a command that %s ends takes the database along that it started',
  async (name) => {
    const dataDir = newDataDir();
    const script = `require(${JSON.stringify(fromRoot('dist/cli/sayso.js'))}).runCli(process.argv.slice(1))`;
    const endless = 'UNWIND range(1, 2000000000) AS n RETURN max(n)';
    const command = spawn(process.execPath, ['-e', script, '--', '--data-dir', dataDir, 'cypher', endless], {
      env: { ...process.env, SAYSO_CACHE_DIR: cacheDir, NEO4J_BOLT_PORT: '0', NEO4J_HTTP_PORT: '0' },
      stdio: 'ignore',
    });
    const ended = once(command, 'exit');
    const living = () => readLivingNeo4j(dataDir);
    while (living() === null && command.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 200));
    const identity = identify(living()?.pid as number);
    command.kill(name);
    const [code] = (await ended) as [number | null];
    expect(code).toBeGreaterThan(0);
    expect(isLiving(identity)).toBe(false);
    expect(living()).toBeNull();
  },
);

test('two starts at once on one data folder give one database', async () => {
  const dataDir = newDataDir();
  const [a, b] = await Promise.all([startLocalNeo4j(options(dataDir)), startLocalNeo4j(options(dataDir))]);
  expect(a.pid).toBe(b.pid);
  expect([a.adopted, b.adopted].sort()).toEqual([false, true]);
});

test('two data folders run side by side', async () => {
  const [a, b] = [newDataDir(), newDataDir()];
  const [first, second] = await Promise.all([a, b].map((dataDir) => startLocalNeo4j(options(dataDir))));
  expect(first!.uri).not.toBe(second!.uri);
  expect(first!.password).not.toBe(second!.password);
  await stopAll(a);
  expect(await ask(second!)).toBe('signed-in');
});

test('a start that was interrupted before the password was set is mended by the next one', async () => {
  const dataDir = newDataDir();
  // The state between the two steps: a database that still has Neo4j's initial password, and a password file.
  const before = await startLocalNeo4j(options(dataDir));
  await before.stop();
  rmSync(join(dataDir, 'neo4j', 'data', 'databases', 'system'), { recursive: true });
  rmSync(join(dataDir, 'neo4j', 'data', 'transactions', 'system'), { recursive: true });
  const after = await startLocalNeo4j(options(dataDir));
  expect(after.password).toBe(before.password);
  expect(await setFirstPassword(after)).toBe('wrong-password');
});

test('a database with another password than the kept one is one clear sentence', async () => {
  const dataDir = newDataDir();
  await (await startLocalNeo4j(options(dataDir))).stop();
  writeFileSync(passwordFile(dataDir), 'something-else\n');
  await expect(startLocalNeo4j(options(dataDir))).rejects.toMatchObject({
    message: expect.stringContaining('has another password than the one in'),
    wayOut: expect.stringContaining('Write its password into that file'),
  });
  expect(readLivingNeo4j(dataDir)).toBeNull();
});

test('a data folder that an unknown Neo4j holds is one clear sentence', async () => {
  const dataDir = newDataDir();
  const unknown = await startLocalNeo4j(options(dataDir));
  const identity = identify(unknown.pid);
  unlinkSync(join(dataDir, 'neo4j', 'running.json'));
  try {
    await expect(startLocalNeo4j(options(dataDir))).rejects.toThrow(
      'is in use by a Neo4j that Sayso did not start or no longer knows.',
    );
  } finally {
    await terminate(identity, { patienceMs: 30_000 });
  }
});

test('an aborted start leaves no process behind', async () => {
  const dataDir = newDataDir();
  const abort = new AbortController();
  const starting = startLocalNeo4j({
    ...options(dataDir),
    onProgress: (line) => line.startsWith('Starting') && setTimeout(() => abort.abort(new Error('Stopped.')), 500),
    signal: abort.signal,
  });
  await expect(starting).rejects.toThrow('Stopped.');
  expect(readLivingNeo4j(dataDir)).toBeNull();
});
