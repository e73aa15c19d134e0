/** A row without some of its values. */
export function without<T extends object, K extends keyof T>(row: T, ...names: K[]): Omit<T, K> {
  const rest = { ...row };
  for (const name of names) delete rest[name];
  return rest;
}

/** Each id once, in the order in which it came first. */
export const distinct = (ids: readonly (string | null | undefined)[]): string[] => [
  ...new Set(ids.filter((id) => id != null)),
];

export const byId = (one: { id: string }, other: { id: string }) => (one.id < other.id ? -1 : 1);
