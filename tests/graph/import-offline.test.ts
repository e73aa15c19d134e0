import { importOffline } from '../../src/cli/import-offline';
import { withGraph } from '../../src/cli/with-graph';
import { readConfig } from '../../src/config';
import { rebuild } from '../../src/features/derived/rebuild.service';
import { importFiles, type ImportOptions } from '../../src/features/import/import.service';
import { createKey } from '../../src/features/principal/keys.service';
import type { Graph } from '../../src/graph/graph';
import { emptyGraph } from '../support/graph';
import { fileOf, likeness, removeFolders, seedLines, temporaryFolder } from './import-support';

jest.setTimeout(600_000);
afterAll(removeFolders);

const options: ImportOptions = { maxFaults: 20, dryRun: false, batchSize: 50 };
const config = readConfig({
  SAYSO_DATA_DIR: temporaryFolder(),
  SAYSO_CACHE_DIR: readConfig(process.env).cacheDir,
  NEO4J_BOLT_PORT: '0',
  NEO4J_HTTP_PORT: '0',
  NEO4J_HEAP: '512m',
  NEO4J_PAGECACHE: '128m',
  SAYSO_QUERY_TIMEOUT_MS: '60000',
});
const silent = () => undefined;
const offline = (file: string) => importOffline(config, [file], 1_000, (write) => write(options));
const withoutKeys = (all: string[]) => all.filter((line) => !/ApiKey|KEY_OF|principal Ann/.test(line));

test('an offline import leaves the graph of an online one, keeps keys, and refuses what is not empty', async () => {
  await withGraph(config, silent, (graph: Graph) => createKey(graph, { principal: 'Ann', role: 'ADMIN' }));
  const file = fileOf(seedLines());
  await offline(file);

  const graph = await emptyGraph();
  await importFiles(graph, [file], options);
  const online = await likeness(graph);
  await graph.close();
  await withGraph(config, silent, async (made) => {
    const all = await likeness(made);
    expect(withoutKeys(all)).toEqual(online);
    expect(all.filter((line) => line.includes('"KEY_OF"'))).toHaveLength(1);
    expect(await rebuild(made, { check: true })).toMatchObject({ differing: 0, examples: [] });
    const again = await importFiles(made, [file], options);
    expect(again).toMatchObject({ skipped: again.batches, changeSets: null, faults: [] });
  });
  await expect(offline(file)).rejects.toThrow(/not empty/);
});
