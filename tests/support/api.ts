import { randomBytes } from 'node:crypto';
import { createApp, type App } from '../../src/app';
import { authenticator } from '../../src/features/principal/authenticate';
import { sealingWith } from '../../src/features/principal/sealing';
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
  /** `key` is an API key, sent as a bearer. */
  ask<T = Record<string, any>>(
    query: string,
    variables?: Record<string, unknown>,
    key?: string,
  ): Promise<GraphqlAnswer<T>>;
  close(): Promise<void>;
}

/** What an app needs to know who asks, with keys from the graph alone. */
export function testAccess(graph: Graph, log: Log) {
  return {
    authenticate: authenticator({ graph, config: { jwt: null }, log }),
    anonymous: true,
    privateWebhooks: false,
    sealing: sealingWith(randomBytes(32)),
  };
}

/** A whole server over HTTP on a free port, on this graph. One request at a time, or `queries` mixes. */
export async function startTestApi(
  graph: Graph,
  log: Log = createLog({ level: 'silent', format: 'json' }),
): Promise<TestApi> {
  let queries: QueryEvent[] = [];
  const onQuery = (event: QueryEvent) => queries.push(event);
  const at = { host: '127.0.0.1', port: 0, neo4j: null };
  const app = await createApp({ ...at, ...testAccess(graph, log), graph, log, onQuery });
  return {
    app,
    url: app.url,
    close: () => app.close(),
    ask: async <T>(query: string, variables = {}, key?: string) => {
      queries = [];
      const response = await fetch(`${app.url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/json',
          ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
        },
        body: JSON.stringify({ query, variables }),
      });
      const { data, errors } = (await response.json()) as Omit<GraphqlAnswer<T>, 'status' | 'queries'>;
      return { status: response.status, data, errors, queries };
    },
  };
}

/** How many waves of queries one after another an answer took: those of one transaction are one wave. */
export const wavesOf = (queries: QueryEvent[]): number => new Set(queries.map((query) => query.batch)).size;
