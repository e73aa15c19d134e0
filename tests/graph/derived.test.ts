import { shippedSeeds } from '../../src/features/seed/seed.files';
import { seed } from '../../src/features/seed/seed.service';
import type { Graph } from '../../src/graph/graph';
import { joinId, newId } from '../../src/identity';
import { seededGraph } from '../support/graph';
import {
  actualEdges,
  actualOriginCounts,
  actualStands,
  expectedEdges,
  expectedOriginCounts,
  expectedStands,
} from './definitions';
import { copySeed, removeCopies, type SeedJson } from './seed-copy';

let graph: Graph;
beforeEach(async () => {
  graph = await seededGraph();
});
afterEach(() => graph.close());
afterAll(removeCopies);

async function expectAsDefined(): Promise<void> {
  expect(await actualStands(graph)).toEqual(await expectedStands(graph));
  expect(await actualOriginCounts(graph)).toEqual(await expectedOriginCounts(graph));
  expect(await actualEdges(graph)).toEqual(await expectedEdges(graph));
}
const edit = (change: (files: SeedJson) => void) => seed(graph, copySeed('quillport-shelling', change));
const restore = () => seed(graph, shippedSeeds()[1] as string);
const originCount = async (id: string) => (await actualOriginCounts(graph))[id];

test('who stands in a chain, how many origins a claim has and the plain edges are as the model defines them', async () => {
  const stands = await expectedStands(graph);
  expect(stands.length).toBeGreaterThan(150);
  expect(new Set(stands.map((one) => one.role))).toEqual(new Set(['OUTLET', 'RELAY', 'ORIGIN']));
  expect(new Set(Object.values(await expectedOriginCounts(graph)))).toEqual(new Set([0, 1, 2, 3]));
  expect(new Set((await expectedEdges(graph)).map((edge) => edge.split(' ')[1]))).toEqual(
    new Set(['CONTRADICTS', 'SUPPORTS', 'EQUIVALENT_TO']),
  );
  await expectAsDefined();
});

const vessel = 'clm_01a20de1-59ab-7cf1-92fb-87c5068d4cf4';
const unprovoked = 'clm_01a20de1-59ab-7cf1-92fb-87c7cd2bb95e';
const notWarned = 'clm_01a20de1-59ab-7cf1-92fb-87c98ea8d6b6';
const two = 'clm_01a20de1-59ab-7cf1-92fb-87c3960544eb';
const five = 'clm_01a20de1-59ab-7cf1-92fb-87ee782d306a';
const gannet = 'clm_01a20de1-59ab-7cf1-92fb-87d17919f2aa';

test('when an origin is rejected its chain counts no more, and when it is confirmed again it does', async () => {
  const witness = 'atr_01a20de1-59af-7156-9625-593b135d7fe1';
  expect(await originCount(vessel)).toBe(2);
  await edit(({ attributions }) => (attributions![witness].reviewState = 'REJECTED'));
  expect(await originCount(vessel)).toBe(1);
  const stands = await actualStands(graph);
  const watch = 'agt_01a20de1-59a9-7fb1-bc4d-1a26f84de6bc';
  expect(stands.filter((one) => one.claimId === vessel && one.agentId === watch)).toEqual([]);
  await expectAsDefined();
  await restore();
  expect(await originCount(vessel)).toBe(2);
  await expectAsDefined();
});

test('when a relay is rejected the chain through it counts no more', async () => {
  const relay = 'atr_01a20de1-59ac-79c3-8779-bcadd8c87fbc';
  const lantern = 'agt_01a20de1-59a8-72af-9f37-f588d065cbdd';
  const inVessel = async () =>
    (await actualStands(graph)).filter((one) => one.claimId === vessel && one.agentId === lantern).length;
  expect(await inVessel()).toBe(1);
  await edit(({ attributions }) => (attributions![relay].reviewState = 'REJECTED'));
  expect(await inVessel()).toBe(0);
  await expectAsDefined();
});

test('when a proposed attribution is confirmed its chain counts from the moment of its record on', async () => {
  const widow = 'atr_01a20de1-59af-7156-9625-594cbcd5db6f';
  expect(await originCount(notWarned)).toBe(2);
  await edit(({ attributions }) => (attributions![widow].reviewState = 'CONFIRMED'));
  expect(await originCount(notWarned)).toBe(3);
  await expectAsDefined();
});

test('when a relation is rejected its plain edge goes, and when it is confirmed again it comes back', async () => {
  const edge = (await expectedEdges(graph)).find((one) => one.includes(two) && one.includes(five));
  expect(edge).toMatch(/ CONTRADICTS /);
  await edit(({ relations }) => {
    const relation = Object.values(relations!).find(
      (one) =>
        one.kind === 'CONTRADICTS' && [one.left, one.right].includes(two) && [one.left, one.right].includes(five),
    );
    relation.reviewState = 'REJECTED';
  });
  expect(await actualEdges(graph)).not.toContain(edge);
  await expectAsDefined();
  await restore();
  expect(await actualEdges(graph)).toContain(edge);
  await expectAsDefined();
});

test('when a join is rejected the chains that it folded are of two origins, and when it is confirmed of one', async () => {
  const joined = 'joi_452210dd-3499-54a1-8615-255cbecdd690';
  expect(await originCount(unprovoked)).toBe(1);
  await edit(({ joins }) => (joins![joined].reviewState = 'REJECTED'));
  expect(await originCount(unprovoked)).toBe(2);
  await expectAsDefined();
  await restore();
  expect(await originCount(unprovoked)).toBe(1);
  await expectAsDefined();
});

test('when a proposed join of two utterances is confirmed it folds the chains that report them', async () => {
  const proposed = 'joi_f205c259-42c2-5eda-9973-6e235acc9b67';
  expect(await originCount(gannet)).toBe(3);
  await edit(({ joins }) => (joins![proposed].reviewState = 'CONFIRMED'));
  expect(await originCount(gannet)).toBe(2);
  await expectAsDefined();
});

test('joins through an agent that stands in no chain of the claim fold its chains as well', async () => {
  // The two speakers of the claim are joined by way of a third agent, which says nothing of it.
  const [ministry, spokesperson] = [
    'agt_01a20de1-59a9-7fb1-bc4d-1a238c158188',
    'agt_01a20de1-59aa-7b63-9dd0-01fc4d1a92fd',
  ] as const;
  const third = newId('Agent');
  const links = [joinId(ministry, third), joinId(third, spokesperson)] as const;
  const withThird = (state: string) => (files: SeedJson) => {
    files.agents![third] = { type: 'PERSON', name: 'a third' };
    files.joins![links[0]] = { joins: [ministry, third] };
    files.joins![links[1]] = { joins: [third, spokesperson], reviewState: state };
  };
  expect(await originCount(notWarned)).toBe(2);
  await edit(withThird('PROPOSED'));
  expect(await originCount(notWarned)).toBe(2);
  await edit(withThird('CONFIRMED'));
  expect(await originCount(notWarned)).toBe(1);
  await expectAsDefined();
});
