import { agentColumns, type AgentNode } from '../agent/agent.queries';
import { spanColumns, type SpanNode } from '../span/span.queries';
import type { AgentValues, AttributionNode, HopValues } from './attribution.queries';

// The names of what cypher/attribution/chains-of-claims.cypher gives as lists, in their order there: agents and spans in
// that of their own columns.
const attributionNames = [
  'quoteType',
  'cue',
  'speechAct',
  'describedAs',
  'saidAt',
  'medium',
  'setting',
  'scopeCertainty',
  'sic',
  'note',
  'reviewState',
  'revision',
  'recordedFrom',
  'recordedTo',
] as const;
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
