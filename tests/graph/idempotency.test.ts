import { buildSchema } from '../../src/api/build-schema';
import { createKey } from '../../src/features/principal/keys.service';
import { openGraph, type Graph } from '../../src/graph/graph';
import { startTestApi, type GraphqlAnswer, type TestApi } from '../support/api';
import { startBoltProxy, type BoltProxy, type Commit } from '../support/bolt-proxy';
import { emptyGraph, testNeo4j } from '../support/graph';

/**
 * Every mutation, while the connection is cut between its COMMIT and the answer. `SAYSO_TEST_TRIES=200` tries each of them
 * as often as issue 5 asks.
 */
const tries = Number(process.env.SAYSO_TEST_TRIES ?? 5);
const atOnce = 10;
jest.setTimeout(300_000 + 5_000 * tries);

type Input = Record<string, unknown>;
interface Case {
  inputType: string;
  /** What the answer shows of what came of it. */
  thing: string;
  /** Makes what try `n` needs, and gives its input. */
  prepare: (n: number) => Promise<Input>;
}
/** A payload, or something in one: whatever JSON it is. */
type Json = NonNullable<GraphqlAnswer['data']>;
interface Payload {
  changeSet: { id: string; seq: number } | null;
  userErrors: { code: string; field: string | null; message: string }[];
}

let graph: Graph;
let throughProxy: Graph;
let proxy: BoltProxy;
/** The same server, once with a sound connection and once with one that breaks. */
let sound: TestApi;
let cut: TestApi;
let key: string;
/** What was done to the first COMMIT of each idempotency key that is cut. */
const fates = new Map<string, Commit>();

beforeAll(async () => {
  graph = await emptyGraph();
  ({ key } = await createKey(graph, { principal: 'Ada Example', role: 'ADMIN' }));
  proxy = await startBoltProxy(testNeo4j().uri, (transaction) => {
    const [, idempotencyKey, n] = /(cut:\w+:(\d+))!/.exec(transaction.toString('latin1')) ?? [];
    if (idempotencyKey === undefined || fates.has(idempotencyKey)) return 'pass';
    const fate = Number(n) % 3 === 0 ? 'cut at once' : 'lose the answer';
    fates.set(idempotencyKey, fate);
    return fate;
  });
  throughProxy = openGraph({ ...testNeo4j(), uri: proxy.uri, timeoutMs: 30_000 });
  sound = await startTestApi(graph);
  cut = await startTestApi(throughProxy);
  await makeBase();
});
afterAll(async () => {
  await sound.close();
  await cut.close();
  await throughProxy.close();
  await proxy.close();
  await graph.close();
});

const text = 'The ferry did not sail, a harbour clerk told Meridian Wire. "Nobody asked us", she said.';
let made = 0;
/** A word that nothing else has. */
const fresh = (what: string) => `${what} ${++made}`;
let base: { version: string; publisher: string; claim: string };

async function makeBase(): Promise<void> {
  const document = await newDocument({ text, textAccess: 'PUBLIC' });
  base = {
    version: document.latestVersion.id,
    publisher: document.publisher.id,
    claim: await newClaim(),
  };
}

/** A mutation over the sound connection that must succeed. */
async function make(name: string, inputType: string, input: Input, thing: string): Promise<Json> {
  const answer = payloadOf(await run(sound, name, inputType, { idempotencyKey: fresh('make'), ...input }, thing), name);
  expect(answer.userErrors).toEqual([]);
  return answer;
}
async function newDocument(input: Input): Promise<Json> {
  const newPublisher = { type: 'ORGANIZATION', name: fresh('outlet'), kind: 'NEWS_OUTLET' };
  const url = `https://${fresh('outlet').replace(' ', '')}.example/story`;
  const thing = 'document { id publisher { id } latestVersion { id } }';
  return (await make('recordDocument', 'RecordDocumentInput', { url, newPublisher, ...input }, thing)).document;
}
const newAgent = async (): Promise<string> => (await newDocument({})).publisher.id;
async function newClaim(): Promise<string> {
  const input = { text: fresh('the ferry did not sail on day'), language: 'en', type: 'EVENT' };
  return (await make('recordClaim', 'RecordClaimInput', input, 'claim { id }')).claim.id;
}
const chainInput = (): Input => ({
  documentVersion: base.version,
  hops: [
    { newAgent: { type: 'ORGANIZATION', name: fresh('wire'), kind: 'NEWS_AGENCY' } },
    {
      newAgent: { type: 'PERSON', name: fresh('clerk') },
      quoteType: 'DIRECT',
      cue: 'said',
      spans: [{ role: 'QUOTE', exact: 'Nobody asked us' }],
    },
  ],
  asserts: [{ text: fresh('nobody asked the clerk on day'), language: 'en', type: 'EVENT' }],
});
async function newAttribution(): Promise<string> {
  const { chain } = await make(
    'recordAttribution',
    'RecordAttributionInput',
    chainInput(),
    'chain { origin { attribution { id } } }',
  );
  return chain.origin.attribution.id;
}
async function newRelation(): Promise<string> {
  const thing = 'relation { id }';
  return (await make('relateClaims', 'RelateClaimsInput', await contradiction(), thing)).relation.id;
}
const contradiction = async (): Promise<Input> => ({
  left: base.claim,
  right: await newClaim(),
  kind: 'CONTRADICTS',
  types: ['NEGATION'],
  sameEvent: 'YES',
});

const cases: Record<string, Case> = {
  recordDocument: {
    inputType: 'RecordDocumentInput',
    thing: 'document { id latestVersion { id } }',
    prepare: async () => ({ url: `https://${fresh('cut').replace(' ', '')}.example/`, title: 'A ferry', text }),
  },
  attachText: {
    inputType: 'AttachTextInput',
    thing: 'document { id }',
    prepare: async () => {
      const { id, latestVersion } = await newDocument({ text });
      await make('redact', 'RedactInput', { id: latestVersion.id, properties: ['text'] }, '');
      return { document: id, text };
    },
  },
  recordClaim: {
    inputType: 'RecordClaimInput',
    thing: 'claim { id }',
    prepare: async () => ({
      text: fresh('two ferries did not sail on day'),
      language: 'en',
      type: 'QUANTITY',
      quantities: [{ measure: 'not sailed', unit: 'ferries', value: 2 }],
    }),
  },
  reviseClaim: {
    inputType: 'ReviseClaimInput',
    thing: 'claim { id }',
    prepare: async () => ({ claim: await newClaim(), text: fresh('the ferry stayed on day'), expectedRevision: 1 }),
  },
  recordAttribution: {
    inputType: 'RecordAttributionInput',
    thing: 'chain { origin { attribution { id } } }',
    prepare: async () => chainInput(),
  },
  relateClaims: { inputType: 'RelateClaimsInput', thing: 'relation { id }', prepare: contradiction },
  reviseRelation: {
    inputType: 'ReviseRelationInput',
    thing: 'relation { id }',
    prepare: async () => ({ relation: await newRelation(), rationale: fresh('because'), expectedRevision: 1 }),
  },
  decide: {
    inputType: 'DecideInput',
    thing: 'node { id }',
    prepare: async () => ({ id: await newAttribution(), to: 'REJECTED' }),
  },
  retract: {
    inputType: 'RetractInput',
    thing: 'node { id }',
    prepare: async () => ({ id: await newAttribution() }),
  },
  redact: {
    inputType: 'RedactInput',
    thing: 'node { id }',
    prepare: async () => ({ id: await newClaim(), properties: ['text'] }),
  },
  reviseAgent: {
    inputType: 'ReviseAgentInput',
    thing: 'agent { id }',
    prepare: async () => ({ agent: await newAgent(), aliases: [fresh('alias')], expectedRevision: 1 }),
  },
  recordCorrection: {
    inputType: 'RecordCorrectionInput',
    thing: 'notice { id }',
    prepare: async () => ({
      documentVersion: base.version,
      kind: 'CORRECTION',
      text: fresh('notice'),
      corrects: [await newAttribution()],
    }),
  },
  recordReview: {
    inputType: 'RecordReviewInput',
    thing: 'review { id }',
    prepare: async () => ({ claim: await newClaim(), author: base.publisher, rating: { ratingValue: 1 } }),
  },
  joinAgents: {
    inputType: 'JoinInput',
    thing: 'agent { id }',
    prepare: async () => ({ agents: [await newAgent(), await newAgent()] }),
  },
  joinUtterances: {
    inputType: 'JoinUtterancesInput',
    thing: 'utterance { id }',
    prepare: async () => ({ attributions: [await newAttribution(), await newAttribution()] }),
  },
  splitAgents: {
    inputType: 'SplitInput',
    thing: 'agent { id }',
    prepare: async () => {
      const agents = [await newAgent(), await newAgent()];
      await make('joinAgents', 'JoinInput', { agents }, '');
      return { ids: agents };
    },
  },
  splitUtterances: {
    inputType: 'SplitInput',
    thing: 'utterance { id }',
    prepare: async () => {
      const attributions = [await newAttribution(), await newAttribution()];
      await make('joinUtterances', 'JoinUtterancesInput', { attributions }, '');
      return { ids: attributions };
    },
  },
};

it('has a case for every mutation of the schema', () => {
  expect(Object.keys(cases).sort()).toEqual(Object.keys(buildSchema().getMutationType()?.getFields() ?? {}).sort());
});

describe.each(Object.entries(cases))('%s', (name, { inputType, thing, prepare }) => {
  const ask = (api: TestApi, input: Input) => run(api, name, inputType, input, thing);

  it(`is one change set for one key, ${tries} times cut between COMMIT and its answer`, async () => {
    const alone = await prepare(0);
    const before = await footprint();
    expect(payloadOf(await ask(sound, { ...alone, idempotencyKey: fresh('alone') }), name).userErrors).toEqual([]);
    const one = difference(before, await footprint());
    expect(one['(ChangeSet)']).toBe(1);

    const inputs = await inParallel(tries, async (n) => ({
      ...(await prepare(n)),
      idempotencyKey: `cut:${name}:${n}!`,
    }));
    const start = await footprint();
    const cutsBefore = { ...proxy.cuts };
    const answers = await inParallel(tries, async (n) => {
      const first = await ask(cut, inputs[n] as Input);
      const again = await ask(cut, inputs[n] as Input);
      return { first, again };
    });

    for (const { first, again } of answers) {
      const answer = payloadOf(again, name);
      expect(answer.userErrors).toEqual([]);
      expect(answer.changeSet).not.toBeNull();
      // Who had no answer at first is told that the database is away, and nothing else.
      if (first.data) expect(first.data).toEqual(again.data);
      else expect(first.errors?.map((error) => error.extensions.code)).toEqual(['UNAVAILABLE']);
    }
    const mine = [...fates].filter(([idempotencyKey]) => idempotencyKey.startsWith(`cut:${name}:`));
    expect(mine).toHaveLength(tries);
    expect(proxy.cuts.all - cutsBefore.all).toBe(tries);
    expect(proxy.cuts.afterSuccess - cutsBefore.afterSuccess).toBe(
      mine.filter(([, fate]) => fate === 'lose the answer').length,
    );
    const changeSets = await changeSetsOf(`cut:${name}:`);
    expect(changeSets).toHaveLength(tries);
    expect(new Set(changeSets.map((changeSet) => changeSet.key)).size).toBe(tries);
    expect(changeSets.map(({ id }) => id).sort()).toEqual(
      answers.map(({ again }) => payloadOf(again, name).changeSet?.id).sort(),
    );
    // Not a node and not a relationship more than so many times what one undisturbed change leaves.
    const all = Object.fromEntries(Object.entries(one).map(([what, count]) => [what, count * tries]));
    expect(difference(start, await footprint())).toEqual(all);
  });

  it('gives the first answer again for the same input, and refuses another under the same key', async () => {
    const input = { ...(await prepare(0)), idempotencyKey: fresh('again') };
    const other = { ...(await prepare(1)), idempotencyKey: input.idempotencyKey };
    const first = await ask(sound, input);
    expect(payloadOf(first, name).changeSet).not.toBeNull();
    const before = await footprint();
    expect((await ask(sound, { ...input, reason: 'asked again' })).data).toEqual(first.data);
    const { changeSet, userErrors } = payloadOf(await ask(sound, other), name);
    expect(userErrors.map(({ code, field }) => [code, field])).toEqual([['KEY_REUSED', 'idempotencyKey']]);
    expect(changeSet).toBeNull();
    expect(difference(before, await footprint())).toEqual({});
  });

  it('is one change set for one key that is used at once', async () => {
    const alone = await prepare(0);
    const before = await footprint();
    await ask(sound, { ...alone, idempotencyKey: fresh('alone') });
    const one = difference(before, await footprint());

    const input = { ...(await prepare(0)), idempotencyKey: fresh('at once') };
    const start = await footprint();
    const answers = await inParallel(4, () => ask(sound, input));
    expect(payloadOf(answers[0] as GraphqlAnswer, name)).toMatchObject({
      changeSet: { id: expect.stringMatching(/^chg_/) },
      userErrors: [],
    });
    for (const answer of answers) expect(answer.data).toEqual(answers[0]?.data);
    expect(difference(start, await footprint())).toEqual(one);
  });
});

it('tells a caller that the database is away, whose repeat after it came back gives what was committed', async () => {
  const input = { idempotencyKey: fresh('down'), text: 'the ferry sank', language: 'en', type: 'EVENT' };
  const claim = (api: TestApi) => run(api, 'recordClaim', 'RecordClaimInput', input, 'claim { id text }');
  const away = await startBoltProxy(testNeo4j().uri, (transaction) =>
    transaction.includes(input.idempotencyKey) && away.cuts.all === 0 ? 'lose the answer and go down' : 'pass',
  );
  const broken = openGraph({ ...testNeo4j(), uri: away.uri, timeoutMs: 10_000 });
  const api = await startTestApi(broken);
  try {
    // Known from here on, so that the mutation is the first to meet the cut.
    expect((await api.ask('{ viewer { name } }', {}, key)).data).toEqual({ viewer: { name: 'Ada Example' } });
    const lost = await claim(api);
    expect(lost.errors?.map((error) => error.extensions.code)).toEqual(['UNAVAILABLE']);
    expect(away.cuts).toEqual({ all: 1, afterSuccess: 1 });
    away.comeBack();
    const [kept] = await changeSetsOf(input.idempotencyKey);
    const again = payloadOf(await claim(api), 'recordClaim');
    expect(again).toMatchObject({ changeSet: { id: kept?.id }, claim: { text: 'the ferry sank' }, userErrors: [] });
    expect(await changeSetsOf(input.idempotencyKey)).toHaveLength(1);
  } finally {
    await api.close();
    await broken.close();
    await away.close();
  }
});

function run(api: TestApi, name: string, inputType: string, input: Input, thing: string): Promise<GraphqlAnswer> {
  return api.ask(
    `mutation ($input: ${inputType}!) { answer: ${name}(input: $input) { changeSet { id seq } userErrors { code field message } ${thing} } }`,
    { input },
    key,
  );
}

function payloadOf(answer: GraphqlAnswer, name: string): Payload & Json {
  expect({ name, errors: answer.errors }).toEqual({ name, errors: undefined });
  return answer.data?.answer as Payload & Json;
}

async function changeSetsOf(idempotencyKey: string): Promise<{ id: string; key: string }[]> {
  const rows = await graph.command(
    'MATCH (cs:ChangeSet) WHERE cs.key CONTAINS $key RETURN cs.id AS id, cs.key AS key',
    {
      key: `:${idempotencyKey}`,
    },
  );
  return rows as { id: string; key: string }[];
}

/** How many nodes of each label and relationships of each type there are. */
async function footprint(): Promise<Record<string, number>> {
  const rows = await graph.command(`
    MATCH (n) UNWIND labels(n) AS label RETURN '(' + label + ')' AS what, count(*) AS count
    UNION ALL
    MATCH ()-[r]->() RETURN '[' + type(r) + ']' AS what, count(*) AS count`);
  return Object.fromEntries(rows.map(({ what, count }) => [what as string, count as number]));
}

function difference(before: Record<string, number>, after: Record<string, number>): Record<string, number> {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return Object.fromEntries(
    names.map((name) => [name, (after[name] ?? 0) - (before[name] ?? 0)] as const).filter(([, count]) => count !== 0),
  );
}

/** Does `total` things, a few at a time; the results in the order of their numbers. */
async function inParallel<T>(total: number, work: (n: number) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  let next = 0;
  const hands = Array.from({ length: Math.min(atOnce, total) }, async () => {
    for (let n = next++; n < total; n = next++) results[n] = await work(n);
  });
  await Promise.all(hands);
  return results;
}
