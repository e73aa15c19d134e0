import type { Graph } from '../../src/graph/graph';

/** Everything that is in the graph, one line each, sorted: equal before and after exactly if nothing was written. */
export async function fingerprint(graph: Graph): Promise<string[]> {
  const nodes = await graph.command(
    'MATCH (n) RETURN elementId(n) AS at, labels(n) AS labels, properties(n) AS properties',
  );
  const edges = await graph.command(
    'MATCH (a)-[r]->(b) RETURN elementId(a) AS from, type(r) AS type, elementId(b) AS to, properties(r) AS properties',
  );
  return [...nodes, ...edges].map((row) => JSON.stringify(row)).sort();
}
