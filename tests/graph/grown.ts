import { agentId, planOf, type Plan } from '../../bench/generate/plan';
import { rowsByKind, type GraphRecord } from '../../bench/generate/record';
import { storiesOf } from '../../bench/generate/stories';
import { commitChange } from '../../src/features/change-set/change-set.service';
import { saveRows } from '../../src/features/import/rows.service';
import type { Graph } from '../../src/graph/graph';
import { newId } from '../../src/identity';

/** The part of a graph that is asked about, and the part that only makes it larger. */
export const asked = (claims: number): Plan => planOf({ claims, seed: 1 });
const others = (claims: number): Plan => planOf({ claims, seed: 2 });

/** Records what the generator makes of a plan, through the services that imports go through. */
export async function recordPlan(graph: Graph, plan: Plan): Promise<void> {
  await recordStories(graph, recordsByStory(plan));
}

/**
 * Records `claims` claims more, of other stories about the same agencies and outlets: whoever is known for much in `plan` is
 * known for more. Recorded before `plan`, they leave the newest of every list what it was.
 */
export async function recordOthers(graph: Graph, plan: Plan, claims: number): Promise<void> {
  const more = others(claims);
  const shared = new Map<string, string>();
  for (const group of ['agencies', 'outlets'] as const) {
    for (let i = 0; i < more[group]; i++) shared.set(agentId(more, group, i), agentId(plan, group, i % plan[group]));
  }
  const own = new Map(firstOf(plan).flatMap((record) => (record.kind === 'agent' ? [[record.row.id, record]] : [])));
  const rename = (record: GraphRecord): GraphRecord => {
    const known = shared.get(record.row.id);
    if (known !== undefined) return own.get(known) as GraphRecord;
    // Nobody who is asked for by name is found twice.
    if (record.kind === 'agent')
      record = { ...record, row: { ...record.row, name: `Somebody ${record.row.id.slice(-8)}` } };
    const text = JSON.stringify(record).replace(/agt_[0-9a-f-]{36}/g, (id) => shared.get(id) ?? id);
    return JSON.parse(text) as GraphRecord;
  };
  function* renamed() {
    for (const records of recordsByStory(more)) yield records.map(rename);
  }
  await recordStories(graph, renamed());
}

function* recordsByStory(plan: Plan): Generator<GraphRecord[]> {
  for (const story of storiesOf(plan)) yield story.records;
}
/** The agents that a plan begins with. */
function firstOf(plan: Plan): GraphRecord[] {
  const records: GraphRecord[] = [];
  for (const story of recordsByStory(plan)) {
    if (story.some(({ kind }) => kind === 'document')) break;
    records.push(...story);
  }
  return records;
}

async function recordStories(graph: Graph, stories: Iterable<GraphRecord[]>): Promise<void> {
  let batch: GraphRecord[] = [];
  const flush = async () => {
    const unique = [...new Map(batch.map((record) => [record.row.id, record])).values()];
    batch = [];
    if (unique.length === 0) return;
    const rows = rowsByKind(unique);
    const principal = { name: 'generator', roles: ['ADMIN'] };
    const request = { principal, op: 'IMPORT' as const, reason: 'Generated', key: newId('ChangeSet'), input: null };
    await commitChange(graph, { ...request, timeoutMs: 120_000 }, (writer) => saveRows(writer, rows, 'generator'));
  };
  for (const records of stories) {
    batch.push(...records);
    if (batch.length >= 4_000) await flush();
  }
  await flush();
}
