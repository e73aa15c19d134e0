import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chownSync, closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { createServer } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { StartUpFault } from '../../src/errors';
import { benchFolder } from '../run/folders';
import type { Say } from '../run/progress';

/** A PostgreSQL 15 of the bench's own: its folder is .bench/postgres, its user `postgres` (no password, this machine only). */
export interface Postgres {
  env: { PGHOST: string; PGPORT: string; PGUSER: string };
  pid: number;
  stop(): Promise<void>;
}

const bin = '/usr/lib/postgresql/15/bin';
export const psqlPath = join(bin, 'psql');

/** @throws StartUpFault where it is not there and cannot be installed. */
export async function startPostgres(say: Say): Promise<Postgres> {
  install(say);
  const folder = benchFolder('postgres');
  const data = join(folder, 'data');
  const { uid, gid } = postgresUser();
  if (uid !== undefined && gid !== undefined) chownSync(folder, uid, gid);
  const asPostgres = { uid, gid, cwd: folder } as const;
  if (!existsSync(join(data, 'PG_VERSION'))) {
    mkdirSync(folder, { recursive: true });
    // Texts sort as they do in Neo4j.
    const args = ['-D', data, '--locale=C', '--encoding=UTF8', '--auth=trust', '--username=postgres'];
    const made = spawnSync(join(bin, 'initdb'), args, { ...asPostgres, encoding: 'utf8' });
    if (made.status !== 0) throw new StartUpFault(`initdb failed: ${made.stderr}`, `Remove ${folder} and start again.`);
  }
  const port = await freePort();
  const settings = [
    'listen_addresses=127.0.0.1',
    `unix_socket_directories=${folder}`,
    `port=${port}`,
    'shared_buffers=2GB',
    'effective_cache_size=6GB',
    'work_mem=64MB',
    'maintenance_work_mem=512MB',
    'max_wal_size=4GB',
    // Compiling these statements takes longer than running them.
    'jit=off',
  ].flatMap((setting) => ['-c', setting]);
  const log = openSync(join(folder, 'postgres.log'), 'a');
  const child = spawn(join(bin, 'postgres'), ['-D', data, ...settings], { ...asPostgres, stdio: ['ignore', log, log] });
  closeSync(log);
  const env = { PGHOST: '127.0.0.1', PGPORT: String(port), PGUSER: 'postgres' };
  await untilReady(child, env, folder);
  return { env, pid: child.pid ?? 0, stop: () => stop(child) };
}

function install(say: Say): void {
  if (existsSync(join(bin, 'postgres'))) return;
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).status !== 0) {
    throw new StartUpFault(
      'PostgreSQL 15 is not installed, and only root on Debian can have it installed.',
      'Install the package postgresql-15, or leave PostgreSQL out: --without postgres.',
    );
  }
  say("Installing Debian's package postgresql-15.");
  // The package would make and start a cluster of its own, which nobody here needs.
  const script =
    'mkdir -p /etc/postgresql-common && echo "create_main_cluster = false" > /etc/postgresql-common/createcluster.conf' +
    ' && apt-get update -qq && apt-get install -y -qq --no-install-recommends postgresql-15';
  const done = spawnSync('sh', ['-c', script], {
    encoding: 'utf8',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (done.status !== 0 || !existsSync(join(bin, 'postgres'))) {
    throw new StartUpFault(`postgresql-15 could not be installed: ${done.stderr.slice(-400)}`, 'Install it by hand.');
  }
}

/** PostgreSQL refuses to run as root. */
function postgresUser(): { uid?: number; gid?: number } {
  if (userInfo().uid !== 0) return {};
  const [uid, gid] = ['-u', '-g'].map((what) =>
    Number(spawnSync('id', [what, 'postgres'], { encoding: 'utf8' }).stdout),
  );
  return { uid, gid };
}

async function untilReady(child: ChildProcess, env: Postgres['env'], folder: string): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (Date.now() < deadline && child.exitCode === null) {
    const { status } = spawnSync(join(bin, 'pg_isready'), ['-q'], { env: { ...process.env, ...env } });
    if (status === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new StartUpFault('PostgreSQL did not start.', `Its log is ${join(folder, 'postgres.log')}.`);
}

function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    // Fast shutdown: whoever is connected is disconnected.
    child.kill('SIGINT');
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
