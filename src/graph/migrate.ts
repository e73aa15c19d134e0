import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartUpFault } from '../errors';
import { fromRoot } from '../root';
import { sha256Of } from '../sha256';
import type { Graph, Reader } from './graph';
import { defineQuery } from './query';

export interface Migration {
  /** `V0001` and so on: the order in which they run. */
  version: string;
  name: string;
  checksum: string;
  statements: string[];
}

const appliedMigrations = defineQuery<object, { version: string; name: string; checksum: string }>({
  name: 'migration/applied',
  mode: 'read',
  params: [],
  columns: ['version', 'name', 'checksum'],
});
const recordMigration = defineQuery<
  { version: string; name: string; checksum: string },
  { version: string; checksum: string }
>({
  name: 'migration/record',
  mode: 'write',
  params: ['version', 'name', 'checksum'],
  columns: ['version', 'checksum'],
});

const fileName = /^(V\d{4})__([a-z0-9_]+)\.cypher$/;

/** The migrations of a folder, in order. @throws Error for a file that is not named as one, and for a version met twice. */
export function readMigrations(folder = fromRoot('cypher', 'migrations')): Migration[] {
  const migrations = readdirSync(folder)
    .sort()
    .map((file) => {
      const [, version, name] = fileName.exec(file) ?? [];
      if (!version || !name) throw new Error(`cypher/migrations/${file} is not named like V0001__what_it_does.cypher.`);
      const text = readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n');
      return {
        version,
        name,
        checksum: sha256Of(text),
        statements: statementsOf(text),
      };
    });
  migrations.forEach((one, i) => {
    if (one.version === migrations[i - 1]?.version) throw new Error(`There are two migrations ${one.version}.`);
  });
  return migrations;
}

/** Statements end in a semicolon at the end of a line; a line that begins with `//` is a comment. */
function statementsOf(text: string): string[] {
  return text
    .replace(/^\s*\/\/.*$/gm, '')
    .split(/;\s*$/m)
    .map((statement) => statement.trim())
    .filter(Boolean);
}

/** Those not recorded yet. @throws StartUpFault where a recorded one has changed since, or is unknown to this version. */
export async function pendingMigrations(graph: Reader, migrations = readMigrations()): Promise<Migration[]> {
  const applied = await graph.read(appliedMigrations, {});
  const known = new Map(migrations.map((one) => [one.version, one]));
  for (const { version, name, checksum } of applied) {
    const file = known.get(version);
    if (!file) {
      throw new StartUpFault(
        `The database has the migration ${version} (${name}), which this version of Sayso does not know.`,
        'Start the version of Sayso that made this database, or a newer one.',
      );
    }
    if (file.checksum !== checksum) {
      throw new StartUpFault(
        `The migration ${version} (${name}) was applied with other contents than its file has now.`,
        'Restore the file: an applied migration never changes. What should be otherwise is a new migration.',
      );
    }
  }
  const done = new Set(applied.map((one) => one.version));
  return migrations.filter((one) => !done.has(one.version));
}

/**
 * Brings the database's schema up to date, and waits until its indexes are online. Every statement can run twice
 * (IF NOT EXISTS), so that a run that was cut off, or two at once, end in the same schema and one record each.
 * Returns the migrations that it applied.
 */
export async function migrate(
  graph: Graph,
  onProgress: (line: string) => void = () => undefined,
  migrations = readMigrations(),
): Promise<Migration[]> {
  const pending = await pendingMigrations(graph, migrations);
  for (const migration of pending) {
    onProgress(`Migration ${migration.version} (${migration.name.replaceAll('_', ' ')})`);
    for (const statement of migration.statements) await again(() => graph.command(statement));
    const { version, name, checksum } = migration;
    await graph.write((tx) => tx.run(recordMigration, { version, name, checksum }));
  }
  if (pending.length > 0) await graph.command('CALL db.awaitIndexes(300)');
  return pending;
}

/** Two runners that make one constraint at a time can meet each other's lock; the second try finds it made. */
async function again<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run();
    } catch (error) {
      if (attempt === 5) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100 * attempt * (1 + Math.random())));
    }
  }
}
