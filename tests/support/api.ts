import { randomBytes } from 'node:crypto';
import { createApp, type App, type AppOptions } from '../../src/app';
import { authenticator } from '../../src/features/principal/authenticate';
import { sealingWith } from '../../src/features/principal/sealing';
import type { Graph, QueryEvent } from '../../src/graph/graph';
import { createLog, type Log } from '../../src/log';
import { readsApart, seededGraph } from './graph';

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
    mostRequests: 64,
    compile: true,
    sealing: sealingWith(randomBytes(32)),
  };
}

/** A whole server over HTTP on a free port, on this graph. One request at a time, or `queries` mixes. */
export async function startTestApi(
  graph: Graph,
  log: Log = createLog({ level: 'silent', format: 'json' }),
  options: { compile?: boolean; research?: AppOptions['research'] } = {},
): Promise<TestApi> {
  let queries: QueryEvent[] = [];
  const onQuery = (event: QueryEvent) => queries.push(event);
  const at = { host: '127.0.0.1', port: 0, neo4j: null };
  const app = await createApp({ ...at, ...testAccess(graph, log), graph, log, onQuery, ...options });
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

/** A server on a free port of this graph, each read by itself, for tests that ask many things once. The caller closes it. */
export function appApart(graph: Graph, options: Partial<AppOptions> = {}): Promise<App> {
  const log = createLog({ level: 'silent', format: 'json' });
  const at = { host: '127.0.0.1', port: 0, neo4j: null };
  return createApp({ ...at, ...testAccess(graph, log), graph: readsApart(graph), log, ...options });
}

/** The seeded graph, and such servers on it, for one suite: there before its tests, closed at its end. */
export function seededServers() {
  const open: App[] = [];
  let graph: Graph;
  beforeAll(async () => {
    graph = await seededGraph();
  });
  afterAll(async () => {
    await Promise.all(open.map((app) => app.close()));
    await graph.close();
  });
  return {
    graph: () => graph,
    /** Gives its address. */
    serve: async (options: Partial<AppOptions> = {}): Promise<string> => {
      const app = await appApart(graph, options);
      open.push(app);
      return app.url;
    },
  };
}
