import { shippedSeeds } from '../../src/features/seed/seed.files';
import { seed } from '../../src/features/seed/seed.service';
import type { Graph } from '../../src/graph/graph';
import { seededGraph } from '../support/graph';
import { copySeed, removeCopies, type SeedJson } from './seed-copy';

const claim = 'clm_01a20de1-59ab-7cf1-92fb-87c5068d4cf4';
const [, quillport] = shippedSeeds() as [string, string];

let graph: Graph;
beforeEach(async () => {
  graph = await seededGraph();
});
afterEach(() => graph.close());
afterAll(removeCopies);

const edited = (edit: (files: SeedJson) => void) => copySeed('quillport-shelling', edit);

/** A node as it is, and its former states, oldest first. */
async function historyOf(id: string, property: string) {
  const [now] = await graph.command(
    `MATCH (n {id: $id}) RETURN n.${property} AS value, n.revision AS revision, n.recordedFrom AS recordedFrom,
       [(cs:ChangeSet)-[:CHANGED]->(n) | cs.seq] AS changes`,
    { id },
  );
  const former = await graph.command(
    `MATCH (r:Revision)-[:STATE_OF]->({id: $id}) RETURN r.${property} AS value, r.revision AS revision,
       r.recordedFrom AS recordedFrom, r.recordedTo AS recordedTo, properties(r) AS properties,
       [(cs:ChangeSet)-[:CHANGED]->(r) | cs.seq] AS changes ORDER BY revision`,
    { id },
  );
  return { now: now!, former };
}
const changeSets = () => graph.command('MATCH (cs:ChangeSet) RETURN cs.seq AS seq, cs.recordedAt AS at ORDER BY seq');

test('a revised wording keeps the former one, and going back is a revision too', async () => {
  const text = 'the shells that hit Quillport were fired from a Sorrend vessel';
  const wording = 'the shells which hit Quillport had been fired from a Sorrend vessel';
  const revised = await seed(
    graph,
    edited(({ claims }) => (claims![claim].text = wording)),
  );
  expect({ changes: revised.changes, seq: revised.changeSet?.seq }).toEqual({ changes: 1, seq: 3 });
  const back = await seed(graph, quillport);
  expect({ changes: back.changes, seq: back.changeSet?.seq }).toEqual({ changes: 1, seq: 4 });

  const [, made, mended, undone] = (await changeSets()) as { seq: number; at: Date }[];
  const { now, former } = await historyOf(claim, 'text');
  expect({ ...now, changes: [...(now.changes as number[])].sort() }).toEqual({
    value: text,
    revision: 3,
    recordedFrom: made!.at,
    changes: [2, 3, 4],
  });
  expect(former.map(({ properties, ...row }) => ({ ...row, own: Object.keys(properties as object).sort() }))).toEqual([
    {
      ...{ value: text, revision: 1, recordedFrom: made!.at, recordedTo: mended!.at, changes: [3] },
      own: ['id', 'language', 'originCount', 'recordedFrom', 'recordedTo', 'reviewState', 'revision', 'text', 'type'],
    },
    {
      ...{ value: wording, revision: 2, recordedFrom: mended!.at, recordedTo: undone!.at, changes: [4] },
      own: ['id', 'language', 'originCount', 'recordedFrom', 'recordedTo', 'reviewState', 'revision', 'text', 'type'],
    },
  ]);
});

const revisable: [string, string, string, (files: SeedJson) => void][] = [
  [
    'the name of an agent',
    'agt_01a20de1-59a7-76d0-8ca3-0c62f742dead',
    'name',
    ({ agents }) => (agents!['agt_01a20de1-59a7-76d0-8ca3-0c62f742dead'].name = 'Meridian Newswire'),
  ],
  [
    'the title of a document',
    'doc_536ad36c-2963-55d2-b5c9-d2a3f8fe8173',
    'title',
    ({ documents }) => (documents!['doc_536ad36c-2963-55d2-b5c9-d2a3f8fe8173'].title = 'What is known'),
  ],
  [
    'the state of an attribution',
    'atr_01a20de1-59af-7156-9625-594cbcd5db6f',
    'reviewState',
    ({ attributions }) => (attributions!['atr_01a20de1-59af-7156-9625-594cbcd5db6f'].reviewState = 'CONFIRMED'),
  ],
  [
    'the rationale of a relation',
    'rel_ee957441-7133-587e-8dd5-89aa326b7395',
    'rationale',
    ({ relations }) => (relations!['rel_ee957441-7133-587e-8dd5-89aa326b7395'].rationale = 'Obvious.'),
  ],
  [
    'the state of a join',
    'joi_bda1a793-9d64-51b2-b0e6-77b6c5454a42',
    'reviewState',
    ({ joins }) => (joins!['joi_bda1a793-9d64-51b2-b0e6-77b6c5454a42'].reviewState = 'REJECTED'),
  ],
];
test.each(revisable)('%s may be revised: one change, one former state', async (_, id, property, edit) => {
  const { now: before } = await historyOf(id, property);
  const { changes, changeSet } = await seed(graph, edited(edit));
  expect({ changes, seq: changeSet?.seq }).toEqual({ changes: 1, seq: 3 });
  const { now, former } = await historyOf(id, property);
  expect(now.revision).toBe(2);
  expect(now.value).not.toBe(before.value);
  expect(former.map(({ value, revision }) => ({ value, revision }))).toEqual([{ value: before.value, revision: 1 }]);
});

test('a new record in a set that is recorded already is one change of its own', async () => {
  const event = 'evt_01a20de1-59ab-7cf1-92fb-87b8ffffffff';
  const folder = edited(({ events }) => (events![event] = { label: 'another shelling', time: '2021-03-11' }));
  const { changes, counts } = await seed(graph, folder);
  expect(changes).toBe(1);
  expect(counts.find((one) => one.kind === 'events')).toMatchObject({ recorded: 1, revised: 0 });
  expect((await historyOf(event, 'label')).now).toMatchObject({ value: 'another shelling', changes: [3] });
});
