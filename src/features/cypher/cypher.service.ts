import {
  aborted,
  away,
  DatabaseFault,
  timedOut,
  type Explained,
  type PlainNode,
  type ResearchPool,
} from '../../graph/research';
import { checkGrowth } from './growth';
import { checkPlan, onlyCounts } from './plan-check';
import { createQuota } from './quota';
import { checkIndexes, readStatement, type Reading } from './read-statement';
import { CypherRefusal } from './refusal';
import { shownNode } from './shown-node';

export interface ResearchOptions {
  pool: ResearchPool;
  /** Statements at a time, of all callers. */
  most: number;
  mostOfCaller?: number;
  perMinute?: number;
  defaults?: Partial<RunLimits>;
  /** For tests, which see that each layer holds without the others; and `protect` for the owner's own command. */
  layers?: Partial<Layers>;
}

export interface RunLimits {
  timeoutMs: number;
  maxRows: number;
  /** Of the rows as JSON. */
  maxBytes: number;
}
export interface RunOptions extends Partial<RunLimits> {
  /** Who asks, for the quota: any name. */
  caller?: string;
  /** Ends the statement. */
  signal?: AbortSignal;
}

export interface Layers {
  /** Reads the statement's text. Without it, what is protected is left to the plan, as much as that tells. */
  text: boolean;
  /** Asks the database for its plan first. */
  plan: boolean;
  /** Closes what is not for everybody. */
  protect: boolean;
}

export interface Summary {
  rows: number;
  /** Which cap cut the answer, and where. */
  truncated?: { reason: 'rows'; rows: number } | { reason: 'bytes'; bytes: number };
}

export interface Run {
  fields: string[];
  /** To be read to the end; or `close` it. */
  rows: AsyncIterable<unknown[]>;
  /** True of the rows that were read so far. */
  summary: () => Summary;
  close: () => void;
}

export interface Research {
  /** @throws CypherRefusal; its rows throw it, too. */
  run: (statement: string, parameters?: Record<string, unknown>, options?: RunOptions) => Promise<Run>;
}

export const defaultLimits: RunLimits = { timeoutMs: 10_000, maxRows: 10_000, maxBytes: 10_000_000 };

/** A statement is not planned for longer than it may run, and not for longer than this. Milliseconds. */
const longestPlanningMs = 10_000;

/**
 * Statements that are not ours, behind layers that each hold alone for what they are about: the text, the plan, a READ
 * session (of the pool), and limits. Whoever asks over HTTP has passed the route before (web/cypher-route).
 */
export function createResearch({
  pool,
  most,
  mostOfCaller = most,
  perMinute = 60,
  ...rest
}: ResearchOptions): Research {
  const layers: Layers = { text: true, plan: true, protect: true, ...rest.layers };
  const quota = createQuota({ most, mostOfCaller, perMinute });

  const read = (statement: string): Reading =>
    layers.text
      ? readStatement(statement, { protect: layers.protect })
      : { text: statement, indexParameters: [], tokens: [] };

  /** What will run: the guarded text, or the caller's own where that looks up nothing but numbers. */
  const planned = async (
    statement: string,
    reading: Reading,
    parameters: Record<string, unknown>,
    timeoutMs: number,
  ) => {
    if (!layers.plan) return reading.text;
    const explain = (text: string) => pool.explain(text, parameters, Math.min(timeoutMs, longestPlanningMs));
    const unguarded = layers.text && layers.protect ? readStatement(statement, { protect: false }).text : reading.text;
    if (unguarded !== reading.text && mayOnlyCount(unguarded)) {
      const explained = await explain(unguarded).catch(faultOfStatement);
      if (onlyCounts(explained)) return unguarded;
    }
    let explained: Explained;
    try {
      explained = await explain(reading.text);
    } catch (error) {
      // Its words and places are about the guarded text. Those about the caller's own say more.
      if (unguarded !== reading.text && error instanceof DatabaseFault)
        await explain(unguarded).catch(faultOfStatement);
      throw unguarded === reading.text ? fault(error) : guardFault(error);
    }
    checkPlan(explained, { protect: layers.protect });
    return reading.text;
  };

  return {
    run: async (statement, parameters = {}, { caller = '', signal, ...own } = {}) => {
      const { timeoutMs, maxRows, maxBytes } = { ...defaultLimits, ...rest.defaults, ...own };
      const leave = quota.enter(caller);
      try {
        checkParameters(parameters);
        const reading = read(statement);
        if (layers.protect) {
          checkIndexes(reading, parameters);
          checkGrowth(statement, reading.tokens, parameters);
        }
        const text = await planned(statement, reading, parameters, timeoutMs);
        const shown = layers.protect ? shownNode : (node: PlainNode) => node;
        const stream = await pool.stream(text, parameters, { timeoutMs, signal, shown }).catch((error: unknown) => {
          throw faultAtRun(error);
        });
        const summary: Summary = { rows: 0 };
        const close = () => {
          leave();
          stream.close();
        };
        return {
          fields: stream.fields,
          rows: capped(stream.rows, { maxRows, maxBytes }, summary, close),
          summary: () => summary,
          close,
        };
      } catch (error) {
        leave();
        throw error;
      }
    },
  };
}

/** How deep values stand in one another at most. */
const deepestParameter = 50;

/** The driver takes an object with such a name for a value of its own, and breaks off half way through a message. */
function checkParameters(value: unknown, depth = 0): void {
  if (value === null || typeof value !== 'object') return;
  const refuse = (message: string) => new CypherRefusal('text', message);
  if (depth > deepestParameter) throw refuse(`Parameters stand at most ${deepestParameter} deep in one another.`);
  for (const [name, inner] of Object.entries(value)) {
    if (/^__is\w+__$/.test(name)) throw refuse(`The name ${name} is refused in parameters.`);
    checkParameters(inner, depth + 1);
  }
}

async function* capped(
  rows: AsyncGenerator<unknown[], void>,
  { maxRows, maxBytes }: Pick<RunLimits, 'maxRows' | 'maxBytes'>,
  summary: Summary,
  close: () => void,
): AsyncGenerator<unknown[], void> {
  let bytes = 0;
  try {
    for await (const row of rows) {
      if (summary.rows === maxRows) {
        summary.truncated = { reason: 'rows', rows: maxRows };
        return;
      }
      bytes += Buffer.byteLength(JSON.stringify(row)) + 1;
      if (bytes > maxBytes) {
        summary.truncated = { reason: 'bytes', bytes: maxBytes };
        return;
      }
      summary.rows++;
      yield row;
    }
  } catch (error) {
    throw faultAtRun(error);
  } finally {
    close();
  }
}

/** No subquery, list or map but in a pattern's brackets; then the plan decides. */
const mayOnlyCount = (text: string) =>
  text.length < 500 && /\bcount\s*\(/i.test(text) && !/\{|\bCASE\b|(?<!-)\[/i.test(text);

const faultOfStatement = (error: unknown): never => {
  throw fault(error);
};

/** The database's words on a text that it has not run: these know of no data. */
function fault(error: unknown): unknown {
  if (!(error instanceof DatabaseFault)) return error;
  return (
    faultOfState(error) ?? new CypherRefusal('database', error.message, error.place, 'BAD_USER_INPUT', { cause: error })
  );
}

function guardFault(error: unknown): unknown {
  if (!(error instanceof DatabaseFault)) return error;
  return (
    faultOfState(error) ??
    new CypherRefusal(
      'protected',
      `With its guards the statement is none that the database understands (${error.message.slice(0, 300)}). ` +
        'Words of spans (exact, prefix, suffix) are read from the span itself, not from a map.',
      null,
      'BAD_USER_INPUT',
      { cause: error },
    )
  );
}

/** While a statement runs, the database quotes values in its errors, so only its code is told. */
function faultAtRun(error: unknown): unknown {
  if (!(error instanceof DatabaseFault)) return error;
  const known = faultOfState(error);
  if (known) return known;
  const { code } = error;
  const told =
    Object.entries(runFaults).find(([part]) => code.includes(part))?.[1] ?? 'The database could not go on with this.';
  const layer = /AccessMode|Security|Forbidden/.test(code) ? 'session' : 'database';
  return new CypherRefusal(layer, `${told} (${code})`, null, layer === 'session' ? 'FORBIDDEN' : 'BAD_USER_INPUT', {
    cause: error,
  });
}

const runFaults: Record<string, string> = {
  AccessMode: 'The session is for reading, and this writes.',
  TypeError: 'A value was of another type than the place where it stands takes.',
  ArithmeticError:
    'A number could not be reckoned: a division by zero, a number too large, or a range() of too many items in an expression.',
  ArgumentError: 'A function was given a value that it does not take.',
  ParameterMissing: 'A parameter of the statement is not given.',
};

function faultOfState(error: DatabaseFault): CypherRefusal | null {
  const { code } = error;
  const refuse = (message: string, status: number | undefined, more: { retryAfter?: number } = {}) =>
    new CypherRefusal('limits', message, null, status === 503 ? 'UNAVAILABLE' : 'COST_LIMIT', {
      cause: error,
      status,
      ...more,
    });
  if (code === timedOut) return refuse('The statement took too long and was stopped. Ask for less.', undefined);
  if (code === aborted) return refuse('The statement was stopped: nobody waits for it.', undefined);
  if (/MemoryPool|OutOfMemory|General\.StackOverFlow/.test(code)) {
    return refuse('The statement needs more memory than one may have. Ask for less.', undefined);
  }
  if (code === away || code.startsWith('Neo.TransientError')) {
    return new CypherRefusal('database', 'The database cannot be reached. Try again later.', null, 'UNAVAILABLE', {
      cause: error,
      retryAfter: 1,
    });
  }
  return null;
}
