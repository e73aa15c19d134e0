import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stop } from '../../../src/cli/stop';
import type { Config } from '../../../src/config';
import { identify, isLiving } from '../../../src/local-neo4j/process-identity';
import {
  readLivingNeo4j,
  readLivingServer,
  refuseSecondServer,
  removeServerState,
  writeNeo4jState,
  writeServerState,
} from '../../../src/local-neo4j/run-state';
import { useTempFolder } from './temp-folder';

const folder = useTempFolder();
const serverFile = () => join(folder.path, 'server.json');

async function startSleeper() {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000); console.log("up")']);
  await once(child.stdout, 'data');
  return identify(child.pid as number);
}

async function stopAndListen() {
  const lines: string[] = [];
  await stop({ dataDir: folder.path } as Config, (line) => lines.push(line));
  return lines;
}

test('a server finds its own record, and another one is not refused by it', () => {
  writeServerState(folder.path, 'http://127.0.0.1:4000');
  expect(readLivingServer(folder.path)).toMatchObject({ pid: process.pid, url: 'http://127.0.0.1:4000' });
  expect(() => refuseSecondServer(folder.path)).not.toThrow();
  expect(statSync(serverFile()).mode & 0o777).toBe(0o600);
  removeServerState(folder.path);
  expect(existsSync(serverFile())).toBe(false);
});

test('a second server on the same data folder is refused by the address of the first', async () => {
  const other = await startSleeper();
  writeFileSync(serverFile(), JSON.stringify({ ...other, url: 'http://127.0.0.1:4000' }));
  expect(() => refuseSecondServer(folder.path)).toThrow(
    `Sayso already runs at http://127.0.0.1:4000 (process ${other.pid}).`,
  );
  removeServerState(folder.path);
  expect(existsSync(serverFile())).toBe(true);
  expect(await stopAndListen()).toEqual([`Stopped Sayso at http://127.0.0.1:4000 (process ${other.pid}).`]);
  expect(isLiving(other)).toBe(false);
});

test.each(['', 'no json', '{"pid":1}', '{"pid":-1,"startedAt":"x","url":"y"}'])(
  'a record of %j counts as none',
  (text) => {
    writeFileSync(serverFile(), text);
    expect(readLivingServer(folder.path)).toBeNull();
  },
);

test('stop leaves a process alone that only has the pid of the ended server', async () => {
  const stranger = await startSleeper();
  const record = { pid: stranger.pid, startedAt: 'before that', url: 'http://127.0.0.1:4000' };
  writeFileSync(serverFile(), JSON.stringify(record));
  writeNeo4jState(folder.path, { ...record, boltPort: 1, httpPort: 2, fingerprint: 'x' });
  expect(readLivingNeo4j(folder.path)).toBeNull();
  expect(await stopAndListen()).toEqual([`Nothing was running on ${folder.path}.`]);
  expect(isLiving(stranger)).toBe(true);
  process.kill(stranger.pid);
});

test('stop ends a database that its server left behind', async () => {
  const orphan = await startSleeper();
  writeNeo4jState(folder.path, { ...orphan, boltPort: 7687, httpPort: 7474, fingerprint: 'x' });
  expect(await stopAndListen()).toEqual([`Stopped Neo4j at bolt://127.0.0.1:7687 (process ${orphan.pid}).`]);
  expect(existsSync(join(folder.path, 'neo4j', 'running.json'))).toBe(false);
});
