import { join } from 'node:path';
import fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import { createAdmission } from './api/admission';
import { bookmarkHeader, readBookmarks } from './api/bookmark';
import { buildSchema } from './api/build-schema';
import { graphqlRoutes } from './api/graphql-routes';
import { startGraphqlServer } from './api/graphql-server';
import { readKnownOperations } from './api/known-operations';
import { limits } from './api/limits';
import { createContext, type Sealing } from './context';
import { SaysoError, StartUpFault, statusOfCode } from './errors';
import { exampleClaims } from './features/claim/example-claims';
import { createResearch } from './features/cypher/cypher.service';
import { feedTransports } from './features/feed/feed.transports';
import { createPoller } from './features/feed/poller';
import { createWebhookWorker } from './features/feed/webhook-worker';
import { admit, type Authenticate } from './features/principal/authenticate';
import type { Viewer } from './features/principal/viewer';
import { seedExamples } from './features/seed/seed.files';
import type { Graph, QueryEvent } from './graph/graph';
import type { ResearchPool } from './graph/research';
import type { Log } from './log';
import { fromRoot } from './root';
import { agentPage } from './web/agent-page';
import { claimPage } from './web/claim-page';
import { cypherPage } from './web/cypher-page';
import { cypherRoute } from './web/cypher-route';
import { documentPage } from './web/document-page';
import { embedPage } from './web/embed-page';
import { exploreAssets } from './web/explore-assets';
import { guideRoutes } from './web/guide';
import { healthRoutes } from './web/health';
import { idePage, wantsIde } from './web/ide-page';
import type { Neo4jAccess } from './web/landing';
import { oembed } from './web/oembed';
import { ownAddresses } from './web/own-address';
import { webPages } from './web/pages';
import { createDrawer } from './web/picture-drawer';
import { securityHeaders } from './web/security';
import { historyQuestions } from './web/ways-on';

export interface AppOptions {
  host: string;
  /** 0 for any free one. */
  port: number;
  /** The origins by which others reach this server; absent or empty for what a request says. */
  publicUrls?: readonly string[];
  graph: Graph;
  log: Log;
  /** What the landing page tells of the database; null for nothing. */
  neo4j: Neo4jAccess | null;
  /** Who bears an Authorization header. */
  authenticate: Authenticate;
  /** Whether who shows no key may read. */
  anonymous: boolean;
  sealing: Sealing;
  /** Whether a webhook may be on this machine or in its network. */
  privateWebhooks: boolean;
  /** Operations that are answered at a time; the rest are refused. */
  mostRequests: number;
  /** Whether queries that come again are compiled. */
  compile: boolean;
  /** Whether only known operations run, and a folder with more of them; any operation where it is absent. */
  operations?: { only: boolean; dir: string | null };
  /** Cypher of others (docs/cypher.md); absent where there is none. */
  research?: { pool: ResearchPool; who: 'off' | 'members' | 'anonymous'; most: number; timeoutMs: number };
  onQuery?: (event: QueryEvent) => void;
}

export interface App {
  url: string;
  /** Answers what has been asked, and closes; the graph stays open. */
  close(): Promise<void>;
}

/** Builds everything once and listens. @throws StartUpFault where the port cannot be had. */
export async function createApp(options: AppOptions): Promise<App> {
  const { host, port, graph, log, neo4j, authenticate, anonymous, sealing, privateWebhooks, compile, onQuery } =
    options;
  const { research, operations = { only: false, dir: null } } = options;
  const admission = createAdmission(options.mostRequests, log);
  const loggerInstance: FastifyBaseLogger = log;
  const server = fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: limits.body,
    forceCloseConnections: 'idle',
  });
  const schema = buildSchema();
  const operationsDir = fromRoot('schema', 'operations');
  const known = readKnownOperations(schema, {
    only: operations.only,
    dirs: [operationsDir, ...(operations.dir === null ? [] : [operations.dir])],
    texts: historyQuestions,
  });
  const apollo = await startGraphqlServer(log, { schema, compile, known });
  server.setErrorHandler(answerError);
  await securityHeaders(server);
  await server.register(healthRoutes, { graph });
  await server.register(guideRoutes, { examplesDir: fromRoot('cypher', 'examples') });
  const page = idePage(fromRoot('dist', 'web', 'ide'));
  const contextOf = (viewer: Viewer | null, bookmarks?: readonly string[]) =>
    createContext({ graph, viewer, sealing, bookmarks, onQuery });
  const admitted = async (authorization: string | undefined) => {
    const viewer = await authenticate(authorization);
    admit(viewer, { anonymous });
    return viewer;
  };
  const poller = createPoller(graph, log);
  const streams = feedTransports(server, { schema, known, authenticate: admitted, contextOf, poller, log });
  const contextFor = async ({ headers }: FastifyRequest) =>
    contextOf(await admitted(headers.authorization), readBookmarks(headers[bookmarkHeader], sealing));
  await server.register(graphqlRoutes, { apollo, admission, contextFor, isForPerson: wantsIde, page, streams });
  await server.register(cypherPage, {
    pageDir: fromRoot('dist', 'web', 'cypher'),
    examplesDir: fromRoot('cypher', 'examples'),
  });
  if (research) {
    const { timeoutMs, ...own } = research;
    const service = createResearch({ ...own, mostOfCaller: 1, defaults: { timeoutMs } });
    await server.register(cypherRoute, { research: service, who: research.who, authenticate: admitted });
  }
  const openTo = async ({ headers }: FastifyRequest) => contextOf(await admitted(headers.authorization));
  const addresses = ownAddresses({ host, publicUrls: options.publicUrls ?? [] });
  const open = { contextFor: openTo, admission, anonymous, originOf: addresses.originOf };
  // Beside this file, in src/ and in dist/, which a container has alone.
  const assetsDir = join(__dirname, 'web', 'assets');
  const drawer = createDrawer();
  await server.register(claimPage, { ...open, drawer });
  for (const resource of [documentPage, agentPage]) await server.register(resource, open);
  await server.register(embedPage, { ...open, componentDir: fromRoot('dist', 'web', 'embed'), assetsDir });
  await server.register(oembed, { ...open, addresses });
  await server.register(exploreAssets, { dir: fromRoot('dist', 'web', 'explore') });
  const named = seedExamples();
  await server.register(webPages, {
    ideDir: fromRoot('dist', 'web', 'ide'),
    assetsDir,
    operationsDir,
    docsDir: fromRoot('docs'),
    neo4j,
    examples: () => exampleClaims(contextOf(null), named),
  });
  try {
    await server.listen({ host, port });
  } catch (error) {
    await server.close();
    throw listenFault(error, port);
  }
  const webhooks = createWebhookWorker({ graph, log, unseal: sealing.unseal, allowPrivateHooks: privateWebhooks });
  webhooks.start();
  const address = server.server.address();
  const actual = typeof address === 'object' && address ? address.port : port;
  const shown = host === '0.0.0.0' || host === '::' || host === '127.0.0.1' ? 'localhost' : host;
  return {
    url: `http://${shown}:${actual}`,
    close: async () => {
      await webhooks.close();
      // Before the poller, so that nobody who is subscribed is left waiting for it.
      await server.close();
      await drawer.close();
      poller.close();
      await apollo.stop();
    },
  };
}

/** Faults before GraphQL is reached, in the shape that a GraphQL client understands. */
function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const status = error instanceof SaysoError ? statusOfCode[error.code] : (error.statusCode ?? 500);
  if (status >= 500) request.log.error({ err: error }, 'A request failed unexpectedly.');
  const message =
    status === 413
      ? `The request is larger than ${limits.body} bytes.`
      : status < 500 || error instanceof SaysoError
        ? error.message
        : 'Something went wrong on our side.';
  const code =
    error instanceof SaysoError
      ? error.code
      : status === 413
        ? 'COST_LIMIT'
        : status < 500
          ? 'BAD_USER_INPUT'
          : 'INTERNAL';
  void reply.code(status).send({ errors: [{ message, extensions: { code } }] });
}

function listenFault(error: unknown, port: number): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') {
    return new StartUpFault(
      `Port ${port} is taken by another program.`,
      'Stop that program, or set PORT to another (0 for any free one).',
    );
  }
  if (code === 'EACCES') {
    return new StartUpFault(`Port ${port} may not be used by this user.`, 'Set PORT to one above 1023.');
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return new StartUpFault(
      'This machine does not have the address that HOST names.',
      'Set HOST to 127.0.0.1, or to 0.0.0.0 for all.',
    );
  }
  return error;
}
