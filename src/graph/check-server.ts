import { Neo4jError } from 'neo4j-driver';
import { SaysoError, StartUpFault } from '../errors';
import type { Graph } from './graph';

/** The long-term release that Sayso is built and tested on. */
const oldest = [5, 26] as const;

/** @throws StartUpFault in one sentence where what answers at `uri` is no Neo4j that Sayso can work with. */
export async function checkServer(graph: Graph, uri: string): Promise<void> {
  const [component] = await graph
    .command("CALL dbms.components() YIELD name, versions WHERE name = 'Neo4j Kernel' RETURN versions[0] AS version")
    .catch((error: unknown) => {
      throw faultOf(error, uri);
    });
  const version = typeof component?.version === 'string' ? component.version : '';
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major < oldest[0] || (major === oldest[0] && minor < oldest[1])) {
    throw new StartUpFault(
      `The server at ${uri} is ${component ? `Neo4j ${version}` : 'no Neo4j'}; Sayso needs Neo4j ${oldest.join('.')} or newer.`,
      'Upgrade it to 5.26 LTS, or leave NEO4J_URI unset to let Sayso run its own.',
    );
  }
}

function faultOf(error: unknown, uri: string): unknown {
  const cause = error instanceof SaysoError ? error.cause : error;
  if (!(cause instanceof Neo4jError)) return error;
  if (/Unauthorized|AuthenticationRateLimit|CredentialsExpired/i.test(cause.code)) {
    return new StartUpFault(
      `The Neo4j at ${uri} refuses this user name and password.`,
      'Correct NEO4J_USER and NEO4J_PASSWORD.',
      { cause },
    );
  }
  if (/DatabaseNotFound/.test(cause.code)) {
    return new StartUpFault(`The Neo4j at ${uri} has no such database.`, 'Correct NEO4J_DATABASE, or create it.', {
      cause,
    });
  }
  if (/HTTP|handshake|protocol/i.test(cause.message)) {
    return new StartUpFault(
      `What answers at ${uri} does not speak Bolt: it is no Neo4j, or that is its HTTP port.`,
      'Correct NEO4J_URI; the Bolt port of a Neo4j is usually 7687.',
      { cause },
    );
  }
  if (cause.code === 'ServiceUnavailable' || cause.code === 'SessionExpired') {
    return new StartUpFault(
      `No Neo4j can be reached at ${uri}.`,
      'Start it, or correct NEO4J_URI (host, port, +s for TLS).',
      { cause },
    );
  }
  return error;
}
