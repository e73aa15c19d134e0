import { openGraph, type Graph } from '../../src/graph/graph';
import type { LocalNeo4j } from '../../src/local-neo4j/start';
import { landmarksOf, type Landmarks } from '../generate/landmarks';
import { planOf, type Plan } from '../generate/plan';
import { loadedNeo4j } from './loaded';
import type { Say } from './progress';
import { startSayso, type SaysoServer } from './sayso';

/** A loaded graph with Sayso on it. */
export interface Stage {
  claims: number;
  plan: Plan;
  landmarks: Landmarks;
  neo4j: LocalNeo4j;
  graph: Graph;
  sayso: SaysoServer;
  close(): Promise<void>;
}

export async function openStage(claims: number, say: Say): Promise<Stage> {
  const plan = planOf({ claims });
  const neo4j = await loadedNeo4j(claims, say);
  const graph = openGraph({ ...neo4j, timeoutMs: 60_000 });
  const sayso = await startSayso(neo4j, String(claims)).catch(async (error: unknown) => {
    await graph.close();
    await neo4j.stop();
    throw error;
  });
  return {
    claims,
    plan,
    landmarks: landmarksOf(plan),
    neo4j,
    graph,
    sayso,
    close: async () => {
      await sayso.stop();
      await graph.close();
      await neo4j.stop();
    },
  };
}
