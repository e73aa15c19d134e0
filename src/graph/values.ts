import neo4j, { isDate, isDateTime, isDuration, isInt, isLocalDateTime, type Record } from 'neo4j-driver';

/** A number that stays one with a fraction, though it is whole. */
export class Float {
  constructor(readonly value: number) {}
}
/** A moment to the nanosecond, as the database writes it: `2024-01-31T18:00:00.123456789Z`. */
export class Moment {
  constructor(readonly text: string) {}
}

/** To the driver: whole numbers as integers (the driver would send floats, which LIMIT refuses), moments as DateTime. */
export function encode(value: unknown): unknown {
  if (value === undefined) return null;
  if (typeof value === 'number') return Number.isSafeInteger(value) ? neo4j.int(value) : value;
  if (value === null || typeof value !== 'object') return value;
  if (value instanceof Date) return neo4j.types.DateTime.fromStandardDate(value);
  if (value instanceof Float) return value.value;
  if (value instanceof Moment) return momentOf(value.text);
  if (Array.isArray(value)) return value.map(encode);
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, encode(inner)]));
}

function momentOf(text: string): InstanceType<typeof neo4j.types.DateTime> {
  const parts = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?Z$/.exec(text);
  if (!parts) throw new Error(`${text} is no moment in UTC.`);
  const part = (i: number) => Number(parts[i] ?? 0);
  const nanosecond = Number((parts[7] ?? '').padEnd(9, '0'));
  return new neo4j.types.DateTime(part(1), part(2), part(3), part(4), part(5), part(6), nanosecond, 0);
}

/** From the driver: integers as numbers, moments as Date. Nodes do not come here: no query returns one. */
export function decode(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) {
      const inner: unknown = value[i];
      if (inner !== null && typeof inner === 'object') value[i] = decode(inner);
    }
    return value;
  }
  // Most objects are maps: told apart before each of the driver's own types is asked for by name.
  if (Object.getPrototypeOf(value) !== Object.prototype) {
    if (isDateTime(value)) return value.toStandardDate();
    if (isInt(value)) return value.toNumber();
    if (isDate(value) || isLocalDateTime(value) || isDuration(value)) return value.toString();
  }
  const map = value as { [name: string]: unknown };
  for (const name in map) {
    const inner = map[name];
    if (inner !== null && typeof inner === 'object') map[name] = decode(inner);
  }
  return map;
}

/** A row as an object: the values of `record` under the names of `columns`, which are its own in their order. */
export function decodeRow(columns: readonly string[], record: Record): object {
  return rowFrom(columns, (i) => record.get(i) as unknown);
}

export function rowFrom(columns: readonly string[], valueAt: (i: number) => unknown): object {
  const row: { [name: string]: unknown } = {};
  for (let i = 0; i < columns.length; i++) {
    const name = columns[i] as string;
    const value = valueAt(i);
    if (typeof value === 'number') row[name] = momentColumns.has(name) ? new Date(value) : value;
    else row[name] = value !== null && typeof value === 'object' ? decode(value) : value;
  }
  return row;
}

/** Columns that a query may give as milliseconds: a DateTime takes the driver ten times as long. */
const momentColumns = new Set(['recordedFrom', 'inChainFrom', 'publishedAt', 'modifiedAt', 'retrievedAt']);
