import { resolve } from 'node:path';
import type { Config } from '../config';
import { shippedSeeds } from '../features/seed/seed.files';
import { seed } from '../features/seed/seed.service';
import type { Graph } from '../graph/graph';
import { print } from './report';
import { withGraph } from './with-graph';

export async function seedCommand(config: Config, folders: string[]): Promise<void> {
  const sets = folders.length > 0 ? folders.map((folder) => resolve(folder)) : shippedSeeds();
  await withGraph(config, print, (graph) => seedFolders(graph, sets));
}

/** Records data sets one after another, and tells of each. */
export async function seedFolders(graph: Graph, folders: string[]): Promise<void> {
  for (const folder of folders) {
    print(`Reading ${folder}`);
    const { name, counts, changes, changeSet } = await seed(graph, folder);
    for (const { kind, records, recorded, revised } of counts) {
      if (records > 0) print(`  ${kind}: ${records} records, ${recorded} new, ${revised} revised`);
    }
    print(`${name}: ${changes} changes${changeSet ? ` (change set ${changeSet.seq}, ${changeSet.id})` : ''}`);
  }
}
