import type { Record } from 'neo4j-driver';
import { inTurns } from './in-turns';
import type { Query } from './query';
import { rowFrom } from './values';

/** Several queries as one text: one round trip, one plan, nothing to begin or commit. */
export interface Wave {
  text: string;
  params: (each: readonly object[]) => object;
  /** The rows of each query, in the order of the queries. */
  rows: (records: readonly Record[]) => Promise<object[][]>;
  /** Until its first run. */
  isNew: boolean;
}

/** So many combinations are remembered, those used last. An API's clients repeat a few dozen. */
const mostRemembered = 500;
/** From which time on a combination is one text. */
const timesApart = 2;
/** Planning a new text takes the database at most one part in so many of its time, whatever is asked of it. */
const planningShare = 4;

interface Seen {
  times: number;
  wave: Wave | null;
}

export interface WaveMaker {
  /** One text for queries that are asked together; null where they are to travel side by side. */
  of: (queries: readonly Query<never, never>[]) => Wave | null;
  /** Told how long the first run of a text took, most of which was its planning. Milliseconds. */
  planned: (ms: number) => void;
}

/**
 * Makes one text of queries that have been asked together before, one new text at a time and none soon after another.
 * The texts are those of the Cypher files with their parameters numbered: nothing from a request gets into one.
 */
export function waveMaker(now: () => number = Date.now): WaveMaker {
  const seen = new Map<string, Seen>();
  let notBefore = 0;
  return {
    of: (queries) => {
      const key = queries.map(({ name }) => name).join(' ');
      const known = seen.get(key) ?? { times: 0, wave: null };
      seen.delete(key);
      seen.set(key, known);
      if (seen.size > mostRemembered) seen.delete(seen.keys().next().value as string);
      known.times += 1;
      if (known.wave || known.times <= timesApart || now() < notBefore) return known.wave;
      known.wave = { ...waveOf(queries), isNew: true };
      // Until `planned` tells more; a first run that fails tells nothing.
      notBefore = now() + 10_000;
      return known.wave;
    },
    planned: (ms) => (notBefore = now() + (planningShare - 1) * ms),
  };
}

function waveOf(queries: readonly Query<never, never>[]): Omit<Wave, 'isNew'> {
  return {
    text: queries
      .map(
        ({ text, params, columns }, i) =>
          `CALL () {\n${numbered(text, params, i)}\n}\nRETURN ${i} AS query, [${columns.join(', ')}] AS row`,
      )
      .join('\nUNION ALL\n'),
    params: (each) =>
      Object.fromEntries(
        queries.flatMap(({ params }, i) => {
          const own = each[i] as { [name: string]: unknown };
          return params.map((name) => [`${name}_${i}`, own[name]]);
        }),
      ),
    rows: async (records) => {
      const rows: object[][] = queries.map(() => []);
      await inTurns(records, (record) => {
        const i = record.get(0) as number;
        const values = record.get(1) as unknown[];
        rows[i]?.push(rowFrom(queries[i]?.columns ?? [], (column) => values[column]));
      });
      return rows;
    },
  };
}

const numbered = (text: string, params: readonly string[], i: number) =>
  text.replace(/\$(\w+)/g, (whole, name: string) => (params.includes(name) ? `$${name}_${i}` : whole));
