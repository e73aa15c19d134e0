/** What GraphiQL asks of a storage. */
export interface KeyedStorage {
  readonly length: number;
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
  clear(): void;
}

/** GraphiQL's keys for the operations that were run and those that were marked. */
const historyKeys = ['graphiql:queries', 'graphiql:favorites'];

/**
 * The browser's storage under a prefix of our own: another program's GraphiQL that once ran on this host and port would
 * else hand us its tabs. GraphiQL's history keeps each request's headers whatever `shouldPersistHeaders` says; here they
 * are left out, for a bearer token must not outlive the page. Where the browser forbids storage, the page works and forgets.
 */
export function prefixedStorage(prefix: string): KeyedStorage {
  const backing = browserStorage();
  const keys = (): string[] => Object.keys(backing).filter((key) => key.startsWith(prefix));
  return {
    get length() {
      return keys().length;
    },
    getItem: (key) => backing.getItem(prefix + key),
    setItem: (key, value) => backing.setItem(prefix + key, historyKeys.includes(key) ? withoutHeaders(value) : value),
    removeItem: (key) => backing.removeItem(prefix + key),
    clear: () => keys().forEach((key) => backing.removeItem(key)),
  };
}

function withoutHeaders(history: string): string {
  return JSON.stringify(JSON.parse(history), (key, value: unknown) => (key === 'headers' ? undefined : value));
}

function browserStorage(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  try {
    return window.localStorage;
  } catch {
    const memory = new Map<string, string>();
    return {
      getItem: (key) => memory.get(key) ?? null,
      setItem: (key, value) => void memory.set(key, value),
      removeItem: (key) => void memory.delete(key),
    };
  }
}
