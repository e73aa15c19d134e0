import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { identify, isLiving, type ProcessIdentity } from './process-identity';

/**
 * Runs `work` while no other process holds the lock file. A lock whose holder has ended, however it ended, is void.
 * `onWait` hears once who is waited for. An aborted `signal` ends the wait with its reason.
 */
export async function withLock<T>(
  path: string,
  onWait: (holder: number) => void,
  work: () => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  mkdirSync(dirname(path), { recursive: true });
  let told = false;
  while (!take(path)) {
    signal?.throwIfAborted();
    const holder = read(path);
    if (!holder || !isLiving(holder)) {
      clear(path);
      continue;
    }
    if (!told) onWait(holder.pid);
    told = true;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

function take(path: string): boolean {
  // A link appears with its whole content, or fails because the name is there: nobody reads half a lock.
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(identify(process.pid)), { mode: 0o600 });
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Between reading a void lock and removing it, another process may have put its own there: that one goes back. */
function clear(path: string): void {
  const aside = `${path}.void-${process.pid}`;
  try {
    renameSync(path, aside);
    const holder = read(aside);
    if (holder && isLiving(holder)) linkSync(aside, path);
  } catch (error) {
    if (!['ENOENT', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

function read(path: string): ProcessIdentity | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as ProcessIdentity;
  } catch {
    return null;
  }
}
