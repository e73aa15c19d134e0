import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** Names one process for good. A pid alone does not: the system gives it to another process once the first has ended. */
export interface ProcessIdentity {
  pid: number;
  /** An opaque mark of when the process began; compared for equality only. */
  startedAt: string;
}

/** The mark of a living process, or null where there is none (or only a zombie, which holds nothing any more). */
export function startedAt(pid: number): string | null {
  return process.platform === 'linux' ? startedAtOnLinux(pid) : startedAtByPs(pid);
}

/** @throws Error if this process cannot be told from another: then nothing could be stopped safely later. */
export function identify(pid: number): ProcessIdentity {
  const mark = startedAt(pid);
  if (mark === null) throw new Error(`Process ${pid} has ended, or the system does not tell when it began.`);
  return { pid, startedAt: mark };
}

export function isLiving(identity: ProcessIdentity): boolean {
  return startedAt(identity.pid) === identity.startedAt;
}

export interface TerminateOptions {
  /** Milliseconds from SIGTERM to SIGKILL. */
  patienceMs: number;
}

/**
 * Ends exactly that process: SIGTERM, then SIGKILL when patience runs out. Resolves when it is gone.
 * Does nothing if it has already ended, whoever has its pid now.
 */
export async function terminate(identity: ProcessIdentity, options: TerminateOptions): Promise<void> {
  send(identity, 'SIGTERM');
  const killAt = Date.now() + options.patienceMs;
  while (isLiving(identity)) {
    if (Date.now() > killAt) send(identity, 'SIGKILL');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function send(identity: ProcessIdentity, signal: NodeJS.Signals) {
  if (!isLiving(identity)) return;
  try {
    process.kill(identity.pid, signal);
  } catch (error) {
    // It ended between the check and the signal.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function startedAtOnLinux(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name stands in brackets and may hold spaces and brackets itself: count fields from its end.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state, ticks] = [fields[0], fields[19]];
    if (ticks === undefined || state === 'X') return null;
    // Killed programs of many threads show as zombies while the last threads still hold ports and locks.
    if (state === 'Z' && readdirSync(`/proc/${pid}/task`).length <= 1) return null;
    // Ticks count from the boot, so the same number comes again after the next one.
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}:${ticks}`;
  } catch {
    return null;
  }
}

function startedAtByPs(pid: number): string | null {
  try {
    const out = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      stdio: 'pipe',
      // The date's form follows the locale, and the mark has to be the same from every terminal.
      env: { PATH: '/bin:/usr/bin', LC_ALL: 'C', TZ: 'UTC' },
    });
    const [, state, mark] = /^\s*(\S+)\s+(.+?)\s*$/.exec(out) ?? [];
    return mark && !state?.startsWith('Z') ? mark : null;
  } catch {
    return null;
  }
}
