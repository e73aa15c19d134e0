import { agentColumns, type AgentNode } from '../agent/agent.queries';
import { spanColumns, type SpanNode } from '../span/span.queries';
import { attributionColumns, type AgentValues, type AttributionNode, type HopValues } from './attribution.queries';

// cypher/attribution/chains-of-claims.cypher gives attributions, agents and spans as lists, in the order of their own
// columns. Which attribution it is, and its disclosure, a hop has besides.
const attributionNames = attributionColumns.filter((name) => name !== 'id' && name !== 'disclosure');
/** They travel as milliseconds, which decode at a tenth of a DateTime's cost. */
const moments = new Set<string>(['recordedFrom', 'recordedTo']);

/** The attribution of a hop that was read `withAttributions`. */
export function attributionOf([id, disclosure, values]: HopValues): AttributionNode {
  return { id, disclosure, ...named(attributionNames, values ?? []) } as unknown as AttributionNode;
}

/** The agent of a hop: whole where it was read `withAgents`, else its id, type and name. */
export function agentOf(values: AgentValues): AgentNode {
  return named(agentColumns, values) as unknown as AgentNode;
}

/** The spans of a hop that was read `withSpans`. */
export function spansOf([id, , , , spans]: HopValues): (SpanNode & { parentId: string })[] {
  return (spans ?? []).map(
    (values) => ({ ...named(spanColumns, values), parentId: id }) as SpanNode & { parentId: string },
  );
}

function named(names: readonly string[], values: readonly unknown[]): { [name: string]: unknown } {
  const row: { [name: string]: unknown } = {};
  for (let i = 0; i < values.length; i++) {
    const name = names[i] as string;
    const value = values[i];
    row[name] = typeof value === 'number' && moments.has(name) ? new Date(value) : value;
  }
  return row;
}
