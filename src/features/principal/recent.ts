/** What was found lately, each until its own moment; the longest known goes first where there are too many. */
export interface Recent<V> {
  get(key: string, now: number): V | undefined;
  set(key: string, value: V, until: number): void;
}

export function recent<V>(most: number): Recent<V> {
  const entries = new Map<string, { value: V; until: number }>();
  return {
    get: (key, now) => {
      const entry = entries.get(key);
      if (entry && now < entry.until) return entry.value;
      if (entry) entries.delete(key);
      return undefined;
    },
    set: (key, value, until) => {
      entries.delete(key);
      entries.set(key, { value, until });
      for (const oldest of entries.keys()) {
        if (entries.size <= most) break;
        entries.delete(oldest);
      }
    },
  };
}
