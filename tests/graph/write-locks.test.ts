import { saveEvents } from '../../src/features/event/event.service';
import { commitChange } from '../../src/features/change-set/change-set.service';
import { saveAgents } from '../../src/features/agent/agent.service';
import type { Graph } from '../../src/graph/graph';
import { newId } from '../../src/identity';
import { emptyGraph, openTestGraph } from '../support/graph';

const writers = 8;
const rounds = 6;

let graph: Graph;
let other: Graph;
beforeEach(async () => {
  graph = await emptyGraph();
  other = openTestGraph();
});
afterEach(async () => {
  await other.close();
  await graph.close();
});

const principal = { name: 'test', roles: ['ADMIN'] };
function record(on: Graph, label: string, key = newId('ChangeSet')) {
  return commitChange(on, { principal, op: 'RECORD', key, input: { label } }, async (writer) => {
    await saveEvents(writer, [{ id: newId('Event'), label, time: null, type: null }]);
  });
}
const recorded = () =>
  graph.command(
    `MATCH (cs:ChangeSet) RETURN cs.id AS id, cs.seq AS seq, cs.recordedAt AS at,
       [(cs)-[:CHANGED]->(e) | e.recordedFrom] AS changed, [(cs)-[:BY]->(p) | p.name] AS by ORDER BY seq`,
  );

test('change sets of writers at once are numbered without a gap or a double, and their moments grow with the number', async () => {
  const committed = [];
  for (let round = 0; round < rounds; round++) {
    const together = Array.from({ length: writers }, (_, i) => record(i % 2 === 0 ? graph : other, `${round}.${i}`));
    committed.push(...(await Promise.all(together)).map((one) => one.changeSet!));
  }
  const rows = (await recorded()) as { id: string; seq: number; at: Date; changed: Date[]; by: string[] }[];
  expect(rows.map((row) => row.seq)).toEqual(Array.from({ length: writers * rounds }, (_, i) => i + 1));
  rows.forEach((row, i) => {
    if (i > 0) expect(row.at.getTime()).toBeGreaterThan(rows[i - 1]!.at.getTime());
    expect(row.changed).toEqual([row.at]);
    expect(row.by).toEqual(['test']);
  });
  // What each writer was told is what is recorded.
  const told = committed.map(({ id, seq, recordedAt }) => ({ id, seq, at: recordedAt }));
  expect(told.sort((one, next) => one.seq - next.seq)).toEqual(rows.map(({ id, seq, at }) => ({ id, seq, at })));
  expect(await graph.command('MATCH (p:Principal) RETURN count(p) AS count')).toEqual([{ count: 1 }]);
  expect(await graph.command('MATCH (l:ChangeLog) RETURN l.lastSeq AS last, l.heldBy AS heldBy')).toEqual([
    { last: writers * rounds, heldBy: null },
  ]);
});

test('a writer that fails takes no number, and leaves no trace', async () => {
  const failing = commitChange(graph, { principal, op: 'RECORD', key: 'failing', input: {} }, async (writer) => {
    await saveEvents(writer, [{ id: newId('Event'), label: 'lost', time: null, type: null }]);
    throw new Error('on purpose');
  });
  const results = await Promise.allSettled([record(graph, 'one'), failing, record(other, 'two')]);
  expect(results.map((one) => one.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect((await recorded()).map((row) => row.seq)).toEqual([1, 2]);
  expect(
    await graph.command("MATCH (e:Event) RETURN count(e) AS all, count(CASE e.label WHEN 'lost' THEN 1 END) AS lost"),
  ).toEqual([{ all: 2, lost: 0 }]);
});

test('a writer that writes nothing takes no number', async () => {
  const { changeSet } = await commitChange(
    graph,
    { principal, op: 'RECORD', key: 'idle', input: {} },
    async (writer) => {
      await saveEvents(writer, []);
    },
  );
  expect(changeSet).toBeNull();
  expect(await recorded()).toEqual([]);
});

test('of writers with one idempotency key at once exactly one is recorded', async () => {
  const results = await Promise.allSettled(
    Array.from({ length: writers }, (_, i) => record(i % 2 ? graph : other, `same.${i}`, 'one key')),
  );
  expect(results.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
  expect(await recorded()).toHaveLength(1);
  expect(await graph.command('MATCH (e:Event) RETURN count(e) AS count')).toEqual([{ count: 1 }]);
});

test('of writers that revise one node at once each keeps the state that it found, or is refused', async () => {
  const id = newId('Agent');
  const row = (name: string) => ({
    ...{ id, label: 'Person' as const, name, aliases: [], kind: null, descriptor: null, anonymityReason: null },
    affiliatedWith: [],
  });
  const save = (on: Graph, name: string) =>
    commitChange(on, { principal, op: 'REVISE', key: newId('ChangeSet'), input: { name } }, (writer) =>
      saveAgents(writer, [row(name)]),
    );
  await save(graph, 'first');
  const names = Array.from({ length: writers }, (_, i) => `name ${i}`);
  const results = await Promise.allSettled(names.map((name, i) => save(i % 2 ? graph : other, name)));
  const refused = results.filter((one) => one.status === 'rejected');
  for (const { reason } of refused) expect(reason).toMatchObject({ code: 'CONFLICT' });
  const written = names.filter((_, i) => results[i]?.status === 'fulfilled');
  expect(written.length).toBeGreaterThan(0);

  const [now] = await graph.command('MATCH (a:Agent {id: $id}) RETURN a.revision AS revision, a.name AS name', { id });
  const former = await graph.command(
    'MATCH (r:Revision)-[:STATE_OF]->(:Agent {id: $id}) RETURN r.revision AS revision, r.name AS name ORDER BY revision',
    { id },
  );
  expect(now!.revision).toBe(written.length + 1);
  expect(former.map((one) => one.revision)).toEqual(written.map((_, i) => i + 1));
  const states = [...former.map((one) => one.name), now!.name];
  expect(states[0]).toBe('first');
  expect(states.sort()).toEqual(['first', ...written].sort());
});
