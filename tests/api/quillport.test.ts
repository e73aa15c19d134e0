import type { Graph } from '../../src/graph/graph';
import { startTestApi, type TestApi } from '../support/api';
import { seededGraph } from '../support/graph';
import type { Json } from './json';

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

async function claim(id: string, selection: string): Promise<Json> {
  const { data, errors } = await api.ask(`query ($id: ID!) { claim(id: $id) { ${selection} } }`, { id });
  expect(errors).toBeUndefined();
  return data!.claim;
}
const names = (agents: { nodes: { name: string }[] }) => agents.nodes.map((agent) => agent.name).sort();

test('five chains that report one utterance fold to one origin, and a sixth makes two', async () => {
  const { origins, attributionChains } = await claim(
    'clm_01a20de1-59ab-7cf1-92fb-87c5068d4cf4',
    `origins { distinctKnown unnamed unknown chains documents shared { chains folded agent { name } utterance { id } } }
     attributionChains { nodes { text origin { attribution { utterance { id } } } } }`,
  );
  expect(origins).toEqual({
    distinctKnown: 2,
    unnamed: 0,
    unknown: 0,
    chains: 6,
    documents: 6,
    shared: [
      { chains: 5, folded: true, agent: null, utterance: { id: 'utt_01a20de1-59ab-7cf1-92fb-87bbd102eddd' } },
      { chains: 2, folded: false, agent: { name: 'Meridian Wire' }, utterance: null },
    ],
  });
  const origin = (chain: Json) => [chain.text, chain.origin.attribution.utterance?.id ?? null];
  const briefing = 'utt_01a20de1-59ab-7cf1-92fb-87bbd102eddd';
  expect(attributionChains.nodes.map(origin)).toEqual([
    ['Meridian Wire ← Ilka Dorrance', briefing],
    ['Halvenia State Broadcasting ← Government Press Office of Halvenia', briefing],
    ['Quillport Ledger ← Ministry of Harbours of Halvenia', briefing],
    ['Daily Lantern ← Meridian Wire ← Halvenia', briefing],
    ['Orrin Post ← officials in Orsa', briefing],
    ['Shoreline Watch ← Jorun Taske', null],
  ]);
});

test('one unnamed source in two outlets is two agents, one utterance and one origin, counted as unnamed', async () => {
  const { origins, speakers } = await claim(
    'clm_01a20de1-59ab-7cf1-92fb-87e1a2ecd8d8',
    'origins { distinctKnown unnamed unknown chains documents } speakers { nodes { name } }',
  );
  expect(origins).toEqual({ distinctKnown: 1, unnamed: 1, unknown: 0, chains: 2, documents: 2 });
  expect(names(speakers)).toEqual(['unnamed customs officer', 'unnamed customs official']);
});

test('a confirmed join of two agents folds their chains to one origin', async () => {
  const { origins, speakers } = await claim(
    'clm_01a20de1-59ab-7cf1-92fb-87c7cd2bb95e',
    'origins { distinctKnown unnamed unknown chains shared { chains folded agent { name } } } speakers { nodes { name } }',
  );
  expect(origins).toMatchObject({ distinctKnown: 1, unnamed: 0, unknown: 0, chains: 3 });
  expect(origins.shared).toContainEqual({ chains: 3, folded: true, agent: { name: 'Ilka Dorrance' } });
  // Joined, they are one speaker, under the name that was recorded first.
  expect(names(speakers)).toEqual(['Ilka Dorrance']);
});

test('a chain whose origin credits nobody is counted as unknown and as no known origin', async () => {
  const { origins, speakers, attributionChains } = await claim(
    'clm_01a20de1-59ab-7cf1-92fb-87eba61ade93',
    `origins { distinctKnown unnamed unknown chains } speakers { nodes { name } }
     attributionChains { nodes { text anonymous origin { agent { name } attribution { disclosure } } } }`,
  );
  expect(origins).toEqual({ distinctKnown: 0, unnamed: 0, unknown: 1, chains: 1 });
  expect(speakers.nodes).toEqual([]);
  expect(attributionChains.nodes).toEqual([
    {
      text: 'Daily Lantern ← source not stated',
      anonymous: false,
      origin: { agent: null, attribution: { disclosure: 'UNSTATED' } },
    },
  ]);
});

test('whoever denies a claim is in deniedBy, is no speaker of it, and is not counted', async () => {
  const { speakers, deniedBy, origins, all, denials } = await claim(
    'clm_01a20de1-59ab-7cf1-92fb-87cbfd02f6f0',
    `speakers { nodes { name } totalCount } deniedBy { nodes { name } totalCount } origins { distinctKnown chains documents }
     all: attributionChains { nodes { text polarity } totalCount }
     denials: attributionChains(filter: { polarity: DENIED }) { nodes { text polarity } totalCount }`,
  );
  expect(deniedBy).toEqual({ nodes: [{ name: 'Foreign Ministry of Sorrend' }], totalCount: 1 });
  expect(speakers).toEqual({ nodes: [{ name: 'Halvenia State Broadcasting' }], totalCount: 1 });
  expect(origins).toEqual({ distinctKnown: 1, chains: 2, documents: 2 });
  expect(all.totalCount).toBe(4);
  expect(denials).toEqual({
    nodes: [
      { text: 'Meridian Wire ← Foreign Ministry of Sorrend', polarity: 'DENIED' },
      { text: 'Foreign Ministry of Sorrend', polarity: 'DENIED' },
    ],
    totalCount: 2,
  });
});

const [two, five] = ['clm_01a20de1-59ab-7cf1-92fb-87c3960544eb', 'clm_01a20de1-59ab-7cf1-92fb-87ee782d306a'] as const;

test('after the correction from two to five, the old chain is not in the latest version and the new one is', async () => {
  const chains = `quantities { value } attributionChains { nodes { text inLatestVersion version { seq } notices {
    kind specific statedAt corrects { ... on Attribution { id } } introduces { id } } hops { attribution { id } } } }`;
  const inOrrinPost = (answer: Json) =>
    answer.attributionChains.nodes.filter((chain: Json) => chain.text.startsWith('Orrin Post'));
  const old = await claim(two, chains);
  const corrected = await claim(five, chains);
  expect([old.quantities, corrected.quantities]).toEqual([[{ value: 2 }], [{ value: 5 }]]);
  const notice = {
    kind: 'CORRECTION',
    specific: true,
    statedAt: '2021-03-10T11:30:00.000Z',
    corrects: [{ id: 'atr_01a20de1-59af-7156-9625-5929a3cf9244' }],
    introduces: [{ id: 'atr_01a20de1-59af-7156-9625-592a115481f1' }],
  };
  expect(inOrrinPost(old)).toEqual([
    {
      text: 'Orrin Post ← Meridian Wire ← Harbour Hospital',
      inLatestVersion: false,
      version: { seq: 1 },
      notices: [notice],
      hops: [
        { attribution: null },
        { attribution: { id: 'atr_01a20de1-59af-7156-9625-59288b33a0d8' } },
        { attribution: { id: 'atr_01a20de1-59af-7156-9625-5929a3cf9244' } },
      ],
    },
  ]);
  expect(inOrrinPost(corrected)).toEqual([
    {
      text: 'Orrin Post ← Harbour Hospital',
      inLatestVersion: true,
      version: { seq: 2 },
      notices: [notice],
      hops: [{ attribution: null }, { attribution: { id: 'atr_01a20de1-59af-7156-9625-592a115481f1' } }],
    },
  ]);
  expect(old.attributionChains.nodes.map((chain: Json) => chain.inLatestVersion)).toEqual([true, true, false]);
});

test('what the correction left alone is carried into the new version, at the new places of its words', async () => {
  const { attributionChains } = await claim(
    'clm_01a20de1-59ab-7cf1-92fb-87c5068d4cf4',
    `attributionChains { nodes { text inLatestVersion version { seq } hops { attribution { carriedIn { seq } spans {
       role exact start laterPlaces { exact start anchorStatus version { seq } } } } } } }`,
  );
  const [chain] = attributionChains.nodes.filter((one: Json) => one.text === 'Orrin Post ← officials in Orsa');
  expect(chain).toMatchObject({ inLatestVersion: true, version: { seq: 1 } });
  const { carriedIn, spans } = chain.hops[1].attribution;
  expect(carriedIn).toEqual([{ seq: 2 }]);
  expect(spans.map((span: Json) => [span.role, span.laterPlaces.length])).toEqual([
    ['CONTENT', 1],
    ['CUE', 1],
    ['SOURCE', 1],
  ]);
  for (const { exact, start, laterPlaces } of spans) {
    expect(laterPlaces[0]).toMatchObject({ exact, anchorStatus: 'MOVED', version: { seq: 2 } });
    expect(laterPlaces[0].start).not.toBe(start);
  }
});

test('one claim reaches us by chains of one, two, four and five hops, and another by three', async () => {
  const chains = 'attributionChains { nodes { text length hops { position role } } }';
  const gannet = await claim('clm_01a20de1-59ab-7cf1-92fb-87d17919f2aa', chains);
  const unprovoked = await claim('clm_01a20de1-59ab-7cf1-92fb-87c7cd2bb95e', chains);
  const shape = (answer: Json) => answer.attributionChains.nodes.map(({ text, length }: Json) => [length, text]);
  expect(shape(gannet)).toEqual([
    [1, 'Halvenia State Broadcasting'],
    [2, 'Halvenia State Broadcasting ← unnamed senior naval officer'],
    [4, 'Orrin Post ← Meridian Wire ← Halvenia State Broadcasting ← unnamed naval officer'],
    [5, 'Salt and Tide ← Orrin Post ← Meridian Wire ← Halvenia State Broadcasting ← unnamed officer of the navy'],
  ]);
  expect(shape(unprovoked)).toContainEqual([3, 'Daily Lantern ← Meridian Wire ← Ilka Dorrance']);
  const roles = (chain: Json) => chain.hops.map(({ position, role }: Json) => `${position} ${role}`);
  expect(roles(gannet.attributionChains.nodes[0])).toEqual(['0 ORIGIN']);
  expect(roles(gannet.attributionChains.nodes[3])).toEqual([
    ...['0 OUTLET', '1 RELAY', '2 RELAY', '3 RELAY', '4 ORIGIN'],
  ]);
});
