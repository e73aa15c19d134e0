import { constants } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from '../config';
import type { Neo4jAccess } from '../local-neo4j/access';
import { neo4jForCommand } from '../local-neo4j/neo4j-for';

/**
 * Runs a command on the Neo4j that the settings name, and leaves what ran before running. A process that is told to end
 * takes along the Neo4j that it started; `ending` tells the work. Ctrl-C is the work's own while that listens.
 */
export async function withNeo4j<T>(
  config: Config,
  print: (line: string) => void,
  run: (access: Neo4jAccess, ending: AbortSignal) => Promise<T>,
): Promise<T> {
  const end = endOfProcess();
  try {
    const neo4j = await neo4jForCommand(config, print, end.signal);
    const work = run(neo4j.access, end.signal);
    try {
      return await Promise.race([work, end.asked]);
    } finally {
      if (end.signal.aborted) await Promise.race([work.catch(() => undefined), sleep(longestEndMs)]);
      await neo4j.stop();
    }
  } finally {
    end.close();
  }
}

/** So long the work may take to put away what is half done. */
const longestEndMs = 2_000;

function endOfProcess() {
  const ending = new AbortController();
  let code = 0;
  const end = (name: NodeJS.Signals) => {
    if (name === 'SIGINT' && process.listenerCount('SIGINT') > 1) return;
    code = 128 + constants.signals[name];
    ending.abort(new Error(`Ended by ${name}.`));
  };
  const names = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const name of names) process.on(name, end);
  const asked = new Promise<never>((_, reject) => {
    ending.signal.addEventListener('abort', () => reject(ending.signal.reason as Error));
  });
  asked.catch(() => undefined);
  return {
    signal: ending.signal,
    /** Fails when the process is told to end. */
    asked,
    /** Listens no more; ends the process if that was asked. */
    close: () => {
      for (const name of names) process.off(name, end);
      if (code > 0) process.exit(code);
    },
  };
}
