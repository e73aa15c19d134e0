import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Graph } from '../../src/graph/graph';
import { fromRoot } from '../../src/root';
import { seededGraph, testNeo4j } from '../support/graph';
import { pythonWith } from '../support/python';

type Output = { [kind: string]: string };
interface Notebook {
  cells: { cell_type: string; source: string[]; outputs?: unknown[]; execution_count?: number | null }[];
}

const path = fromRoot('examples', 'notebook.ipynb');
const notebook = JSON.parse(readFileSync(path, 'utf8')) as Notebook;
const requirements = readFileSync(fromRoot('examples', 'requirements.txt'), 'utf8')
  .split('\n')
  .filter((line) => /^\w/.test(line));
const python = pythonWith(requirements, 'the notebook of examples/');

test('the notebook is kept without outputs', () => {
  const code = notebook.cells.filter((cell) => cell.cell_type === 'code');
  expect(code.length).toBeGreaterThan(5);
  expect(code.filter((cell) => cell.outputs?.length !== 0 || cell.execution_count !== null)).toEqual([]);
});

(python ? describe : describe.skip)('the notebook of examples/', () => {
  let graph: Graph;
  let cells: Output[][];
  beforeAll(async () => {
    graph = await seededGraph();
    cells = await run();
  }, 600_000);
  afterAll(() => graph.close());

  /** What each code cell gave, run from a folder that is not the root, as Jupyter does. */
  async function run(): Promise<Output[][]> {
    const { uri, user, password, database } = testNeo4j();
    const child = spawn(python ?? '', [join(__dirname, '../support/run-notebook.py'), path, fromRoot('examples')], {
      env: {
        ...process.env,
        ...{ NEO4J_URI: uri, NEO4J_USER: user, NEO4J_PASSWORD: password, NEO4J_DATABASE: database },
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (data) => (stdout += String(data)));
    child.stderr.on('data', (data) => (stderr += String(data)));
    const code = await new Promise((resolve) => child.on('close', resolve));
    if (code !== 0) throw new Error(`The notebook did not run:\n${stderr}`);
    return JSON.parse(stdout) as Output[][];
  }

  const tables = () => cells.flat().flatMap((output) => (output['text/html'] ? [output['text/plain'] ?? ''] : []));
  const plots = () => cells.flat().flatMap((output) => output['image/png'] ?? []);

  test('answers its three questions from the graph', () => {
    const [agencies = '', unnamed = '', single = ''] = tables();
    expect(tables()).toHaveLength(3);
    expect(agencies).toMatch(/Newsweek +Associated Press +2 +2/);
    expect(agencies).toMatch(/Orrin Post +Meridian Wire/);
    expect(unnamed).toMatch(/Salt and Tide +2021-03 +5 +2 +0\.40/);
    expect(single).toMatch(/two children died in the shelling of Quillport +3/);
  });

  test('draws two plots, each a picture of some size', () => {
    const sizes = plots().map((png) => {
      const bytes = Buffer.from(png, 'base64');
      expect(bytes.subarray(1, 4).toString()).toBe('PNG');
      return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
    });
    expect(sizes).toHaveLength(2);
    for (const [width = 0, height = 0] of sizes) expect(Math.min(width, height)).toBeGreaterThan(200);
  });
});
