/** So many rows are made into an answer before others have their turn: some 20 to 40 ms of one core. */
const rowsPerTurn = 600;
let taken = 0;

/**
 * To be awaited before `rows` are made into objects of an answer. An answer of thousands is so made in several turns of the
 * event loop, between which the requests of others are read and answered. Goes by rows and not by the clock, so that what
 * a request that is alone asks the database, and in how many waves, is the same on any machine.
 */
export async function takeTurn(rows: number): Promise<void> {
  while (taken > 0 && taken + rows > rowsPerTurn) await new Promise((resolve) => setImmediate(resolve));
  // The first of a turn, and so before all who wait for the next.
  if (taken === 0) setImmediate(() => (taken = 0));
  taken += rows;
}
