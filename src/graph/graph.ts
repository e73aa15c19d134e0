import { setTimeout as sleep } from 'node:timers/promises';
import neo4j, {
  Neo4jError,
  type Driver,
  type ManagedTransaction,
  type Record as Row,
  type Session,
} from 'neo4j-driver';
import { SaysoError } from '../errors';
import { inTurns } from './in-turns';
import type { Query } from './query';
import { decode, decodeRow, encode } from './values';
import { waveMaker, type Wave } from './wave';

export interface GraphOptions {
  uri: string;
  user: string;
  password: string;
  database: string;
  /** After this long a read or write is given up, and its connection with it. Milliseconds. */
  timeoutMs: number;
}

/** What happened to a query, for logs, budgets and metrics. `batch` numbers the round trips of this process. */
export interface QueryEvent {
  name: string;
  batch: number;
  rows: number;
  params: Record<string, unknown>;
}

/** Runs reads. Those asked for within one tick travel together, in one round trip (docs/decisions.md). */
export interface Reader {
  read<P extends object, R extends object>(query: Query<P, R>, params: P): Promise<R[]>;
}

/** Runs queries inside one write transaction. */
export interface Transaction {
  run<P extends object, R extends object>(query: Query<P, R>, params: P): Promise<R[]>;
}

export interface ReaderOptions {
  onQuery?: (event: QueryEvent) => void;
  /** Bookmarks of the database: a read sees at least what was committed up to them, on whichever member it runs. */
  after?: readonly string[];
}

export interface WriteOptions {
  timeoutMs?: number;
  /** As of a reader: what the work must see. */
  after?: readonly string[];
  /** Told the bookmarks of the commit, for those who must see it. */
  onCommit?: (bookmarks: string[]) => void;
}

export interface Graph extends Reader {
  /** A reader of its own for one request, so that a slow or failing request holds up no other. */
  reader(options?: ReaderOptions): Reader;
  /** `work` may run again when the database asks for it (a deadlock, a lost leader), so it has no effects but its queries. */
  write<T>(work: (tx: Transaction) => Promise<T>, options?: WriteOptions): Promise<T>;
  /** @throws SaysoError UNAVAILABLE where the database does not answer. */
  ping(): Promise<void>;
  /** For the few things that are no request: migrations, EXPLAIN in tests. Auto-committed. */
  command(text: string, params?: Record<string, unknown>): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

/** Opens no connection yet; `ping` does. */
export function openGraph(options: GraphOptions): Graph {
  let driver = openDriver(options);
  let batches = 0;

  /**
   * The driver cannot free a connection whose server hangs: neither its transaction timeout nor an AbortSignal ends
   * the wait (facts.md). So the wait ends here, and the pool that holds the hung connection is left behind.
   */
  const inTime = async <T>(work: (driver: Driver) => Promise<T>, timeoutMs = options.timeoutMs): Promise<T> => {
    const mine = driver;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        if (driver === mine) {
          driver = openDriver(options);
          void mine.close().catch(() => undefined);
        }
        reject(new SaysoError('UNAVAILABLE', 'The database did not answer in time. Try again later, or ask for less.'));
      }, timeoutMs + 1_000);
    });
    try {
      return await Promise.race([work(mine), late]);
    } catch (error) {
      throw translate(error);
    } finally {
      clearTimeout(timer);
    }
  };

  const waves = waveMaker();

  const readTogether = (waiting: Waiting[], { onQuery, after }: ReaderOptions) => {
    const batch = ++batches;
    const config = {
      database: options.database,
      defaultAccessMode: neo4j.session.READ,
      ...(after && { bookmarks: [...after] }),
    };
    return inTime((driver) =>
      againInPassing(() => inSession(driver, config, (session) => runWave(session, waiting))),
    ).then(
      (results) =>
        waiting.forEach(({ query, params, resolve }, i) => {
          const rows = results[i] ?? [];
          onQuery?.({ name: query.name, batch, rows: rows.length, params: params as Record<string, unknown> });
          resolve(rows);
        }),
      (error: unknown) => waiting.forEach(({ reject }) => reject(error)),
    );
  };

  /**
   * One query is committed by itself: no BEGIN and no COMMIT travel. Several that were seen together before are one text
   * by now; others travel side by side in one transaction, since planning a text that is never asked for again costs more
   * than it saves.
   */
  const runWave = async (session: Session, waiting: Waiting[]): Promise<object[][]> => {
    const config = { timeout: options.timeoutMs };
    const [only] = waiting;
    if (waiting.length === 1 && only) {
      const result = await session.run(only.query.text, encode(only.params), config);
      return [await decoded(only.query, result.records)];
    }
    const wave: Wave | null = waiting.length <= mostTogether ? waves.of(waiting.map(({ query }) => query)) : null;
    if (wave) {
      const began = Date.now();
      const { isNew } = wave;
      wave.isNew = false;
      const result = await session.run(wave.text, encode(wave.params(waiting.map(({ params }) => params))), config);
      if (isNew) waves.planned(Date.now() - began);
      return wave.rows(result.records);
    }
    return session.executeRead(
      (tx) => Promise.all(waiting.map(({ query, params }) => rowsOf(tx, query, params))),
      config,
    );
  };

  const reader = (own: ReaderOptions = {}): Reader => {
    let waiting: Waiting[] = [];
    return {
      read: <P extends object, R extends object>(query: Query<P, R>, params: P) =>
        new Promise<R[]>((resolve, reject) => {
          if (query.mode !== 'read') throw new Error(`${query.name} writes; it has no place in a reader.`);
          if (waiting.length === 0) {
            // setImmediate, not nextTick: all loaders of one tick have dispatched by then.
            setImmediate(() => {
              const together = waiting;
              waiting = [];
              void readTogether(together, own);
            });
          }
          waiting.push({ query, params, resolve: resolve as (rows: object[]) => void, reject });
        }),
    };
  };

  return {
    reader,
    read: (query, params) => reader().read(query, params),
    write: (work, { timeoutMs = options.timeoutMs, after, onCommit } = {}) =>
      inTime(async (driver) => {
        // The driver tries again for 2 s only. A writer that loses a lock to others again and again gets its turn.
        const deadline = Date.now() + timeoutMs;
        for (;;) {
          const session = driver.session({
            database: options.database,
            defaultAccessMode: neo4j.session.WRITE,
            ...(after && { bookmarks: [...after] }),
          });
          try {
            const result = await session.executeWrite(
              (tx) => work({ run: (query, params) => rowsOf(tx, query, params) }),
              {
                timeout: timeoutMs,
              },
            );
            onCommit?.(session.lastBookmarks());
            return result;
          } catch (error) {
            const lockLost =
              error instanceof Neo4jError &&
              error.code.startsWith('Neo.TransientError.Transaction') &&
              !bookmarkNotReached(error);
            if (!lockLost || Date.now() > deadline) throw error;
          } finally {
            void session.close().catch(() => undefined);
          }
        }
      }, timeoutMs),
    ping: () =>
      inTime(async (driver) => void (await driver.executeQuery('RETURN 1', {}, { database: options.database }))),
    command: (text, params = {}) =>
      inTime(async (driver) => {
        const session = driver.session({ database: options.database });
        try {
          const result = await session.run(text, encode(params));
          return result.records.map((record) => decode(record.toObject()) as Record<string, unknown>);
        } finally {
          await session.close();
        }
      }, 600_000),
    close: () => driver.close(),
  };
}

interface Waiting {
  query: Query<never, never>;
  params: object;
  resolve: (rows: object[]) => void;
  reject: (error: unknown) => void;
}

/** Queries of one text: more are seldom asked at once but by those who want a long text to be planned. */
const mostTogether = 10;

/** Of a read or write that failed in passing. The driver's default, 30 s, is how long a dead server would be hidden. */
const longestRetryMs = 2_000;

function openDriver(options: GraphOptions): Driver {
  return neo4j.driver(options.uri, neo4j.auth.basic(options.user, options.password), {
    disableLosslessIntegers: true,
    connectionTimeout: 3_000,
    connectionAcquisitionTimeout: 5_000,
    maxTransactionRetryTime: longestRetryMs,
    maxConnectionPoolSize: 50,
    userAgent: 'sayso',
  });
}

async function rowsOf<R extends object>(
  tx: ManagedTransaction,
  query: Query<never, never>,
  params: object,
): Promise<R[]> {
  const result = await tx.run(query.text, encode(params));
  return decoded(query, result.records);
}

async function decoded<R extends object>(query: Query<never, never>, records: Row[]): Promise<R[]> {
  const rows: R[] = [];
  await inTurns(records, (record) => rows.push(decodeRow(query.columns, record) as R));
  return rows;
}

async function inSession<T>(
  driver: Driver,
  config: Parameters<Driver['session']>[0],
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const session = driver.session(config);
  try {
    return await work(session);
  } finally {
    void session.close().catch(() => undefined);
  }
}

/** An auto-committed query loses the driver's own retry. A read may run again: what fails in passing is asked once more. */
async function againInPassing<T>(read: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + longestRetryMs;
  for (let pause = 50; ; pause *= 2) {
    try {
      return await read();
    } catch (error) {
      const passing =
        error instanceof Neo4jError &&
        error.retriable &&
        !/TransactionTimedOut/.test(error.code) &&
        !bookmarkNotReached(error);
      if (!passing || Date.now() + pause > deadline) throw error;
      await sleep(pause);
    }
  }
}

/** Waited for in vain once already: `db.transaction.bookmark_ready_timeout` has passed. */
const bookmarkNotReached = (error: Neo4jError) => error.code.includes('BookmarkTimeout');

/** Errors that a caller can do something about get their code and words; the others pass as they are, to be masked. */
function translate(error: unknown): unknown {
  if (!(error instanceof Neo4jError)) return error;
  if (/TransactionTimedOut/.test(error.code)) {
    return new SaysoError('UNAVAILABLE', 'The query took too long and was stopped. Ask for less.', { cause: error });
  }
  if (/MemoryPoolOutOfMemory/.test(error.code)) {
    return new SaysoError('UNAVAILABLE', 'The database has no memory for this just now. Ask for less, or try later.', {
      cause: error,
    });
  }
  if (/ConstraintValidationFailed/.test(error.code)) {
    return new SaysoError('CONFLICT', 'Somebody recorded the same at the same moment. Try again.', { cause: error });
  }
  if (bookmarkNotReached(error)) {
    return new SaysoError(
      'UNAVAILABLE',
      'The database has not come to what the sayso-bookmark stands for. Try again later, or without it.',
      { cause: error },
    );
  }
  const away = error.retriable || error.code === 'ServiceUnavailable' || error.code === 'SessionExpired';
  return away
    ? new SaysoError('UNAVAILABLE', 'The database cannot be reached. Try again later.', { cause: error })
    : error;
}
