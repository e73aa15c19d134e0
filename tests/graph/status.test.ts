import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { addStatusCommand, statusOf } from '../../src/cli/status';
import { readConfig, type Config } from '../../src/config';
import type { Graph } from '../../src/graph/graph';
import { removeServerState, writeServerState } from '../../src/local-neo4j/run-state';
import { startTestApi, type TestApi } from '../support/api';
import { seededGraph, testNeo4j } from '../support/graph';

let graph: Graph;
let api: TestApi;
let dataDir: string;
beforeAll(async () => {
  graph = await seededGraph();
  api = await startTestApi(graph);
});
afterAll(async () => {
  await api.close();
  await graph.close();
});
beforeEach(() => (dataDir = mkdtempSync(join(tmpdir(), 'sayso-status-'))));
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(dataDir, { recursive: true, force: true });
  process.exitCode = 0;
});

function configOf(env: NodeJS.ProcessEnv = {}): Config {
  const { uri, user, password, database } = testNeo4j();
  const own = { NEO4J_URI: uri, NEO4J_USER: user, NEO4J_PASSWORD: password, NEO4J_DATABASE: database };
  return readConfig({ SAYSO_DATA_DIR: dataDir, ...own, ...env });
}

/** What the command prints, and its exit code. */
async function status(config: Config, ...argv: string[]): Promise<{ text: string; code: unknown }> {
  const out: string[] = [];
  jest.spyOn(console, 'log').mockImplementation((line: string) => void out.push(line));
  const program = new Command('sayso').exitOverride();
  addStatusCommand(program, () => config);
  await program.parseAsync(['status', ...argv], { from: 'user' });
  return { text: out.join('\n'), code: process.exitCode };
}

test('of a server that runs: where, since when, what is in its database; exit code 0', async () => {
  writeServerState(dataDir, api.url);
  const { text, code } = await status(configOf());
  expect(text).toMatch(
    new RegExp(`^Sayso +ready at ${api.url} \\(process ${process.pid}\\), since \\d{4}-\\d\\d-\\d\\dT\\S+Z$`, 'm'),
  );
  expect(text).toMatch(/^Neo4j +answers at bolt:/m);
  expect(text).toMatch(/^Schema +up to date$/m);
  expect(text).toMatch(/^Holds +117 claims, 142 attributions, 16 documents, 75 agents, 38 relations; last change 2$/m);
  expect(code).toBe(0);
  removeServerState(dataDir);
});

test('of one that does not run: exit code 3, and nothing was started', async () => {
  const { text, code } = await status(configOf({ NEO4J_URI: '' }));
  expect(text).toBe(`Sayso   not running on ${dataDir}\nNeo4j   not running`);
  expect(code).toBe(3);
});

test('of one that runs and does not answer: why, and exit code 1', async () => {
  writeServerState(dataDir, 'http://127.0.0.1:9');
  const { text, code } = await status(configOf());
  expect(text).toMatch(/^Sayso +not ready at http:\/\/127\.0\.0\.1:9 .*: It does not answer within 5 s\.$/m);
  expect(code).toBe(1);
});

test('--json is one object, and a database that cannot be reached is told with its reason', async () => {
  const { text, code } = await status(configOf({ NEO4J_URI: 'bolt://127.0.0.1:9' }), '--json');
  expect(JSON.parse(text)).toMatchObject({
    server: null,
    neo4j: { uri: 'bolt://127.0.0.1:9', pid: null, answers: false, reason: expect.stringMatching(/No Neo4j can be/) },
    pendingMigrations: null,
    counts: null,
  });
  expect(code).toBe(3);
});

test('it asks the database, and writes nothing', async () => {
  const before = await statusOf(configOf());
  expect(await statusOf(configOf())).toEqual(before);
  expect(before).toMatchObject({ pendingMigrations: [], counts: { claims: 117, lastSeq: 2 } });
});
