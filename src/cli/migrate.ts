import type { Config } from '../config';
import { print } from './report';
import { withGraph } from './with-graph';

export function migrateCommand(config: Config): Promise<void> {
  return withGraph(config, print, async (_graph, applied) => {
    print(applied.length === 0 ? 'The schema is up to date.' : `Applied ${applied.length} migrations.`);
  });
}
