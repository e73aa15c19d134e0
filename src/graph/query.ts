import { readFileSync } from 'node:fs';
import { fromRoot } from '../root';

export type Mode = 'read' | 'write';
export type Params = Record<string, unknown>;

/**
 * A Cypher file with what goes in and what comes out. `P` and `R` are the types of its parameters and rows; `params`
 * and `columns` say the same to the test that holds them against the file's text and the database's own plan.
 */
export interface Query<P extends object = Params, R extends object = Params> {
  readonly name: string;
  readonly mode: Mode;
  readonly text: string;
  readonly params: readonly (keyof P & string)[];
  readonly columns: readonly (keyof R & string)[];
}

export const definedQueries: Query<never, never>[] = [];

/** `name` is the file under `cypher/` without its ending, such as `claim/by-ids`. */
export function defineQuery<P extends object, R extends object>(definition: {
  name: string;
  mode: Mode;
  params: readonly (keyof P & string)[];
  columns: readonly (keyof R & string)[];
}): Query<P, R> {
  const text = readFileSync(fromRoot('cypher', `${definition.name}.cypher`), 'utf8');
  const query = { ...definition, text };
  definedQueries.push(query);
  return query;
}

/**
 * How many rows a list query has, by its key column (`null` for a list without a parent). The list's own text is the
 * only source, so that a count can never disagree with its list; the caller bounds it by the list's `limit`.
 */
export function countOf<P extends object, R extends object>(
  query: Query<P, R>,
  key: (keyof R & string) | null,
): Query<P, { key: string | null; total: number }> {
  const known = counts.get(query);
  if (known) return known as unknown as Query<P, { key: string | null; total: number }>;
  const count: Query<P, { key: string | null; total: number }> = {
    name: `${query.name}#count`,
    mode: 'read',
    text: countingText(query.text, key),
    params: query.params,
    columns: ['key', 'total'],
  };
  counts.set(query, count);
  return count;
}
const counts = new WeakMap<object, Query<never, never>>();

/** The last RETURN gives way to the count, since the database reads every property that it names, even if nobody looks. */
function countingText(text: string, key: string | null): string {
  const at = text.lastIndexOf('\nRETURN ');
  const [rows, columns] = [text.slice(0, at), text.slice(at)];
  const isPlain = at > 0 && !/\b(DISTINCT|LIMIT|SKIP|count|collect|sum|min|max)\b/.test(columns);
  return isPlain && (key === null || columns.startsWith(`\nRETURN ${key},`))
    ? `${rows}\nRETURN ${key ?? 'null'} AS key, count(*) AS total`
    : `CALL () {\n${text}\n}\nRETURN ${key ?? 'null'} AS key, count(*) AS total`;
}
