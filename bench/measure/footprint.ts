import { createApp } from '../../src/app';
import { sealingWith } from '../../src/features/principal/sealing';
import type { Graph, QueryEvent } from '../../src/graph/graph';
import { definedQueries } from '../../src/graph/query';
import { createLog } from '../../src/log';
import type { Asking } from './client';
import type { Profiler } from './profile';

/** What an answer costs the database: its hits, and how many times it went there. */
export interface Footprint {
  hits: number;
  roundTrips: number;
}

/** Counts what Sayso's answers cost, on a server of its own in this process, so that nothing that is timed counts along. */
export async function footprints(graph: Graph, profiler: Profiler) {
  let events: QueryEvent[] = [];
  const app = await createApp({
    host: '127.0.0.1',
    port: 0,
    neo4j: null,
    authenticate: async () => null,
    anonymous: true,
    privateWebhooks: false,
    mostRequests: 64,
    compile: true,
    sealing: sealingWith(Buffer.alloc(32)),
    graph,
    log: createLog({ level: 'silent', format: 'json' }),
    onQuery: (event) => events.push(event),
  });
  return {
    of: async ({ path, body, headers }: Asking): Promise<Footprint> => {
      events = [];
      const response = await fetch(`${app.url}${path}`, { method: 'POST', body, headers });
      const answer = (await response.json()) as { errors?: { message: string }[] };
      if (answer.errors) throw new Error(`Sayso answered: ${answer.errors[0]?.message}`);
      const asked = events;
      let hits = 0;
      for (const { name, params } of asked) hits += await profiler.hits(textOf(name), params);
      return { hits, roundTrips: new Set(asked.map((event) => event.batch)).size };
    },
    close: () => app.close(),
  };
}

/** A count runs its list's own text (countOf). */
function textOf(name: string): string {
  const [list, count] = name.split('#');
  const text = definedQueries.find((query) => query.name === list)?.text;
  if (text === undefined) throw new Error(`There is no query ${name}.`);
  return count === undefined ? text : `CALL () {\n${text}\n}\nRETURN count(*) AS total`;
}
