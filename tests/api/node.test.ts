import type { Graph } from '../../src/graph/graph';
import { buildSchema } from '../../src/api/build-schema';
import { newId } from '../../src/identity';
import { startTestApi, type TestApi } from '../support/api';
import { seededGraph } from '../support/graph';

/** One id of each type that implements Node. */
const ids: Record<string, string> = {
  Attribution: 'atr_01a20de1-59af-7156-9625-5929a3cf9244',
  Claim: 'clm_01a20dd7-8507-7953-ab78-6c292f50661a',
  ClaimRelation: 'rel_e089649b-804a-5424-adec-ca9b784b424e',
  Document: 'doc_536ad36c-2963-55d2-b5c9-d2a3f8fe8173',
  DocumentVersion: 'ver_c64fab52-46a1-5abb-9134-624ff59e1cac',
  Organization: 'agt_01a20dd7-8505-7678-a399-def297619b5c',
  Person: 'agt_01a20dd7-8506-788a-8de8-06bfd7824b9c',
  Review: 'rev_69d2c441-eac1-5ded-8505-adeffd450e4f',
  SourceGroup: 'agt_01a20dd7-8506-788a-8de8-06c5a2ac0d6e',
  UnnamedSource: 'agt_01a20dd7-8506-788a-8de8-06c41e476d30',
  Utterance: 'utt_01a20de1-59ab-7cf1-92fb-87bbd102eddd',
};

let graph: Graph;
let api: TestApi;
beforeAll(async () => {
  graph = await seededGraph();
  api = await startTestApi(graph);
});
afterAll(async () => {
  await api.close();
  await graph.close();
});

test('every type that implements Node is asked for here', () => {
  const { objects } = buildSchema().getImplementations(buildSchema().getType('Node') as never);
  expect(objects.map((type) => type.name).sort()).toEqual([...Object.keys(ids), 'ChangeSet'].sort());
});

test('ChangeSet: found by its id', async () => {
  const changes = await api.ask('{ changes(first: 1) { nodes { id } } }');
  const { id } = changes.data!.changes.nodes[0];
  const { data } = await api.ask('query ($id: ID!) { node(id: $id) { __typename id } }', { id });
  expect(data!.node).toEqual({ __typename: 'ChangeSet', id });
});

test.each(Object.entries(ids))('%s: found by its id', async (type, id) => {
  const { data, errors } = await api.ask('query ($id: ID!) { node(id: $id) { __typename id } }', { id });
  expect(errors).toBeUndefined();
  expect(data!.node).toEqual({ __typename: type, id });
});

test('several nodes come in the order of their ids, null where nothing has one, twice where it is given twice', async () => {
  const asked = [ids.Claim, newId('Claim'), ids.Document, ids.Claim, newId('Event'), ids.Utterance];
  const { data, errors } = await api.ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: asked });
  expect(errors).toBeUndefined();
  expect(data!.nodes).toEqual([
    { id: ids.Claim },
    null,
    { id: ids.Document },
    { id: ids.Claim },
    null,
    { id: ids.Utterance },
  ]);
});

test('an id that nothing has gives null, whatever is asked for by it', async () => {
  const { data, errors } = await api.ask(
    `{ node(id: "${newId('Claim')}") { id } claim(id: "${newId('Claim')}") { id } agent(id: "${newId('Agent')}") { id }
       document(id: "${newId('Document')}") { id } byUrl: document(url: "https://nowhere.example/") { id } }`,
  );
  expect(errors).toBeUndefined();
  expect(data).toEqual({ node: null, claim: null, agent: null, document: null, byUrl: null });
});
