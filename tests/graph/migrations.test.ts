import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StartUpFault } from '../../src/errors';
import type { Graph } from '../../src/graph/graph';
import { migrate, pendingMigrations, readMigrations } from '../../src/graph/migrate';
import { fromRoot } from '../../src/root';
import { startTestApi } from '../support/api';
import { emptyGraph, openTestGraph } from '../support/graph';

let graph: Graph;
const folders: string[] = [];
beforeAll(async () => {
  graph = await emptyGraph();
});
beforeEach(() => strip());
afterAll(async () => {
  await strip();
  await migrate(graph);
  await graph.close();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** The database as it is before its first migration. */
async function strip(): Promise<void> {
  for (const { name } of await graph.command('SHOW CONSTRAINTS YIELD name')) {
    await graph.command(`DROP CONSTRAINT \`${String(name)}\` IF EXISTS`);
  }
  for (const { name } of await graph.command("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name")) {
    await graph.command(`DROP INDEX \`${String(name)}\` IF EXISTS`);
  }
  await graph.command('MATCH (m:Migration) DELETE m');
}

const records = () =>
  graph.command(
    `MATCH (m:Migration) RETURN m.version AS version, m.name AS name, m.checksum AS checksum,
       toString(m.appliedAt) AS appliedAt ORDER BY version`,
  );
const schema = async () => ({
  constraints: await graph.command(
    'SHOW CONSTRAINTS YIELD name, type, labelsOrTypes, properties RETURN * ORDER BY name',
  ),
  indexes: await graph.command(
    "SHOW INDEXES YIELD name, state, type, labelsOrTypes, properties WHERE type <> 'LOOKUP' RETURN * ORDER BY name",
  ),
});

/** A copy of the shipped migrations, changed. */
function copied(change: (folder: string) => void): ReturnType<typeof readMigrations> {
  const folder = mkdtempSync(join(tmpdir(), 'sayso-migrations-'));
  folders.push(folder);
  cpSync(fromRoot('cypher', 'migrations'), folder, { recursive: true });
  change(folder);
  return readMigrations(folder);
}

const files = readdirSync(fromRoot('cypher', 'migrations')).sort();
const textOf = (file: string) => readFileSync(fromRoot('cypher', 'migrations', file), 'utf8');

test('a new database gets every migration once, recorded with its checksum, and the schema that they name', async () => {
  const told: string[] = [];
  const applied = await migrate(graph, (line) => told.push(line));
  expect(applied.map((one) => `${one.version}__${one.name}.cypher`)).toEqual(files);
  expect(told).toHaveLength(files.length);
  expect(await records()).toEqual(
    files.map((file) => {
      const [version, name] = file.replace('.cypher', '').split('__');
      const checksum = createHash('sha256').update(textOf(file)).digest('hex');
      const appliedAt = expect.stringMatching(/^\d{4}-/) as string;
      return { version, name, checksum, appliedAt };
    }),
  );
  const { constraints, indexes } = await schema();
  const declared = (kind: RegExp) =>
    files.flatMap((file) => [...textOf(file).matchAll(kind)].map((found) => found[1])).sort();
  expect(constraints.map((one) => one.name)).toEqual(declared(/^CREATE CONSTRAINT (\w+)/gm));
  const owned = new Set(constraints.map((one) => one.name));
  expect(indexes.filter((one) => !owned.has(one.name)).map((one) => one.name)).toEqual(
    declared(/^CREATE (?:FULLTEXT |VECTOR )?INDEX (\w+)/gm),
  );
  expect(new Set(indexes.map((one) => one.state))).toEqual(new Set(['ONLINE']));
});

test('a second run changes nothing', async () => {
  await migrate(graph);
  const before = [await records(), await schema()];
  expect(await migrate(graph)).toEqual([]);
  expect([await records(), await schema()]).toEqual(before);
});

test('a run that was cut off before its record is done again, to the same effect', async () => {
  await migrate(graph);
  const before = await schema();
  const [last] = files.slice(-1).map((file) => file.slice(0, 5));
  await graph.command('MATCH (m:Migration {version: $last}) DELETE m', { last });
  expect((await migrate(graph)).map((one) => one.version)).toEqual([last]);
  expect((await records()).map((one) => one.version)).toEqual(files.map((file) => file.slice(0, 5)));
  expect(await schema()).toEqual(before);
});

test('two runners at once end in the same schema and one record each', async () => {
  const other = openTestGraph();
  try {
    await Promise.all([migrate(graph), migrate(other)]);
  } finally {
    await other.close();
  }
  expect((await records()).map((one) => one.version)).toEqual(files.map((file) => file.slice(0, 5)));
  const both = await schema();
  await strip();
  await migrate(graph);
  expect(both).toEqual(await schema());
});

test('a later migration is applied alone', async () => {
  await migrate(graph);
  const more = copied((folder) =>
    writeFileSync(
      join(folder, 'V9000__one_more.cypher'),
      'CREATE INDEX one_more IF NOT EXISTS FOR (n:Claim) ON (n.language);\n',
    ),
  );
  expect((await pendingMigrations(graph, more)).map((one) => one.version)).toEqual(['V9000']);
  expect((await migrate(graph, undefined, more)).map((one) => one.version)).toEqual(['V9000']);
  expect((await schema()).indexes.map((one) => one.name)).toContain('one_more');
});

test('an applied migration whose file has changed is refused by version and name, and nothing is applied', async () => {
  await migrate(graph);
  const before = [await records(), await schema()];
  const changed = copied((folder) => {
    writeFileSync(join(folder, files[1] as string), `${textOf(files[1] as string)}// a word more\n`);
    writeFileSync(
      join(folder, 'V9000__one_more.cypher'),
      'CREATE INDEX one_more IF NOT EXISTS FOR (n:Claim) ON (n.language);\n',
    );
  });
  const refusal = migrate(graph, undefined, changed);
  await expect(refusal).rejects.toThrow(StartUpFault);
  await expect(refusal).rejects.toThrow(/V0002 \(lists\) was applied with other contents/);
  expect([await records(), await schema()]).toEqual(before);
});

test('line ends of Windows are no change', async () => {
  await migrate(graph);
  const same = copied((folder) => {
    for (const file of files) writeFileSync(join(folder, file), textOf(file).replaceAll('\n', '\r\n'));
  });
  expect(await pendingMigrations(graph, same)).toEqual([]);
});

test('a database with a migration that this version does not know is refused by its version and name', async () => {
  await migrate(graph);
  const older = copied((folder) => rmSync(join(folder, files[2] as string)));
  const refusal = migrate(graph, undefined, older);
  await expect(refusal).rejects.toThrow(StartUpFault);
  await expect(refusal).rejects.toThrow(/V0003 \(full_text\), which this version of Sayso does not know/);
});

test.each(['V1__x.cypher', 'V0004_x.cypher', 'V0004__X.cypher', 'v0004__x.cypher', 'V0004__x.cql', 'notes.txt'])(
  'a file that is named %s is refused by its name',
  (name) => {
    expect(() => copied((folder) => writeFileSync(join(folder, name), 'RETURN 1;'))).toThrow(
      `cypher/migrations/${name} is not named like V0001__what_it_does.cypher.`,
    );
  },
);

test('two files of one version are refused', () => {
  const twice = () =>
    copied((folder) => renameSync(join(folder, files[2] as string), join(folder, 'V0002__lists_again.cypher')));
  expect(twice).toThrow('There are two migrations V0002.');
});

test('the server is not ready while a migration is pending, and ready after it', async () => {
  const api = await startTestApi(graph);
  const ready = async () => {
    const response = await fetch(`${api.url}/health/ready`);
    return [response.status, await response.json()];
  };
  try {
    const all = files.map((file) => file.slice(0, 5)).join(', ');
    expect(await ready()).toEqual([503, { status: 'not ready', reason: `Migrations are pending: ${all}.` }]);
    await migrate(graph);
    expect(await ready()).toEqual([200, { status: 'ready' }]);
    await graph.command("MATCH (m:Migration {version: 'V0002'}) DELETE m");
    expect(await ready()).toEqual([503, { status: 'not ready', reason: 'Migrations are pending: V0002.' }]);
    await migrate(graph);
    expect(await ready()).toEqual([200, { status: 'ready' }]);
  } finally {
    await api.close();
  }
});
