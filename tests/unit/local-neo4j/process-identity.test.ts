import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { identify, isLiving, startedAt, terminate } from '../../../src/local-neo4j/process-identity';

const sleeper = (script = 'setInterval(() => {}, 1000); console.log("up")') =>
  spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'ignore'] });

test('a process is recognised while it lives and not after', async () => {
  const child = sleeper();
  await once(child.stdout, 'data');
  const identity = identify(child.pid as number);
  expect(isLiving(identity)).toBe(true);
  await terminate(identity, { patienceMs: 10_000 });
  expect(isLiving(identity)).toBe(false);
  expect(startedAt(identity.pid)).toBeNull();
});

test('a process that has got the pid of an ended one is never killed', async () => {
  const child = sleeper();
  await once(child.stdout, 'data');
  const [pid, mine] = [child.pid as number, identify(child.pid as number)];
  await terminate({ pid, startedAt: 'another boot:1' }, { patienceMs: 0 });
  expect(isLiving(mine)).toBe(true);
  await terminate(mine, { patienceMs: 10_000 });
});

test('a process that ignores SIGTERM is killed when patience runs out', async () => {
  const child = sleeper('process.on("SIGTERM", () => {}); setInterval(() => {}, 1000); console.log("up")');
  await once(child.stdout, 'data');
  const ended = once(child, 'exit');
  await terminate(identify(child.pid as number), { patienceMs: 100 });
  expect(await ended).toEqual([null, 'SIGKILL']);
});

test('ending a process that has ended already does nothing', async () => {
  await terminate({ pid: 999_999, startedAt: 'x' }, { patienceMs: 0 });
});
