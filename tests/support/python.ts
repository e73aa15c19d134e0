import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig } from '../../src/config';

/**
 * The Python of a virtual environment that has these packages (`pandas==2.2.3`), kept in the cache folder for the next run.
 * null, with a line that says so, where there is no Python or the packages cannot be had. Call it at the top of a suite,
 * outside of its hooks: the first time it takes minutes, and nothing else may run meanwhile. Run what the packages bring as
 * `python -m`: their scripts are not to be relied on.
 */
export function pythonWith(packages: readonly string[], suite: string): string | null {
  const system = process.env.PYTHON || 'python3';
  const version = spawnSync(system, ['-c', 'import sys, venv, ensurepip; print(sys.version, sys.prefix)'], {
    encoding: 'utf8',
  });
  if (version.status !== 0) {
    return without(suite, 'Python 3 with venv', '`apt-get install python3-venv`, or set PYTHON to the path of one');
  }
  const folders = join(readConfig({ ...process.env, NEO4J_URI: '', SAYSO_DATA_DIR: '' }).cacheDir, 'python');
  const hash = createHash('sha256').update(JSON.stringify([version.stdout, [...packages].sort()]));
  const folder = join(folders, hash.digest('hex').slice(0, 12));
  const python = join(folder, 'bin', 'python');
  if (existsSync(python)) return python;

  process.stderr.write(`Installing for ${suite}: ${packages.join(' ')}\n`);
  mkdirSync(folders, { recursive: true });
  // Whoever is first puts a whole folder in its place; an installation that was broken off leaves none there.
  const draft = mkdtempSync(join(folders, 'part-'));
  try {
    for (const [command, ...args] of [
      [system, '-m', 'venv', draft],
      [join(draft, 'bin', 'python'), '-m', 'pip', 'install', '--quiet', '--no-input', ...packages],
    ] as [string, ...string[]][]) {
      const { status, stderr } = spawnSync(command, args, { encoding: 'utf8', timeout: 600_000 });
      if (status !== 0) return without(suite, packages.join(', '), lastLine(stderr) || 'the installation was too slow');
    }
    if (!existsSync(python)) renameSync(draft, folder);
    return python;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

function without(suite: string, what: string, more: string): null {
  process.stderr.write(`Skipped, for want of ${what}: ${suite}. (${more})\n`);
  return null;
}

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? '';
