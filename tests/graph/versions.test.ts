import type { Graph } from '../../src/graph/graph';
import { startTestApi, type TestApi } from '../support/api';
import { emptyGraph } from '../support/graph';
import { Hand, versionsOf } from '../support/writing';

const first = `Strike on Lidno

Shells fell on the town of Lidno on Friday, its mayor said. Two children died in the strike, the ministry said.

Rescue teams worked through the night, Helena Ortová told the agency Fenix. The hospital treated 12 people for burns, doctors said.

The army declined to comment on the strike.`;
const second = `Strike on Lidno

Shells fell on the town of Lidno on Friday, its mayor said. Five children died in the strike, the ministry said.

Rescue teams worked through the night, Helena Ortová told the agency Fenix. The hospital treated 13 people for burns, doctors said.

Update: an earlier version of this story gave another number of children, by the ministry's first count.`;

let graph: Graph;
let api: TestApi;
let reviewer: Hand;
let document: string;
let v1: string;
let v2: string;
/** Origins of the chains, by what became of their words. */
const origin: Record<'exact' | 'moved' | 'number' | 'burns' | 'gone' | 'five', string> = {
  exact: '',
  moved: '',
  number: '',
  burns: '',
  gone: '',
  five: '',
};
const claim = { ...origin };
const moment: Record<'v1' | 'v2' | 'decided' | 'corrected', Date> = {
  v1: new Date(0),
  v2: new Date(0),
  decided: new Date(0),
  corrected: new Date(0),
};

beforeAll(async () => {
  graph = await emptyGraph();
  api = await startTestApi(graph);
  reviewer = new Hand(graph);
  const url = 'https://paper.example/lidno';
  document = await reviewer.document({
    url,
    title: 'Strike on Lidno',
    newPublisher: { type: 'ORGANIZATION', name: 'The Paper', kind: 'NEWS_OUTLET' },
    text: first,
  });
  v1 = (await versionsOf(graph, document))[0] as string;
  claim.exact = await reviewer.claim('Shells fell on the town of Lidno on Friday.');
  claim.moved = await reviewer.claim('Rescue teams worked through the night in Lidno.');
  claim.number = await reviewer.claim('Two children died in the strike on Lidno.', { type: 'QUANTITY' });
  claim.burns = await reviewer.claim('People were treated for burns in Lidno.');
  claim.gone = await reviewer.claim('The army does not comment on the strike on Lidno.');
  origin.exact = await reviewer.chain({
    documentVersion: v1,
    hops: [
      {
        newAgent: { type: 'PERSON', name: 'The mayor' },
        cue: 'said',
        spans: [
          { role: 'CONTENT', exact: 'Shells fell on the town of Lidno on Friday' },
          { role: 'SOURCE', exact: 'its mayor' },
        ],
      },
    ],
    asserts: [{ claim: claim.exact }],
  });
  origin.moved = await reviewer.chain({
    documentVersion: v1,
    hops: [
      {
        newAgent: { type: 'ORGANIZATION', name: 'Fenix', kind: 'NEWS_AGENCY' },
        spans: [{ role: 'RELAY', exact: 'told the agency Fenix' }],
      },
      {
        newAgent: { type: 'PERSON', name: 'Helena Ortová' },
        spans: [{ role: 'CONTENT', exact: 'Rescue teams worked through the night' }],
      },
    ],
    asserts: [{ claim: claim.moved }],
  });
  origin.number = await reviewer.chain({
    documentVersion: v1,
    hops: [
      {
        newAgent: { type: 'ORGANIZATION', name: 'The ministry', kind: 'GOVERNMENT_BODY' },
        spans: [
          { role: 'CONTENT', exact: 'Two children died in the strike' },
          { role: 'SOURCE', exact: 'the ministry said' },
        ],
      },
    ],
    asserts: [{ claim: claim.number }],
  });
  origin.burns = await reviewer.chain({
    documentVersion: v1,
    hops: [
      {
        newAgent: { type: 'SOURCE_GROUP', name: 'doctors' },
        spans: [
          { role: 'CONTENT', exact: 'The hospital treated 12 people for burns' },
          { role: 'SOURCE', exact: 'doctors said' },
        ],
      },
    ],
    asserts: [{ claim: claim.burns }],
  });
  origin.gone = await reviewer.chain({
    documentVersion: v1,
    hops: [
      {
        newAgent: { type: 'ORGANIZATION', name: 'The army', kind: 'OTHER' },
        spans: [{ role: 'CONTENT', exact: 'The army declined to comment on the strike' }],
      },
    ],
    asserts: [{ claim: claim.gone }],
  });
  moment.v1 = reviewer.moment;
  await reviewer.document({ url, text: second });
  moment.v2 = reviewer.moment;
  v2 = (await versionsOf(graph, document))[1] as string;
});
afterAll(async () => {
  await api.close();
  await graph.close();
});

interface Chain {
  inLatestVersion: boolean;
  version: { id: string };
  notices: { kind: string; corrects: { id: string }[]; introduces: { id: string }[] }[];
}
/** The chains of a claim; null where there is no such claim. */
async function chainsOf(id: string, asOf: Date | null = null): Promise<Chain[] | null> {
  const { data, errors } = await api.ask(
    `query($id: ID!, $asOf: DateTime) { claim(id: $id, asOf: $asOf) { attributionChains { nodes {
      inLatestVersion version { id }
      notices { kind corrects { ... on Attribution { id } ... on TextSpan { id } } introduces { id } }
    } } } }`,
    { id, asOf },
  );
  expect(errors).toBeUndefined();
  return data?.claim?.attributionChains.nodes ?? null;
}
async function isInLatest(id: string, asOf: Date | null = null): Promise<boolean[]> {
  return ((await chainsOf(id, asOf)) ?? []).map((chain) => chain.inLatestVersion);
}
async function carriedIn(id: string, asOf: Date | null = null): Promise<string[]> {
  const { data } = await api.ask(
    'query($id: ID!, $asOf: DateTime) { node(id: $id, asOf: $asOf) { ... on Attribution { carriedIn { id } } } }',
    { id, asOf },
  );
  return data?.node.carriedIn.map((one: { id: string }) => one.id);
}
interface Place {
  id: string;
  role: string;
  exact: string | null;
  start: number | null;
  end: number | null;
  anchorStatus: string;
  anchorScore: number;
  version: { id: string };
}
const placeFields = 'id role exact start end anchorStatus anchorScore version { id }';
/** Where the words of an attribution stand in later versions. */
async function laterPlaces(id: string, asOf: Date | null = null): Promise<Place[]> {
  const { data } = await api.ask(
    `query($id: ID!, $asOf: DateTime) { node(id: $id, asOf: $asOf) { ... on Attribution {
      spans { laterPlaces { ${placeFields} } }
    } } }`,
    { id, asOf },
  );
  return data?.node.spans.flatMap((span: { laterPlaces: Place[] }) => span.laterPlaces);
}
async function undecided(asOf: Date | null = null): Promise<Place[]> {
  const { data } = await api.ask(
    `query($id: ID!, $asOf: DateTime) { document(id: $id, asOf: $asOf) { latestVersion {
      undecidedSpans { ${placeFields} }
    } } }`,
    { id: document, asOf },
  );
  return data?.document.latestVersion.undecidedSpans;
}

describe('a further version of a document', () => {
  test('is another version after the first, and both stay', async () => {
    const { data } = await api.ask(
      'query($id: ID!) { document(id: $id) { versions { nodes { id seq text } } latestVersion { id } } }',
      { id: document },
    );
    expect(data?.document.versions.nodes).toEqual([
      { id: v1, seq: 1, text: first },
      { id: v2, seq: 2, text: second },
    ]);
    expect(data?.document.latestVersion).toEqual({ id: v2 });
    expect(v2).not.toBe(v1);
  });

  test('carries on words that stand where they stood: EXACT', async () => {
    expect(await carriedIn(origin.exact)).toEqual([v2]);
    const places = await laterPlaces(origin.exact);
    expect(places.map((place) => [place.role, place.anchorStatus, place.anchorScore])).toEqual([
      ['CONTENT', 'EXACT', 1],
      ['SOURCE', 'EXACT', 1],
    ]);
    for (const place of places) expect(second.slice(place.start ?? 0, place.end ?? 0)).toBe(place.exact);
  });

  test('carries on words that stand elsewhere, at each hop of their chain: MOVED', async () => {
    const hops = await graph.command('MATCH (a)-[:RELAYS*0..1]->({id: $origin}) RETURN a.id AS id', {
      origin: origin.moved,
    });
    expect(hops).toHaveLength(2);
    for (const { id } of hops as { id: string }[]) {
      expect(await carriedIn(id)).toEqual([v2]);
      const [place, ...more] = await laterPlaces(id);
      expect(more).toEqual([]);
      expect(place).toMatchObject({ anchorStatus: 'MOVED', anchorScore: 1, version: { id: v2 } });
      expect(second.slice(place?.start ?? 0, place?.end ?? 0)).toBe(place?.exact);
      expect(first).toContain(place?.exact);
    }
  });

  test('does not carry on another number, but lets it wait for a decision: FUZZY', async () => {
    expect(await carriedIn(origin.number)).toEqual([]);
    const waiting = await undecided();
    expect(waiting.map((place) => [place.exact, place.anchorStatus]).sort()).toEqual([
      ['Five children died in the strike', 'FUZZY'],
      ['The hospital treated 13 people for burns', 'FUZZY'],
    ]);
    for (const place of waiting) {
      expect(place.anchorScore).toBeGreaterThan(0);
      expect(place.anchorScore).toBeLessThan(1);
      expect(second.slice(place.start ?? 0, place.end ?? 0)).toBe(place.exact);
    }
  });

  test('does not carry on words that are gone: ORPHANED, with no place', async () => {
    expect(await carriedIn(origin.gone)).toEqual([]);
    expect(await laterPlaces(origin.gone)).toMatchObject([
      { anchorStatus: 'ORPHANED', start: null, end: null, exact: null, version: { id: v2 } },
    ]);
  });

  test('tells of each chain whether the latest version still has it, now and before', async () => {
    const all = ['exact', 'moved', 'number', 'burns', 'gone'] as const;
    const now = await Promise.all(all.map((name) => isInLatest(claim[name])));
    expect(now).toEqual([[true], [true], [false], [false], [false]]);
    const before = await Promise.all(all.map((name) => isInLatest(claim[name], moment.v1)));
    expect(before).toEqual([[true], [true], [true], [true], [true]]);
  });

  test('tells what changed against the one before', async () => {
    const { data } = await api.ask(
      `query($id: ID!) { document(id: $id) { versions { nodes { seq diff {
        op text beforeStart beforeEnd afterStart afterEnd
      } } } } }`,
      { id: document },
    );
    const [one, two] = data?.document.versions.nodes;
    expect(one.diff).toBeNull();
    const parts = two.diff as {
      op: string;
      text: string;
      beforeStart: number;
      beforeEnd: number;
      afterStart: number;
      afterEnd: number;
    }[];
    const joined = (left: string) =>
      parts
        .filter((part) => part.op !== left)
        .map((part) => part.text)
        .join('');
    expect(joined('INSERT')).toBe(first);
    expect(joined('DELETE')).toBe(second);
    for (const part of parts) {
      if (part.op !== 'INSERT') expect(first.slice(part.beforeStart, part.beforeEnd)).toBe(part.text);
      if (part.op !== 'DELETE') expect(second.slice(part.afterStart, part.afterEnd)).toBe(part.text);
    }
    const changed = parts.filter((part) => part.op !== 'EQUAL').map((part) => `${part.op} ${part.text}`);
    expect(changed.some((text) => text.includes('Two'))).toBe(true);
    expect(changed.some((text) => text.includes('Five'))).toBe(true);
    expect(changed.some((text) => text.includes('children died'))).toBe(false);
  });

  test('is there once: the same text again is no change', async () => {
    await reviewer.document({ url: 'https://paper.example/lidno?utm_source=x', text: second });
    expect(reviewer.last).toBeNull();
    expect(await versionsOf(graph, document)).toEqual([v1, v2]);
  });
});

describe('words that are only similar', () => {
  const waitingFor = async (words: string) => {
    const place = (await undecided()).find((one) => one.exact === words);
    if (!place) throw new Error(`Nothing waits with the words ${words}.`);
    return place;
  };

  test('are carried on, once a reviewer says that they are the same', async () => {
    const place = await waitingFor('The hospital treated 13 people for burns');
    await reviewer.decide(place.id, 'CONFIRMED');
    expect(await carriedIn(origin.burns)).toEqual([v2]);
    expect(await isInLatest(claim.burns)).toEqual([true]);
    expect(await isInLatest(claim.burns, moment.v2)).toEqual([false]);
    expect(await carriedIn(origin.burns, moment.v2)).toEqual([]);
    expect((await laterPlaces(origin.burns)).find((one) => one.id === place.id)).toMatchObject({
      anchorStatus: 'MOVED',
      exact: 'The hospital treated 13 people for burns',
    });
    expect((await laterPlaces(origin.burns, moment.v2)).find((one) => one.id === place.id)).toEqual(place);
  });

  test('are an orphan with no place, once a reviewer says that they are others', async () => {
    const place = await waitingFor('Five children died in the strike');
    await reviewer.decide(place.id, 'REJECTED');
    moment.decided = reviewer.moment;
    expect(await undecided()).toEqual([]);
    expect(await carriedIn(origin.number)).toEqual([]);
    expect(await isInLatest(claim.number)).toEqual([false]);
    const now = (await laterPlaces(origin.number)).find((one) => one.id === place.id);
    expect(now).toMatchObject({ anchorStatus: 'ORPHANED', start: null, end: null, exact: null });
    expect((await undecided(moment.v2)).find((one) => one.id === place.id)).toEqual(place);
  });

  test('wait no more after a decision', async () => {
    const [place] = (await laterPlaces(origin.number)).filter((one) => one.anchorStatus === 'ORPHANED');
    await expect(reviewer.decide(place?.id ?? '', 'CONFIRMED')).rejects.toMatchObject({ userCode: 'INVALID_INPUT' });
  });

  test('are decided by a reviewer only', async () => {
    const contributor = new Hand(graph, 'CONTRIBUTOR');
    const [place] = await laterPlaces(origin.number);
    await expect(contributor.decide(place?.id ?? '', 'CONFIRMED')).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('a correction from two to five', () => {
  let notice: string;
  beforeAll(async () => {
    claim.five = await reviewer.claim('Five children died in the strike on Lidno.', { type: 'QUANTITY' });
    const [ministry] = await graph.command("MATCH (a:Agent {name: 'The ministry'}) RETURN a.id AS id");
    origin.five = await reviewer.chain({
      documentVersion: v2,
      hops: [
        { agent: ministry?.id as string, spans: [{ role: 'CONTENT', exact: 'Five children died in the strike' }] },
      ],
      asserts: [{ claim: claim.five }],
    });
    notice = await reviewer.correction({
      documentVersion: v2,
      kind: 'UPDATE',
      text: "an earlier version of this story gave another number of children, by the ministry's first count",
      corrects: [origin.number],
      introduces: [origin.five],
      spans: [{ role: 'NOTICE', exact: 'Update: an earlier version of this story gave another number of children' }],
    });
    moment.corrected = reviewer.moment;
  });

  test('corrects the old chain and introduces the new one', async () => {
    const expected = [{ kind: 'UPDATE', corrects: [{ id: origin.number }], introduces: [{ id: origin.five }] }];
    expect(await chainsOf(claim.number)).toEqual([{ inLatestVersion: false, version: { id: v1 }, notices: expected }]);
    expect(await chainsOf(claim.five)).toEqual([{ inLatestVersion: true, version: { id: v2 }, notices: expected }]);
  });

  test('is what its document says of itself', async () => {
    const { data } = await api.ask(
      'query($id: ID!) { document(id: $id) { notices { id kind specific statedIn { id } } } }',
      { id: document },
    );
    expect(data?.document.notices).toEqual([{ id: notice, kind: 'UPDATE', specific: true, statedIn: { id: v2 } }]);
  });

  test('was not there before: neither the notice nor the new claim', async () => {
    expect(await chainsOf(claim.five, moment.decided)).toBeNull();
    expect(await chainsOf(claim.number, moment.decided)).toMatchObject([{ inLatestVersion: false, notices: [] }]);
    expect(await chainsOf(claim.number, moment.v1)).toMatchObject([{ inLatestVersion: true, notices: [] }]);
    const { data } = await api.ask(
      'query($id: ID!, $asOf: DateTime) { document(id: $id, asOf: $asOf) { notices { id } latestVersion { id } } }',
      { id: document, asOf: moment.v1 },
    );
    expect(data?.document).toEqual({ notices: [], latestVersion: { id: v1 } });
  });

  test('leaves both claims as they are: each has the one chain that its words give it', async () => {
    for (const name of ['number', 'five'] as const) {
      const { data } = await api.ask(
        'query($id: ID!) { claim(id: $id) { reviewState origins { distinctKnown chains } speakers { nodes { name } } } }',
        { id: claim[name] },
      );
      expect(data?.claim).toEqual({
        reviewState: 'CONFIRMED',
        origins: { distinctKnown: 1, chains: 1 },
        speakers: { nodes: [{ name: 'The ministry' }] },
      });
    }
  });

  test('tells what it corrects also after that was retracted, for the moment before', async () => {
    await reviewer.retract(origin.number);
    const before = await chainsOf(claim.number, moment.corrected);
    expect(before).toMatchObject([{ notices: [{ corrects: [{ id: origin.number }] }] }]);
    const five = await chainsOf(claim.five, moment.corrected);
    expect(five).toMatchObject([{ notices: [{ corrects: [{ id: origin.number }] }] }]);
  });
});

describe('a text that comes back', () => {
  test('is a version of its own, and carries on what the version before it had', async () => {
    await reviewer.document({ url: 'https://paper.example/lidno', text: first });
    const versions = await versionsOf(graph, document);
    expect(versions).toHaveLength(3);
    expect(new Set(versions).size).toBe(3);
    const v3 = versions[2] as string;
    expect(await carriedIn(origin.moved)).toEqual([v2, v3]);
    expect(await isInLatest(claim.moved)).toEqual([true]);
    expect(await isInLatest(claim.five)).toEqual([false]);
    expect(await isInLatest(claim.five, moment.corrected)).toEqual([true]);
  });
});

describe('a place in a later version', () => {
  test('waits for no decision once its attribution is retracted', async () => {
    const url = 'https://paper.example/short';
    const short = await reviewer.document({ url, text: 'Seven boats sank in the harbour at noon, he said.' });
    const [version] = await versionsOf(graph, short);
    const boats = await reviewer.chain({
      documentVersion: version as string,
      hops: [
        {
          newAgent: { type: 'PERSON', name: 'The harbour master' },
          spans: [{ role: 'CONTENT', exact: 'Seven boats sank in the harbour' }],
        },
      ],
      asserts: [{ text: 'Seven boats sank.', language: 'en', type: 'QUANTITY' }],
    });
    await reviewer.document({ url, text: 'Eight boats sank in the harbour at noon, he said.' });
    const waiting = async () => {
      const { data } = await api.ask(
        'query($id: ID!) { document(id: $id) { latestVersion { undecidedSpans { exact } } } }',
        { id: short },
      );
      return data?.document.latestVersion.undecidedSpans;
    };
    expect(await waiting()).toEqual([{ exact: 'Eight boats sank in the harbour' }]);
    await reviewer.retract(boats);
    expect(await waiting()).toEqual([]);
  });
});
