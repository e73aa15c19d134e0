import { execFile } from 'node:child_process';
import { StartUpFault } from '../errors';

const ownNeo4j = 'or set NEO4J_URI and NEO4J_PASSWORD to use a Neo4j that runs elsewhere';

/**
 * Checks the `java` that the PATH finds (or the one that is named).
 * @throws StartUpFault where there is none that runs, or it is older than 17.
 */
export async function needJava(java = 'java'): Promise<void> {
  // Java prints its version on stderr; macOS ships a /usr/bin/java that only says that there is no Java.
  const output = await run(java, ['-version']);
  const version = output === null ? undefined : /version "(?:1\.)?(\d+)/.exec(output)?.[1];
  if (version === undefined) {
    throw new StartUpFault(
      'Java is missing: Sayso runs Neo4j with it.',
      `Install Java 17 or newer (for example OpenJDK 17), ${ownNeo4j}.`,
    );
  }
  if (Number(version) < 17) {
    throw new StartUpFault(
      `Java ${version} is too old: Neo4j 5.26 needs Java 17 or newer.`,
      `Install Java 17 or 21 and put its bin folder first on the PATH, ${ownNeo4j}.`,
    );
  }
}

/** @throws StartUpFault where the PATH finds no `mvn` that runs. */
export async function needMaven(mvn = 'mvn'): Promise<void> {
  const output = await run(mvn, ['-version']);
  if (output === null || !/Apache Maven/.test(output)) {
    throw new StartUpFault(
      'Maven is missing: Sayso fetches Neo4j with it, once.',
      `Install Maven 3.6 or newer (its command is mvn), ${ownNeo4j}.`,
    );
  }
}

/** What a command prints, stdout and stderr; null where it cannot be run or fails. */
function run(command: string, args: string[]): Promise<string | null> {
  return new Promise((resolve) => {
    execFile(command, args, { timeout: 30_000 }, (error, stdout, stderr) => resolve(error ? null : stdout + stderr));
  });
}
