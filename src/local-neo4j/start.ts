import type { ChildProcess } from 'node:child_process';
import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { StartUpFault } from '../errors';
import type { Neo4jAccess } from './access';
import { ask, setFirstPassword, type Answer } from './bolt';
import { renderConf, writeConf } from './conf';
import { needSpace } from './disk';
import { withLock } from './folder-lock';
import { findJars } from './jars';
import { launch, logFile } from './launch';
import { keepPassword, passwordFile } from './password';
import { choosePorts, type Ports } from './ports';
import { identify, isLiving, terminate } from './process-identity';
import { readLivingNeo4j, removeNeo4jState, writeNeo4jState, type Neo4jState } from './run-state';
import { explainLog, LaunchFault } from './start-up-log';
import { needJava } from './tools';

export interface LocalNeo4j extends Neo4jAccess {
  browserUrl: string;
  pid: number;
  ports: Ports;
  /** It ran already: an earlier server of this data folder left it behind. */
  adopted: boolean;
  /** Ends the database cleanly and resolves when its process is gone. Calling it again does nothing. */
  stop(): Promise<void>;
}

export interface LocalNeo4jOptions {
  /** Absolute. */
  dataDir: string;
  /** Absolute. */
  cacheDir: string;
  /** Wanted, not promised: a taken port is replaced by a free one; 0 is any free one. */
  boltPort: number;
  httpPort: number;
  /** Those that it had a moment ago, to be had once more. */
  again?: Ports;
  /** Sizes such as `512m` or `2g`. */
  heap: string;
  pageCache: string;
  /** Further settings, by Neo4j's names. */
  settings?: Record<string, string>;
  onProgress: (line: string) => void;
  /** Aborting it stops whatever has begun (Maven, the database) and rejects with its reason. */
  signal?: AbortSignal;
}

const answerDeadlineMs = 120_000;
const stopPatienceMs = 30_000;
const hungPatienceMs = 10_000;

/**
 * The Neo4j of a data folder, answering and signed in: the one that runs already, or a new one.
 * @throws StartUpFault for everything that a person can mend: Java, Maven, network, disk, memory, locks, password.
 */
export async function startLocalNeo4j(options: LocalNeo4jOptions): Promise<LocalNeo4j> {
  await needJava();
  await needSpace(options.dataDir);
  const lib = await findJars(options);

  const home = join(options.dataDir, 'neo4j');
  mkdirSync(home, { recursive: true });
  chmodSync(home, 0o700);
  const onWait = (pid: number) => options.onProgress(`Waiting for process ${pid}, which is starting Neo4j in ${home}.`);
  const start = async () => {
    const password = keepPassword(options.dataDir);
    const fingerprint = fingerprintOf(options, lib);
    const running = readLivingNeo4j(options.dataDir);
    if (running) {
      const answer = running.fingerprint === fingerprint ? await answerOf(running, password, options) : 'outdated';
      if (answer === 'signed-in') return describe(options, running, password, true);
      options.onProgress(`Stopping the Neo4j of an earlier start (process ${running.pid}, ${answer}).`);
      await stopNeo4j(options.dataDir, running, answer === 'silent' ? hungPatienceMs : stopPatienceMs);
    }
    const state = await startNew(options, { lib, home, password, fingerprint });
    return describe(options, state, password, false);
  };
  return withLock(join(home, 'start.lock'), onWait, start, options.signal);
}

/** Ends the Neo4j that `state` describes and forgets it. */
export async function stopNeo4j(dataDir: string, state: Neo4jState, patienceMs = stopPatienceMs): Promise<void> {
  await terminate(state, { patienceMs });
  removeNeo4jState(dataDir, state);
}

interface Prepared {
  lib: string;
  home: string;
  password: string;
  fingerprint: string;
}

async function startNew(options: LocalNeo4jOptions, prepared: Prepared): Promise<Neo4jState> {
  const ports = await choosePorts(options.again ?? { bolt: options.boltPort, http: options.httpPort });
  try {
    return await startAt(ports, options, prepared);
  } catch (error) {
    if (!(error instanceof LaunchFault && error.reason === 'port-taken')) throw error;
    // Somebody was quicker between the look and the launch. The second time the system chooses both.
    return startAt(await choosePorts({ bolt: 0, http: 0 }), options, prepared);
  }
}

async function startAt(ports: Ports, options: LocalNeo4jOptions, prepared: Prepared): Promise<Neo4jState> {
  const { lib, home, password, fingerprint } = prepared;
  const text = renderConf({ ...options, boltPort: ports.bolt, httpPort: ports.http });
  writeConf(join(home, 'conf'), text);
  options.onProgress(`Starting Neo4j at ${boltUri(ports.bolt)} (data in ${home}).`);

  const child = launch({ lib, home, heap: options.heap });
  const ended = untilEnd(child);
  if (child.pid === undefined) throw explainLog(logFile(home), home, await ended);
  let state: Neo4jState;
  try {
    state = { ...identify(child.pid), boltPort: ports.bolt, httpPort: ports.http, fingerprint };
  } catch {
    throw explainLog(logFile(home), home, await ended);
  }
  writeNeo4jState(options.dataDir, state);
  try {
    await untilReady(state, password, options, ended, home);
  } catch (error) {
    await stopNeo4j(options.dataDir, state);
    throw error;
  }
  // The database outlives a server that is killed, and must not keep one alive that wants to end.
  child.unref();
  return state;
}

/** Waits until the database answers `RETURN 1` to the kept password, which it is given first where it is new. */
async function untilReady(
  state: Neo4jState,
  password: string,
  { onProgress, signal }: LocalNeo4jOptions,
  ended: Promise<number | string | null>,
  home: string,
): Promise<void> {
  let end: { code: number | string | null } | undefined;
  void ended.then((code) => (end = { code }));
  const access = accessTo(state, password);
  const began = Date.now();
  let told = began;
  while (Date.now() - began < answerDeadlineMs) {
    signal?.throwIfAborted();
    if (end) throw explainLog(logFile(home), home, end.code);
    const answer = await ask(access);
    if (answer === 'signed-in') return;
    if (answer === 'password-change-due' || answer === 'wrong-password') {
      if ((await setFirstPassword(access)) === 'wrong-password') throw wrongPassword(home);
    }
    if (Date.now() - told > 4_000) {
      told = Date.now();
      onProgress(`Waiting for Neo4j to answer (${Math.round((told - began) / 1_000)} s).`);
    }
    await pause(answer === 'silent' ? 100 : 0);
  }
  throw new StartUpFault(
    `Neo4j did not answer within ${answerDeadlineMs / 1_000} s.`,
    `Its log is ${logFile(home)}. Start again; on a slow or busy machine the second start is quicker.`,
  );
}

/** A Neo4j that was launched a moment ago, by a server that was killed since, may still be on its way. */
async function answerOf(state: Neo4jState, password: string, options: LocalNeo4jOptions): Promise<Answer> {
  const deadline = Date.now() + 20_000;
  options.onProgress(`Found the Neo4j of an earlier start (process ${state.pid}).`);
  while (isLiving(state) && Date.now() < deadline) {
    options.signal?.throwIfAborted();
    const answer = await ask(accessTo(state, password));
    if (answer !== 'silent') return answer;
    await pause(200);
  }
  return 'silent';
}

function describe({ dataDir }: LocalNeo4jOptions, state: Neo4jState, password: string, adopted: boolean): LocalNeo4j {
  const access = accessTo(state, password);
  return {
    ...access,
    browserUrl: `http://127.0.0.1:${state.httpPort}/browser/`,
    pid: state.pid,
    ports: { bolt: state.boltPort, http: state.httpPort },
    adopted,
    stop: () => stopNeo4j(dataDir, state),
  };
}

function accessTo(state: Neo4jState, password: string): Neo4jAccess {
  return { uri: boltUri(state.boltPort), user: 'neo4j', password, database: 'neo4j' };
}

const boltUri = (port: number) => `bolt://127.0.0.1:${port}`;

function wrongPassword(home: string): StartUpFault {
  return new StartUpFault(
    `The database in ${home} has another password than the one in ${passwordFile(join(home, '..'))}.`,
    'Write its password into that file. Where nobody knows it any more, move the data folder away and seed a new one.',
  );
}

/** What a running Neo4j must have been started with to be taken over as it is. */
function fingerprintOf(options: LocalNeo4jOptions, lib: string): string {
  return createHash('sha256').update(lib).update(renderConf(options)).digest('hex').slice(0, 16);
}

/** The exit code or signal, or what kept it from starting. Never rejects. */
function untilEnd(child: ChildProcess): Promise<number | string | null> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? code));
  });
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
