/** So many rows are decoded before others have their turn: some 10 to 20 ms of one core. */
const rowsPerTurn = 600;

/** Visits each of a list in order. A long one takes several turns of the event loop, between which others are answered. */
export async function inTurns<T>(list: readonly T[], visit: (one: T) => void): Promise<void> {
  for (let i = 0; i < list.length; i++) {
    if (i > 0 && i % rowsPerTurn === 0) await new Promise((resolve) => setImmediate(resolve));
    visit(list[i] as T);
  }
}
