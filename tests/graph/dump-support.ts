import type { Graph } from '../../src/graph/graph';

const exact = (of: string) =>
  `[key IN keys(${of}) | [key, valueType(${of}[key]), CASE WHEN valueType(${of}[key]) STARTS WITH 'ZONED' THEN toString(${of}[key]) ELSE ${of}[key] END]]`;

/**
 * Everything in the graph but its migrations, one line each, sorted: labels, every property with its type, relationships by
 * the ids of their ends. Two databases with equal lines hold the same.
 */
export async function exactLines(graph: Graph): Promise<string[]> {
  const nodes = await graph.command(
    `MATCH (n) WHERE NOT n:Migration RETURN n.id AS id, labels(n) AS labels, ${exact('n')} AS own`,
  );
  const edges = await graph.command(
    `MATCH (a)-[r]->(b) RETURN a.id AS from, type(r) AS type, b.id AS to, ${exact('r')} AS own`,
  );
  return [...nodes, ...edges]
    .map(({ own, labels, ...row }) =>
      JSON.stringify({
        ...row,
        labels: [...((labels as string[] | undefined) ?? [])].sort(),
        own: (own as [string][]).sort(([one], [other]) => (one < other ? -1 : 1)),
      }),
    )
    .sort();
}
