import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { StartUpFault } from '../errors';
import { diskFull } from './disk';

const silenceMs = 180_000;

export interface MavenRun {
  /** The command. */
  mvn: string;
  pom: string;
  /** The folder that the jars go into; made by Maven. */
  into: string;
  /** Everything that Maven prints is kept there. */
  logFile: string;
  onLine: (line: string) => void;
  signal?: AbortSignal;
}

/**
 * Copies the jars of `pom` and of all that they need into a folder, with checksums verified.
 * @throws StartUpFault with the reason in Maven's output: no network, disk full, or its last error.
 */
export async function copyDependencies(run: MavenRun): Promise<void> {
  const args = ['--batch-mode', '--strict-checksums', '-Dstyle.color=never', '-f', run.pom];
  args.push('dependency:copy-dependencies', `-DoutputDirectory=${run.into}`, '-DincludeScope=runtime');
  const child = spawn(run.mvn, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const end = () => {
    child.kill('SIGTERM');
    // Maven may be a script whose own child keeps the pipes open: nothing more is read from them.
    child.stdout.destroy();
    child.stderr.destroy();
  };
  process.once('exit', end);
  run.signal?.addEventListener('abort', end);

  const log = createWriteStream(run.logFile);
  // Nobody reads a log whose disk is full; Maven's own output tells the reason.
  log.on('error', () => undefined);
  const lines: string[] = [];
  let stalled = false;
  let timer = setTimeout(() => undefined, 0);
  const read = (line: string) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      stalled = true;
      end();
    }, silenceMs);
    log.write(`${line}\n`);
    if (/^\[(ERROR|WARNING)\]|Exception|No space left/.test(line)) lines.push(line);
    run.onLine(line);
  };
  createInterface({ input: child.stdout }).on('line', read);
  createInterface({ input: child.stderr }).on('line', read);

  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  }).finally(() => {
    clearTimeout(timer);
    log.end();
    process.removeListener('exit', end);
    run.signal?.removeEventListener('abort', end);
  });
  run.signal?.throwIfAborted();
  if (code !== 0) throw explain(lines, code, stalled, run);
}

function explain(lines: string[], code: number | null, stalled: boolean, run: MavenRun): StartUpFault {
  const text = lines.join('\n');
  if (/No space left on device|Disk quota exceeded/.test(text)) return diskFull(run.into);
  const offline =
    /Unknown host|UnknownHostException|Temporary failure in name resolution|Connection (refused|reset|timed out)|connect timed out|ConnectException|Network is unreachable|No route to host|in offline mode|Could not transfer/i;
  if (stalled || offline.test(text)) {
    return new StartUpFault(
      'Neo4j could not be fetched: Maven reaches no repository.',
      `Connect this machine to the network (a proxy or mirror belongs into ~/.m2/settings.xml) and start again. Maven's output: ${run.logFile}`,
    );
  }
  const first = lines.find((line) => line.startsWith('[ERROR]'))?.replace('[ERROR] ', '');
  return new StartUpFault(
    `Neo4j could not be fetched: Maven ended with code ${code ?? 'none'}${first ? ` (${first.slice(0, 200)})` : ''}.`,
    `Read Maven's output in ${run.logFile}, and start again.`,
  );
}
