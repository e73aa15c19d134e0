import neo4j, { isDate, isDateTime, isDuration, isInt, isLocalDateTime } from 'neo4j-driver';

/** To the driver: whole numbers as integers (the driver would send floats, which LIMIT refuses), moments as DateTime. */
export function encode(value: unknown): unknown {
  if (value === undefined) return null;
  if (typeof value === 'number') return Number.isSafeInteger(value) ? neo4j.int(value) : value;
  if (value === null || typeof value !== 'object') return value;
  if (value instanceof Date) return neo4j.types.DateTime.fromStandardDate(value);
  if (Array.isArray(value)) return value.map(encode);
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, encode(inner)]));
}

/** From the driver: integers as numbers, moments as Date. Nodes do not come here: no query returns one. */
export function decode(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) value[i] = decode(value[i]);
    return value;
  }
  if (isInt(value)) return value.toNumber();
  if (isDateTime(value)) return value.toStandardDate();
  if (isDate(value) || isLocalDateTime(value) || isDuration(value)) return value.toString();
  const map = value as Record<string, unknown>;
  for (const name in map) map[name] = decode(map[name]);
  return map;
}
