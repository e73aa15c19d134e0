import { identify, isLiving } from './process-identity';
import { startLocalNeo4j, type LocalNeo4j, type LocalNeo4jOptions } from './start';

const lookEveryMs = 1_000;

/**
 * From now on the database is started again, at the same address, whenever it ends by itself: it ends when it runs out of
 * memory, and a server without it could answer nobody. Gives what stops it for good.
 */
export function keepRunning(first: LocalNeo4j, options: LocalNeo4jOptions): () => Promise<void> {
  let current = first;
  let identity = identify(first.pid);
  let starting: Promise<void> | null = null;
  let failed: string | null = null;
  const startAgain = async () => {
    if (failed === null) options.onProgress(`Neo4j (process ${current.pid}) has ended by itself; starting it again.`);
    try {
      current = await startLocalNeo4j({ ...options, again: first.ports });
      identity = identify(current.pid);
      failed = null;
    } catch (error) {
      // It is tried again each second, and told once.
      const { message } = error as Error;
      if (message !== failed) options.onProgress(`Neo4j could not be started again: ${message}`);
      failed = message;
    }
    starting = null;
  };
  const timer = setInterval(() => {
    if (starting === null && !isLiving(identity)) starting = startAgain();
  }, lookEveryMs);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await starting;
    await current.stop();
  };
}
