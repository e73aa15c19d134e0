import neo4j, { Neo4jError, type Driver, type ManagedTransaction } from 'neo4j-driver';
import { SaysoError } from '../errors';
import type { Query } from './query';
import { decode, encode } from './values';

export interface GraphOptions {
  uri: string;
  user: string;
  password: string;
  database: string;
  /** After this long a read or write is given up, and its connection with it. Milliseconds. */
  timeoutMs: number;
}

/** What happened to a query, for logs, budgets and metrics. `batch` numbers the transactions of this process. */
export interface QueryEvent {
  name: string;
  batch: number;
  rows: number;
  params: Record<string, unknown>;
}

/** Runs reads. Those asked for within one tick travel together, in one transaction (docs/decisions.md). */
export interface Reader {
  read<P extends object, R extends object>(query: Query<P, R>, params: P): Promise<R[]>;
}

/** Runs queries inside one write transaction. */
export interface Transaction {
  run<P extends object, R extends object>(query: Query<P, R>, params: P): Promise<R[]>;
}

export interface Graph extends Reader {
  /** A reader of its own for one request, so that a slow or failing request holds up no other. */
  reader(onQuery?: (event: QueryEvent) => void): Reader;
  /** `work` may run again when the database asks for it (a deadlock, a lost leader), so it has no effects but its queries. */
  write<T>(work: (tx: Transaction) => Promise<T>, timeoutMs?: number): Promise<T>;
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

  const readTogether = (waiting: Waiting[], onQuery?: (event: QueryEvent) => void) => {
    const batch = ++batches;
    return inTime(async (driver) => {
      const session = driver.session({ database: options.database, defaultAccessMode: neo4j.session.READ });
      try {
        return await session.executeRead(
          (tx) => Promise.all(waiting.map(({ query, params }) => rowsOf(tx, query, params))),
          { timeout: options.timeoutMs },
        );
      } finally {
        void session.close().catch(() => undefined);
      }
    }).then(
      (results) =>
        waiting.forEach(({ query, params, resolve }, i) => {
          const rows = results[i] ?? [];
          onQuery?.({ name: query.name, batch, rows: rows.length, params: params as Record<string, unknown> });
          resolve(rows);
        }),
      (error: unknown) => waiting.forEach(({ reject }) => reject(error)),
    );
  };

  const reader = (onQuery?: (event: QueryEvent) => void): Reader => {
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
              void readTogether(together, onQuery);
            });
          }
          waiting.push({ query, params, resolve: resolve as (rows: object[]) => void, reject });
        }),
    };
  };

  return {
    reader,
    read: (query, params) => reader().read(query, params),
    write: (work, timeoutMs = options.timeoutMs) =>
      inTime(async (driver) => {
        // The driver tries again for 2 s only. A writer that loses a lock to others again and again gets its turn.
        const deadline = Date.now() + timeoutMs;
        for (;;) {
          const session = driver.session({ database: options.database, defaultAccessMode: neo4j.session.WRITE });
          try {
            return await session.executeWrite((tx) => work({ run: (query, params) => rowsOf(tx, query, params) }), {
              timeout: timeoutMs,
            });
          } catch (error) {
            const lockLost = error instanceof Neo4jError && error.code.startsWith('Neo.TransientError.Transaction');
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

function openDriver(options: GraphOptions): Driver {
  return neo4j.driver(options.uri, neo4j.auth.basic(options.user, options.password), {
    disableLosslessIntegers: true,
    connectionTimeout: 3_000,
    connectionAcquisitionTimeout: 5_000,
    // The retry of a read or write that failed in passing. Its default, 30 s, is how long a dead server would be hidden.
    maxTransactionRetryTime: 2_000,
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
  return result.records.map((record) => decode(record.toObject()) as R);
}

/** Errors that a caller can do something about get their code and words; the others pass as they are, to be masked. */
function translate(error: unknown): unknown {
  if (!(error instanceof Neo4jError)) return error;
  if (/TransactionTimedOut/.test(error.code)) {
    return new SaysoError('UNAVAILABLE', 'The query took too long and was stopped. Ask for less.', { cause: error });
  }
  if (/ConstraintValidationFailed/.test(error.code)) {
    return new SaysoError('CONFLICT', 'Somebody recorded the same at the same moment. Try again.', { cause: error });
  }
  const away = error.retriable || error.code === 'ServiceUnavailable' || error.code === 'SessionExpired';
  return away
    ? new SaysoError('UNAVAILABLE', 'The database cannot be reached. Try again later.', { cause: error })
    : error;
}
