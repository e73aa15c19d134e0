import { createApp, type App } from '../../src/app';
import type { Graph, QueryEvent } from '../../src/graph/graph';
import { createLog, type Log } from '../../src/log';

export interface GraphqlAnswer<T = Record<string, any>> {
  status: number;
  data: T | null | undefined;
  errors: { message: string; path?: (string | number)[]; extensions: { code: string; field?: string } }[] | undefined;
  /** The database queries that it took, in the order of their end. */
  queries: QueryEvent[];
}

export interface TestApi {
  app: App;
  url: string;
  ask<T = Record<string, any>>(query: string, variables?: Record<string, unknown>): Promise<GraphqlAnswer<T>>;
  close(): Promise<void>;
}

/** A whole server over HTTP on a free port, on this graph. One request at a time, or `queries` mixes. */
export async function startTestApi(
  graph: Graph,
  log: Log = createLog({ level: 'silent', format: 'json' }),
): Promise<TestApi> {
  let queries: QueryEvent[] = [];
  const onQuery = (event: QueryEvent) => queries.push(event);
  const app = await createApp({ host: '127.0.0.1', port: 0, graph, log, neo4j: null, onQuery });
  return {
    app,
    url: app.url,
    close: () => app.close(),
    ask: async <T>(query: string, variables = {}) => {
      queries = [];
      const response = await fetch(`${app.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify({ query, variables }),
      });
      const { data, errors } = (await response.json()) as Omit<GraphqlAnswer<T>, 'status' | 'queries'>;
      return { status: response.status, data, errors, queries };
    },
  };
}

/** How many waves of queries one after another an answer took: those of one transaction are one wave. */
export const wavesOf = (queries: QueryEvent[]): number => new Set(queries.map((query) => query.batch)).size;
