import type { Log } from '../log';

/** Seconds after which a refused request may come again, as `Retry-After` tells it. */
export const retryAfterSeconds = 1;
export const overloaded = 'The server is answering as many requests as it can. Try again in a moment.';
/** While requests are refused, the log says so this often and no more. Milliseconds. */
const tellEveryMs = 10_000;

/** How many operations this process answers at a time. */
export interface Admission {
  isFull: () => boolean;
  /**
   * Takes a place until `work` has ended, well or not. False where there is none left: then `work` was not begun.
   * A request whose client has gone keeps its place for as long as it keeps the database busy.
   */
  run: <T>(work: () => Promise<T>) => Promise<T> | false;
  /** To be called for each request that is refused. */
  refused: () => void;
}

/**
 * Beyond `most` at a time, answers come no sooner for being begun: they would wait for the same cores. So the rest is
 * refused at once, which costs next to nothing, and those who are let in are answered as soon as ever.
 */
export function createAdmission(most: number, log: Log): Admission {
  let running = 0;
  let untold = 0;
  let lastTold = -Infinity;
  const isFull = () => running >= most;
  return {
    isFull,
    run: (work) => {
      if (isFull()) return false;
      running++;
      return work().finally(() => running--);
    },
    refused: () => {
      untold++;
      const now = performance.now();
      if (now - lastTold < tellEveryMs) return;
      log.warn({ refused: untold, most }, 'Requests are refused: as many as SAYSO_MOST_REQUESTS are being answered.');
      untold = 0;
      lastTold = now;
    },
  };
}
