import neo4j, {
  isDate,
  isDateTime,
  isDuration,
  isInt,
  isLocalDateTime,
  isLocalTime,
  isNode,
  isPath,
  isPathSegment,
  isPoint,
  isRelationship,
  isTime,
  isVector,
  Neo4jError,
  type Driver,
  type Duration,
  type Integer,
  type Node,
  type Relationship,
} from 'neo4j-driver';
import { encode } from './values';

export interface ResearchPoolOptions {
  uri: string;
  user: string;
  password: string;
  database: string;
  /** Connections, and so statements, at a time. */
  most: number;
}

export interface PlanStep {
  operator: string;
  details: string;
  children: PlanStep[];
}
export interface Explained {
  /** `r`, `w`, `rw` or `s`, as the database tells. */
  type: string;
  plan: PlanStep | null;
}

export interface PlainNode {
  elementId: string;
  labels: string[];
  properties: Record<string, unknown>;
}

export interface StreamOptions {
  timeoutMs: number;
  signal?: AbortSignal;
  /** What is shown of a node. */
  shown: (node: PlainNode) => PlainNode;
}

export interface Stream {
  fields: string[];
  rows: AsyncGenerator<unknown[], void>;
  /** Ends it, however far it was read. */
  close: () => void;
}

/** What the database said to a statement that is not ours. `place` is in the text that was sent. */
export class DatabaseFault extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly place: { line: number; column: number } | null,
    options?: { cause?: unknown },
  ) {
    super(message, options);
    this.name = 'DatabaseFault';
  }
}
/** Codes of a DatabaseFault that are ours. */
export const timedOut = 'TimedOut';
export const aborted = 'Aborted';
export const away = 'Away';

/** Runs texts that are not ours, in READ sessions and on connections of their own. */
export interface ResearchPool {
  explain: (text: string, parameters: Record<string, unknown>, timeoutMs: number) => Promise<Explained>;
  /** Its rows must be read to the end, or it be closed. */
  stream: (text: string, parameters: Record<string, unknown>, options: StreamOptions) => Promise<Stream>;
  close: () => Promise<void>;
}

/** So many rows travel before somebody has read them. */
const fetchSize = 200;
/** The database ends a statement at its time itself; so much later we end the wait. Milliseconds. */
const graceMs = 1_000;

export function openResearchPool(options: ResearchPoolOptions): ResearchPool {
  const open = (): Pool => ({ driver: openDriver(options), users: 0, left: false });
  let pool = open();

  const enter = () => {
    const mine = pool;
    mine.users++;
    const session = mine.driver.session({
      database: options.database,
      defaultAccessMode: neo4j.session.READ,
      fetchSize,
    });
    let ended = false;
    return {
      session,
      /** As in graph.ts: a hung connection is never given back, so its pool is left behind. */
      leave: (hung: boolean) => {
        if (ended) return;
        ended = true;
        if (hung && pool === mine) {
          mine.left = true;
          pool = open();
        }
        // Closing ends what the database still does for this session.
        void session.close().catch(() => undefined);
        if (--mine.users === 0 && mine.left) void mine.driver.close().catch(() => undefined);
      },
    };
  };

  return {
    explain: async (text, parameters, timeoutMs) => {
      const { session, leave } = enter();
      const limit = limitOf(timeoutMs);
      try {
        const { summary } = await limit.race(
          session.run(`EXPLAIN ${text}`, encode(parameters) as object, { timeout: timeoutMs }),
        );
        return { type: summary.queryType, plan: summary.plan ? stepOf(summary.plan) : null };
      } catch (error) {
        throw translate(error);
      } finally {
        limit.clear();
        leave(limit.hung());
      }
    },
    stream: async (text, parameters, { timeoutMs, signal, shown }) => {
      const { session, leave } = enter();
      const limit = limitOf(timeoutMs, signal);
      const end = () => {
        limit.clear();
        leave(limit.hung());
      };
      try {
        const result = session.run(text, encode(parameters), { timeout: timeoutMs });
        const fields = await limit.race(result.keys());
        const records = result[Symbol.asyncIterator]();
        const rows = async function* () {
          try {
            for (;;) {
              const { value, done } = await limit.race(records.next());
              if (done) return;
              yield fields.map((_, i) => plain(value.get(i), shown));
            }
          } catch (error) {
            throw translate(error);
          } finally {
            end();
          }
        };
        // Also where nobody reads any more.
        void limit.over.catch(end);
        return { fields, rows: rows(), close: end };
      } catch (error) {
        end();
        throw translate(error);
      }
    },
    close: () => pool.driver.close(),
  };
}

interface Pool {
  driver: Driver;
  users: number;
  left: boolean;
}

function openDriver({ uri, user, password, most }: ResearchPoolOptions): Driver {
  return neo4j.driver(uri, neo4j.auth.basic(user, password), {
    connectionTimeout: 3_000,
    connectionAcquisitionTimeout: 5_000,
    maxConnectionPoolSize: most,
    userAgent: 'sayso research',
  });
}

/** Ends a wait at its time, or with the signal, whatever is waited for. */
function limitOf(timeoutMs: number, signal?: AbortSignal) {
  let hung = false;
  let fail: (error: Error) => void = () => undefined;
  const over = new Promise<never>((_, reject) => (fail = reject));
  over.catch(() => undefined);
  const timer = setTimeout(() => {
    hung = true;
    fail(new DatabaseFault(timedOut, 'The database did not answer in time.', null));
  }, timeoutMs + graceMs);
  const abort = () => fail(new DatabaseFault(aborted, 'Nobody waits for the answer any more.', null));
  if (signal?.aborted) abort();
  signal?.addEventListener('abort', abort, { once: true });
  return {
    over,
    race: <T>(work: PromiseLike<T>) => Promise.race([work, over]),
    hung: () => hung,
    clear: () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    },
  };
}

interface DriverPlan {
  operatorType: string;
  arguments: Record<string, unknown>;
  children: DriverPlan[];
}

function stepOf(plan: DriverPlan): PlanStep {
  const details = plan.arguments.Details;
  return {
    operator: plan.operatorType.replace(/@.*$/, ''),
    details: typeof details === 'string' ? details : '',
    children: plan.children.map(stepOf),
  };
}

function translate(error: unknown): unknown {
  if (!(error instanceof Neo4jError)) return error;
  const { code, message } = error;
  if (/TransactionTimedOut|Transaction\.(Terminated|Outdated)/.test(code)) {
    return new DatabaseFault(timedOut, message, null, { cause: error });
  }
  if (code === 'ServiceUnavailable' || code === 'SessionExpired') {
    return new DatabaseFault(away, message, null, { cause: error });
  }
  const [, line, column] = /\(line (\d+), column (\d+)/.exec(message) ?? [];
  const place = line && column ? { line: Number(line), column: Number(column) } : null;
  return new DatabaseFault(code, message.replace(/ \(line \d+, column [\s\S]*$/, ''), place, { cause: error });
}

/** As Query API v2 gives it in its plain form: nodes with their labels and properties, moments as ISO text. */
function plain(value: unknown, shown: StreamOptions['shown']): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (value === null || typeof value !== 'object') return value ?? null;
  if (isInt(value)) return value.inSafeRange() ? value.toNumber() : value.toString();
  if (Array.isArray(value)) return value.map((one) => plain(one, shown));
  // A map may have any names, also those by which the driver tells its own values.
  if (Object.getPrototypeOf(value) === Object.prototype) return plainMap(value, shown);
  if (isNode(value)) return nodeOf(value, shown);
  if (isRelationship(value)) return relationshipOf(value, shown);
  if (isPath(value)) {
    return [
      nodeOf(value.start, shown),
      ...value.segments.flatMap(({ relationship, end }) => [relationshipOf(relationship, shown), nodeOf(end, shown)]),
    ];
  }
  if (isPathSegment(value)) return [nodeOf(value.start, shown), nodeOf(value.end, shown)];
  if (isDateTime(value) || isLocalDateTime(value) || isDate(value) || isTime(value) || isLocalTime(value)) {
    return value.toString();
  }
  if (isDuration(value)) return durationOf(value);
  if (isVector(value)) return value.toString();
  if (isPoint(value))
    return { srid: plain(value.srid, shown), x: value.x, y: value.y, ...(value.z !== undefined && { z: value.z }) };
  if (ArrayBuffer.isView(value))
    return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64');
  return plainMap(value, shown);
}

const plainMap = (value: object, shown: StreamOptions['shown']) =>
  Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner, shown)]));

/** ISO 8601 with every part: what the driver gives leaves out those that are 0, and the seconds' S with them. */
function durationOf({ months, days, seconds, nanoseconds }: Duration<Integer>): string {
  const nanos = seconds.toBigInt() * 1_000_000_000n + nanoseconds.toBigInt();
  const [whole, part] = [nanos / 1_000_000_000n, nanos % 1_000_000_000n];
  const fraction = (part < 0n ? -part : part).toString().padStart(9, '0').replace(/0+$/, '');
  const sign = nanos < 0n && whole === 0n ? '-' : '';
  return `P${months.toString()}M${days.toString()}DT${sign}${whole}${fraction && `.${fraction}`}S`;
}

function nodeOf(node: Node, shown: StreamOptions['shown']): PlainNode {
  const properties = plainMap(node.properties, shown);
  return shown({ elementId: node.elementId, labels: node.labels, properties });
}

function relationshipOf(one: Relationship, shown: StreamOptions['shown']) {
  return {
    elementId: one.elementId,
    startNodeElementId: one.startNodeElementId,
    endNodeElementId: one.endNodeElementId,
    type: one.type,
    properties: plainMap(one.properties, shown),
  };
}
