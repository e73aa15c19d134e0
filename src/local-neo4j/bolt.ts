import neo4j, { type Driver, Neo4jError } from 'neo4j-driver';
import type { Neo4jAccess } from './access';
import { listens } from './ports';

/** What a Neo4j on this machine says to a sign-in. `silent`: nothing there, or no answer in time. */
export type Answer = 'signed-in' | 'wrong-password' | 'password-change-due' | 'silent';

const initialPassword = 'neo4j';

/** Signs in and runs `RETURN 1`. Never longer than `patienceMs`, also where a server accepts and then hangs. */
export function ask(access: Neo4jAccess, patienceMs = 5_000): Promise<Answer> {
  return inTime(patienceMs, access, async (driver) => {
    const session = driver.session({ database: access.database });
    await session.run('RETURN 1');
    return 'signed-in';
  });
}

/**
 * Gives a new database its password, which replaces the one that every new Neo4j starts with. Safe to repeat: where the
 * initial password is no longer taken, nothing happens and the answer is `wrong-password`.
 */
export function setFirstPassword(access: Neo4jAccess, patienceMs = 20_000): Promise<Answer> {
  return inTime(patienceMs, { ...access, password: initialPassword }, async (driver) => {
    const session = driver.session({ database: 'system' });
    await session.run('ALTER CURRENT USER SET PASSWORD FROM $from TO $to', {
      from: initialPassword,
      to: access.password,
    });
    return 'signed-in';
  });
}

async function inTime(
  patienceMs: number,
  access: Neo4jAccess,
  work: (driver: Driver) => Promise<Answer>,
): Promise<Answer> {
  // The driver itself takes half a minute to find that nothing listens, and waits without end where a server hangs.
  if (!(await listens(Number(new URL(access.uri).port)))) return 'silent';
  const driver = neo4j.driver(access.uri, neo4j.auth.basic(access.user, access.password), {
    connectionTimeout: patienceMs,
    connectionAcquisitionTimeout: patienceMs,
    maxTransactionRetryTime: 0,
    telemetryDisabled: true,
  });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Answer>((resolve) => {
    timer = setTimeout(() => resolve('silent'), patienceMs);
  });
  try {
    return await Promise.race([work(driver).catch(toAnswer), late]);
  } finally {
    clearTimeout(timer);
    void driver.close().catch(() => undefined);
  }
}

function toAnswer(error: unknown): Answer {
  if (!(error instanceof Neo4jError)) throw error;
  if (error.code === 'Neo.ClientError.Security.CredentialsExpired') return 'password-change-due';
  return error.code.startsWith('Neo.ClientError.Security.') ? 'wrong-password' : 'silent';
}
