import type { Config } from '../config';
import { checkServer } from '../graph/check-server';
import { openGraph } from '../graph/graph';
import { migrate } from '../graph/migrate';
import { neo4jForCommand } from '../local-neo4j/neo4j-for';
import { print } from './report';

export async function migrateCommand(config: Config): Promise<void> {
  const neo4j = await neo4jForCommand(config, print);
  const graph = openGraph({ ...neo4j.access, timeoutMs: config.queryTimeoutMs });
  try {
    await checkServer(graph, neo4j.access.uri);
    const applied = await migrate(graph, print);
    print(applied.length === 0 ? 'The schema is up to date.' : `Applied ${applied.length} migrations.`);
  } finally {
    await graph.close();
    await neo4j.stop();
  }
}
