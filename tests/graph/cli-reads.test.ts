import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { addClaimCommand } from '../../src/cli/claim';
import { addSearchCommand } from '../../src/cli/search';
import { readConfig } from '../../src/config';
import type { Graph } from '../../src/graph/graph';
import { removeServerState, writeServerState } from '../../src/local-neo4j/run-state';
import { seededGraph } from '../support/graph';

const dataDir = mkdtempSync(join(tmpdir(), 'sayso-cli-'));
let graph: Graph;
let out: string[];
let err: string[];
const isTTY = process.stdout.isTTY;
beforeAll(async () => (graph = await seededGraph()));
afterAll(async () => {
  await graph.close();
  rmSync(dataDir, { recursive: true });
});
beforeEach(() => {
  out = [];
  err = [];
  jest.spyOn(console, 'log').mockImplementation((line: string) => void out.push(line));
  jest.spyOn(console, 'error').mockImplementation((line: string) => void err.push(line));
});
afterEach(() => {
  jest.restoreAllMocks();
  process.stdout.isTTY = isTTY;
});

async function sayso(...argv: string[]): Promise<string> {
  const program = new Command('sayso').exitOverride().configureOutput({ writeErr: (text) => void err.push(text) });
  const config = () => readConfig({ SAYSO_SEALING_KEY: 'A'.repeat(43), SAYSO_DATA_DIR: dataDir });
  addSearchCommand(program, config, (_config, _print, run) => run(graph));
  addClaimCommand(program, config, (_config, _print, run) => run(graph));
  await program.parseAsync(argv, { from: 'user' });
  return out.join('\n');
}

const informed = 'clm_01a20dd7-8507-7953-ab78-6c292f50661a';
const twoDied = 'clm_01a20de1-59ab-7cf1-92fb-87c3960544eb';
const incendiary = 'clm_01a20de1-59ab-7cf1-92fb-87cbfd02f6f0';

describe('sayso search', () => {
  test('finds claims by their words, the best first: in a pipe a line each, split by tabs', async () => {
    process.stdout.isTTY = false;
    const [first, ...rest] = (await sayso('search', 'inform', 'before', 'strike', '--most', '3')).split('\n');
    expect(first).toBe(`${informed}\t1\tEVENT\tIran did not inform Pakistan before the strike`);
    expect(rest).toHaveLength(2);
    expect(err).toEqual(['There are more: --most shows up to 100.']);
  });

  test('on a terminal it is a table', async () => {
    process.stdout.isTTY = true;
    const lines = (await sayso('search', 'ambassador recalled')).split('\n');
    expect(lines[0]).toMatch(/^id +origins +type +claim$/);
    expect(lines[1]).toMatch(/^clm_\S+ +\d +[A-Z]+ +\S/);
  });

  test('--json gives a line of JSON for each', async () => {
    const lines = (await sayso('search', 'inform before strike', '--most', '2', '--json')).split('\n');
    expect(lines).toHaveLength(2);
    expect(JSON.parse(lines[0] ?? '')).toEqual({
      ...{ id: informed, origins: 1, type: 'EVENT', text: 'Iran did not inform Pakistan before the strike' },
      score: expect.any(Number),
    });
  });

  test.each(['xyzzyx', '...'])('%s, which no claim has, gives no line and a remark', async (words) => {
    expect(await sayso('search', words)).toBe('');
    expect(err).toEqual(['No confirmed claim has any of these words.']);
  });

  test.each(['0', '101', 'all'])('--most %s is a wrong call', async (most) => {
    await expect(sayso('search', 'strike', '--most', most)).rejects.toThrow(CommanderError);
    expect(err.join()).toContain('A whole number from 1 to 100');
  });
});

describe('sayso claim', () => {
  test('draws each chain from the outlet to the origin, with disclosure and place', async () => {
    expect(await sayso('claim', informed)).toBe(
      `Iran did not inform Pakistan before the strike
${informed} · EVENT · CONFIRMED
1 distinct known origin (1 unnamed), 1 chain in 1 document

Newsweek ← Associated Press ← unnamed Pakistani security official
  in Pakistan Recalls Iran Ambassador After Missile Strikes, version 2, 2024-01-17
    Newsweek                                 outlet
    └ Associated Press                       relay   INSTITUTION   RELAY 971–991
      └ unnamed Pakistani security official  origin  UNNAMED       SOURCE 927–965, CUE 966–970, CONTENT 997–1046`,
    );
  });

  test('tells who contradicts it, what reviews say, and which chain is no longer in the latest version', async () => {
    const text = await sayso('claim', twoDied);
    expect(text).toContain('1 distinct known origin, 3 chains in 3 documents');
    expect(text).toMatch(/^Orrin Post ← Meridian Wire ← Harbour Hospital \(not in the latest version\)$/m);
    expect(text).toMatch(/^Contradicted by\n  five children died in the shelling of Quillport \(NUMERIC\)\n    clm_/m);
    expect(text).toMatch(/^Reviewed by\n  Second Look: False \(1 on 1–5\), 2021-/m);
  });

  test('leads to the page of the claim while the server runs', async () => {
    writeServerState(dataDir, 'http://localhost:4321');
    try {
      expect((await sayso('claim', informed)).split('\n')[2]).toBe(`http://localhost:4321/claims/${informed}`);
    } finally {
      removeServerState(dataDir);
    }
  });

  test('a denial is told as one', async () => {
    const text = await sayso('claim', incendiary);
    expect(text).toMatch(/Foreign Ministry of Sorrend.* \(denies it\)$/m);
    expect(text).toContain('1 distinct known origin');
  });

  test('--json gives all of it as one object', async () => {
    const claim = JSON.parse(await sayso('claim', twoDied, '--json')) as Record<string, any>;
    expect(claim).toMatchObject({
      id: twoDied,
      origins: { distinctKnown: 1, unnamed: 0, unknown: 0, chains: 3, documents: 3 },
      contradictions: [{ types: ['NUMERIC'], claim: { text: 'five children died in the shelling of Quillport' } }],
      reviews: [{ author: 'Second Look', rating: { ratingValue: 1, bestRating: 5 } }],
      cut: [],
    });
    expect(claim.chains).toHaveLength(3);
    expect(claim.chains[0].hops[0]).toMatchObject({ role: 'OUTLET', disclosure: null, places: [] });
  });

  test('a list longer than asked for says that it goes on', async () => {
    const text = await sayso('claim', twoDied, '--most', '2');
    expect(text.match(/ ← /g)?.length).toBeGreaterThanOrEqual(2);
    expect(text).toContain('  … and more than these 2.');
    const { cut, chains } = JSON.parse(
      await sayso('claim', twoDied, '--most', '2', '--json').then(() => out.at(-1) ?? ''),
    );
    expect([cut, chains.length]).toEqual([['chains'], 2]);
  });

  test('an id that no claim has, and what is no id of a claim, are told in a clear line', async () => {
    const unknown = `${twoDied.slice(0, -1)}0`;
    await expect(sayso('claim', unknown)).rejects.toMatchObject({
      message: `There is no claim ${unknown}.`,
      exitCode: 1,
    });
    await expect(sayso('claim', 'agt_1')).rejects.toThrow('"agt_1" is no id of this kind');
  });
});
