import closeWithGrace from 'close-with-grace';
import { createApp } from './app';
import { fillIfEmpty } from './cli/fill-if-empty';
import { print, reportFault } from './cli/report';
import { startOptions } from './cli/start-options';
import { refuseHalfRestored } from './features/dump/restore.service';
import { authenticator } from './features/principal/authenticate';
import { ensureFirstAdmin } from './features/principal/first-admin.service';
import { sealingKeyOf, sealingWith } from './features/principal/sealing';
import { openGraph } from './graph/graph';
import { openResearchPool } from './graph/research';
import { checkServer } from './graph/check-server';
import { migrate } from './graph/migrate';
import { neo4jFor } from './local-neo4j/neo4j-for';
import { refuseSecondServer, removeServerState, writeServerState } from './local-neo4j/run-state';
import { createLog } from './log';

/** `npm start`: the database, its schema, the data of a first start, the server; and the way back on a signal. */
export async function main(argv: string[]): Promise<void> {
  const starting = new AbortController();
  const toClose: (() => Promise<void> | void)[] = [];
  closeWithGrace({ delay: 40_000, logger: false }, async ({ err }) => {
    starting.abort(new Error('Stopped while starting.'));
    if (err) reportFault(err);
    for (const close of toClose.reverse()) await close();
  });
  try {
    const config = startOptions(argv);
    if (!config) return;
    refuseSecondServer(config.dataDir);
    const log = createLog(config.log);
    const neo4j = await neo4jFor(config, print, starting.signal);
    toClose.push(neo4j.keep());
    const graph = openGraph({ ...neo4j.access, timeoutMs: config.queryTimeoutMs });
    toClose.push(() => graph.close());
    await checkServer(graph, neo4j.access.uri);
    await migrate(graph, print);
    await refuseHalfRestored(graph);
    if (config.seedOnStart) await fillIfEmpty(graph, print);
    await ensureFirstAdmin(graph, { preset: config.adminKey, makeOne: config.neo4j === null, print });
    const authenticate = authenticator({ graph, config, log });
    const sealing = sealingWith(sealingKeyOf(config));
    const pool = openResearchPool({ ...neo4j.access, most: 2 * config.cypherAtOnce });
    toClose.push(() => pool.close());
    const research = { pool, who: config.cypher, most: config.cypherAtOnce, timeoutMs: config.queryTimeoutMs };
    const app = await createApp({ ...config, graph, log, neo4j: neo4j.shown, authenticate, sealing, research });
    toClose.push(() => app.close());
    // A second start on this folder may have passed the first look at the same moment.
    refuseSecondServer(config.dataDir);
    writeServerState(config.dataDir, app.url);
    toClose.push(() => removeServerState(config.dataDir));
    if (neo4j.shown.browserUrl) print(`Neo4j Browser: ${neo4j.shown.browserUrl} (Bolt ${neo4j.access.uri})`);
    print(`Sayso is ready at ${app.url}`);
  } catch (error) {
    if (starting.signal.aborted) return;
    process.exitCode = reportFault(error);
    for (const close of toClose.reverse()) await close();
    process.exit();
  }
}
