import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, renameSync } from 'node:fs';
import { join } from 'node:path';

export interface Launch {
  /** The folder with Neo4j's jars. */
  lib: string;
  /** `<data folder>/neo4j`: conf, data and logs lie in it. */
  home: string;
  heap: string;
}

export const logFile = (home: string) => join(home, 'logs', 'neo4j.log');

/**
 * Starts the server as a child in a process group of its own: Ctrl-C in the terminal reaches Sayso only, which closes its
 * own work before it stops the database. What the child prints goes to `logFile`; the one before it is kept as `.1`.
 */
export function launch({ lib, home, heap }: Launch): ChildProcess {
  const log = logFile(home);
  mkdirSync(join(home, 'logs'), { recursive: true });
  if (existsSync(log)) renameSync(log, `${log}.1`);
  const out = openSync(log, 'w', 0o600);
  const open = ['java.nio', 'java.io', 'sun.nio.ch', 'java.util.concurrent'];
  const args = [
    `-Xms${heap}`,
    `-Xmx${heap}`,
    ...open.map((name) => `--add-opens=java.base/${name}=ALL-UNNAMED`),
    '--enable-native-access=ALL-UNNAMED',
    '--add-modules=jdk.incubator.vector',
    '-XX:+DisableExplicitGC',
    // A database that ran out of memory half-works; one that has ended is started again (keep.ts).
    '-XX:+ExitOnOutOfMemoryError',
    '-Djdk.nio.maxCachedBufferSize=1024',
    '-Dio.netty.tryReflectionSetAccessible=true',
    '-Dlog4j2.disable.jmx=true',
    '-Dfile.encoding=UTF-8',
    ...['-cp', join(lib, '*')],
    'org.neo4j.server.CommunityEntryPoint',
    `--home-dir=${home}`,
    `--config-dir=${join(home, 'conf')}`,
    '--console-mode',
  ];
  try {
    return spawn('java', args, { cwd: home, detached: true, stdio: ['ignore', out, out] });
  } finally {
    closeSync(out);
  }
}
