import type { Graph, ReaderOptions } from './graph';

/** A graph as one caller sees it who goes from member to member of a cluster: whose reads never go back in time. */
export interface Following extends Graph {
  /** The database's bookmarks of what was committed through it; null where nothing was. */
  committed: () => readonly string[] | null;
}

/** Reads and writes of `graph` that see at least what was committed up to `after`, and what they commit themselves. */
export function following(graph: Graph, after: readonly string[]): Following {
  // One array that changes in place: a reader that is there before a write looks at it again when it reads after it.
  const seen = [...after];
  let hasCommitted = false;
  const reader = (own: ReaderOptions = {}) => graph.reader({ ...own, after: seen });
  return {
    ...graph,
    reader,
    read: (query, params) => reader().read(query, params),
    write: (work, own) =>
      graph.write(work, {
        ...own,
        after: seen,
        onCommit: (bookmarks) => {
          // They stand for what was seen before, too: the work was done after that.
          seen.splice(0, seen.length, ...bookmarks);
          hasCommitted = true;
          own?.onCommit?.(bookmarks);
        },
      }),
    committed: () => (hasCommitted ? seen : null),
  };
}
