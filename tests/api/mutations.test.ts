import { buildSchema } from '../../src/api/build-schema';
import type { Role } from '../../src/features/principal/viewer';
import type { Graph } from '../../src/graph/graph';
import { joinId, newId, relationId } from '../../src/identity';
import { startTestApi, type TestApi } from '../support/api';
import { emptyGraph } from '../support/graph';
import {
  creditedBy,
  fingerprint,
  Hand,
  keysOf,
  mutation,
  versionsOf,
  type Keys,
  type MutationAnswer,
} from '../support/writing';

type Input = Record<string, unknown>;

let graph: Graph;
let api: TestApi;
let keys: Keys;
let reviewer: Hand;
let contributor: Hand;
beforeAll(async () => {
  graph = await emptyGraph();
  api = await startTestApi(graph);
  keys = await keysOf(graph);
  reviewer = new Hand(graph, 'REVIEWER');
  contributor = new Hand(graph, 'CONTRIBUTOR');
});
afterAll(async () => {
  await api.close();
  await graph.close();
});

const paper = { type: 'ORGANIZATION', name: 'The Paper', kind: 'NEWS_OUTLET' } as const;
const person = (name: string) => ({ newAgent: { type: 'PERSON' as const, name } });
const text = 'The mayor said that two children died. The doctor said that nobody died.';
let number = 0;
const address = () => `https://paper.example/${++number}`;

async function documentWith(words: string | null = text): Promise<{ document: string; version: string }> {
  const document = await reviewer.document({ url: address(), newPublisher: paper, text: words });
  return { document, version: (await versionsOf(graph, document))[0] as string };
}
async function chain(hand = reviewer): Promise<{ claim: string; origin: string; version: string; agent: string }> {
  const { version } = await documentWith();
  const claim = await hand.claim(`Two children died (${++number}).`, { type: 'QUANTITY' });
  const origin = await hand.chain({
    documentVersion: version,
    hops: [{ ...person('The mayor'), spans: [{ role: 'CONTENT', exact: 'two children died' }] }],
    asserts: [{ claim }],
  });
  return { claim, origin, version, agent: await creditedBy(graph, origin) };
}
async function unnamed(): Promise<{ agent: string; version: string }> {
  const { version } = await documentWith();
  const origin = await reviewer.chain({
    documentVersion: version,
    hops: [{ newAgent: { type: 'UNNAMED_SOURCE', name: 'an official', descriptor: 'official' } }],
    asserts: [{ claim: await reviewer.claim('Something is the case.') }],
  });
  return { agent: await creditedBy(graph, origin), version };
}
const twoClaims = async (hand = reviewer) =>
  [await hand.claim(`The bridge is open (${++number}).`), await hand.claim(`The bridge is shut (${number}).`)] as const;
async function relation(hand = reviewer): Promise<string> {
  const [left, right] = await twoClaims();
  return hand.relate({ left, right, kind: 'CONTRADICTS', sameEvent: 'YES', types: ['ANTONYM'] });
}
async function twoAgents(): Promise<[string, string]> {
  return [(await chain()).agent, (await chain()).agent];
}

/** Each mutation: the least role that may, one that may not, an input, and what shows what came of it. */
interface Case {
  least: Role;
  input: () => Promise<Input>;
  select: string;
  /** Where in the payload it is. */
  as: string;
}
const cases: Record<string, Case> = {
  attachText: {
    least: 'CONTRIBUTOR',
    as: 'document',
    select: 'document { id availability latestVersion { text } }',
    input: async () => {
      const { document, version } = await documentWith(null);
      return { document, version, text, textAccess: 'PUBLIC' };
    },
  },
  decide: {
    least: 'REVIEWER',
    as: 'node',
    select: 'node { id ... on Claim { reviewState revision } }',
    input: async () => ({ id: await contributor.claim('Something proposed.'), to: 'CONFIRMED' }),
  },
  joinAgents: {
    least: 'CONTRIBUTOR',
    as: 'agent',
    select: 'agent { id } utterance { id } joins { id reviewState }',
    input: async () => ({ agents: await twoAgents(), rationale: 'one person' }),
  },
  joinUtterances: {
    least: 'CONTRIBUTOR',
    as: 'utterance',
    select: 'agent { id } utterance { id } joins { id reviewState }',
    input: async () => ({ attributions: [(await chain()).origin, (await chain()).origin] }),
  },
  recordAttribution: {
    least: 'CONTRIBUTOR',
    as: 'chain',
    select: 'chain { text reviewState claim { id text } hops { attribution { id spans { exact start end } } } }',
    input: async () => ({
      documentVersion: (await documentWith()).version,
      hops: [{ ...person('The doctor'), spans: [{ role: 'CONTENT', exact: 'nobody died' }] }],
      asserts: [{ text: 'Nobody died.', language: 'en', type: 'EVENT' }],
    }),
  },
  recordClaim: {
    least: 'CONTRIBUTOR',
    as: 'claim',
    select: 'claim { id text reviewState quantities { measure value unit } }',
    input: async () => ({
      text: 'Two children died.',
      language: 'en',
      type: 'QUANTITY',
      quantities: [{ measure: 'deaths', unit: 'children', value: 2 }],
    }),
  },
  recordCorrection: {
    least: 'REVIEWER',
    as: 'notice',
    select: 'notice { id kind specific corrects { ... on Attribution { id } } }',
    input: async () => {
      const { version, origin } = await chain();
      return { documentVersion: version, kind: 'CORRECTION', text: 'Corrected.', corrects: [origin] };
    },
  },
  recordDocument: {
    least: 'CONTRIBUTOR',
    as: 'document',
    select: 'document { id url title latestVersion { id seq contentSha256 } }',
    input: async () => ({ url: address(), title: 'A story', newPublisher: paper, text }),
  },
  recordReview: {
    least: 'REVIEWER',
    as: 'review',
    select: 'review { id url claimRevision author { name } rating { ratingValue } }',
    input: async () => ({
      claim: (await chain()).claim,
      url: address(),
      newAuthor: { type: 'ORGANIZATION', name: 'The Checkers', kind: 'NGO' },
      rating: { ratingValue: 1, bestRating: 5, worstRating: 1 },
    }),
  },
  redact: {
    least: 'ADMIN',
    as: 'node',
    select: 'node { id ... on Claim { text } }',
    input: async () => ({ id: await reviewer.claim('Something that must go.'), properties: ['text'] }),
  },
  relateClaims: {
    least: 'CONTRIBUTOR',
    as: 'relation',
    select: 'relation { id kind reviewState types left { id } right { id } }',
    input: async () => {
      const [left, right] = await twoClaims();
      return { left, right, kind: 'CONTRADICTS', sameEvent: 'YES', types: ['ANTONYM'] };
    },
  },
  retract: {
    least: 'CONTRIBUTOR',
    as: 'node',
    select: 'node { id ... on Attribution { recordedTo } }',
    input: async () => ({ id: (await chain(contributor)).origin }),
  },
  reviseAgent: {
    least: 'REVIEWER',
    as: 'agent',
    select: 'agent { id name aliases revision }',
    input: async () => ({ agent: (await chain()).agent, name: 'The Lord Mayor', aliases: ['The mayor'] }),
  },
  reviseClaim: {
    least: 'CONTRIBUTOR',
    as: 'claim',
    select: 'claim { id text revision }',
    input: async () => ({ claim: await contributor.claim('Something badly said.'), text: 'Something well said.' }),
  },
  reviseRelation: {
    least: 'CONTRIBUTOR',
    as: 'relation',
    select: 'relation { id types rationale revision }',
    input: async () => ({ relation: await relation(contributor), types: ['NEGATION'], rationale: 'it says "not"' }),
  },
  splitAgents: {
    least: 'REVIEWER',
    as: 'agent',
    select: 'agent { id } utterance { id } joins { id reviewState }',
    input: async () => {
      const agents = await twoAgents();
      await reviewer.joinAgents(...agents);
      return { ids: agents };
    },
  },
  splitUtterances: {
    least: 'REVIEWER',
    as: 'utterance',
    select: 'agent { id } utterance { id } joins { id reviewState }',
    input: async () => {
      const attributions = [(await chain()).origin, (await chain()).origin];
      await reviewer.joinUtterances(...attributions);
      return { ids: attributions };
    },
  },
};
const below: Record<Role, Role> = {
  ADMIN: 'REVIEWER',
  REVIEWER: 'CONTRIBUTOR',
  CONTRIBUTOR: 'READER',
  READER: 'READER',
};

test('every mutation that records, decides or takes back is among the cases below', () => {
  const names = Object.keys(buildSchema().getMutationType()?.getFields() ?? {}).filter(
    (name) => !/webhook|dead/i.test(name),
  );
  expect(Object.keys(cases).sort()).toEqual(names.sort());
});

describe.each(Object.keys(cases))('%s', (name) => {
  const { least, input, select, as } = cases[name] as Case;
  let given: Input;
  let answer: MutationAnswer;
  const idempotencyKey = `once ${name}`;
  beforeAll(async () => {
    given = { ...(await input()), reason: 'because' };
  });
  const ask = (key: string | undefined, what: Input) =>
    mutation(api, key, name, what, `changeSet { id seq op reason principalName } ${select}`);

  test('is refused to nobody in particular and to the role below, and nothing is written', async () => {
    const before = await fingerprint(graph);
    expect((await ask(undefined, { ...given, idempotencyKey })).refused).toEqual(['UNAUTHENTICATED']);
    expect((await ask(keys[below[least]], { ...given, idempotencyKey })).refused).toEqual(['FORBIDDEN']);
    expect(await fingerprint(graph)).toBe(before);
  });

  test('is refused without an idempotency key, as data', async () => {
    const before = await fingerprint(graph);
    for (const key of ['', '  ', 'x'.repeat(201)]) {
      const { payload, refused } = await ask(keys[least], { ...given, idempotencyKey: key });
      expect(refused).toEqual([]);
      expect(payload.userErrors).toEqual([
        { code: 'INVALID_INPUT', field: 'idempotencyKey', message: expect.any(String) },
      ]);
      expect(payload).toMatchObject({ changeSet: null, [as]: null });
    }
    expect(await fingerprint(graph)).toBe(before);
  });

  test('is done for the role that may, in one change set that says who and why', async () => {
    answer = await ask(keys[least], { ...given, idempotencyKey });
    expect(answer.refused).toEqual([]);
    expect(answer.payload.userErrors).toEqual([]);
    expect(answer.payload[as]).not.toBeNull();
    expect(answer.payload.changeSet).toMatchObject({ reason: 'because', principalName: `the ${least}` });
    const sets = await graph.command('MATCH (c:ChangeSet) RETURN max(c.seq) AS last');
    expect(answer.payload.changeSet.seq).toBe(sets[0]?.last);
  });

  test('gives the first answer again for the same key and input, and changes nothing', async () => {
    const before = await fingerprint(graph);
    expect(await ask(keys[least], { ...given, idempotencyKey })).toEqual(answer);
    expect(await fingerprint(graph)).toBe(before);
  });

  test('is refused for the same key with another input', async () => {
    const before = await fingerprint(graph);
    const other = { ...(await otherInput(name, given)), idempotencyKey };
    const { payload, refused } = await ask(keys[least], other);
    expect(refused).toEqual([]);
    expect(payload.userErrors).toEqual([{ code: 'KEY_REUSED', field: 'idempotencyKey', message: expect.any(String) }]);
    expect(payload).toMatchObject({ changeSet: null, [as]: null });
    expect(await fingerprint(graph)).toBe(before);
  });
});

/** The same kind of input with one value changed, without writing anything for it. */
async function otherInput(name: string, given: Input): Promise<Input> {
  const change: Record<string, Input> = {
    decide: { to: 'REJECTED' },
    retract: { expectedRevision: 1 },
    redact: { properties: ['text', 'text'] },
    attachText: { text: `${text} ` },
    reviseAgent: { name: 'Another name' },
    reviseClaim: { text: 'Something else.' },
    recordClaim: { text: 'Three children died.' },
    recordDocument: { title: 'Another story' },
    recordReview: { claimReviewed: 'other words' },
    recordCorrection: { kind: 'UPDATE' },
    recordAttribution: { reviewState: 'PROPOSED' },
  };
  return { ...given, ...(change[name] ?? { rationale: 'another one' }) };
}

describe('the keys of two principals', () => {
  test('are their own: the same key and input by another is another change', async () => {
    const input = { text: 'Said by two.', language: 'en', type: 'EVENT', idempotencyKey: 'shared' };
    const one = await mutation(api, keys.CONTRIBUTOR, 'recordClaim', input, 'claim { id reviewState }');
    const other = await mutation(api, keys.REVIEWER, 'recordClaim', input, 'claim { id reviewState }');
    expect(one.payload.claim.reviewState).toBe('PROPOSED');
    expect(other.payload.claim.reviewState).toBe('CONFIRMED');
    expect(one.payload.claim.id).not.toBe(other.payload.claim.id);
  });

  test('are not those of another mutation of the same principal', async () => {
    const idempotencyKey = 'one for two mutations';
    await mutation(api, keys.ADMIN, 'recordClaim', { text: 'One.', language: 'en', type: 'EVENT', idempotencyKey });
    const claim = await reviewer.claim('Two.');
    const { payload } = await mutation(api, keys.ADMIN, 'decide', { id: claim, to: 'REJECTED', idempotencyKey });
    expect(payload.userErrors).toMatchObject([{ code: 'KEY_REUSED', field: 'idempotencyKey' }]);
  });
});

describe('what is recorded begins', () => {
  test.each([
    ['CONTRIBUTOR', 'CONFIRMED', 'PROPOSED'],
    ['CONTRIBUTOR', 'REJECTED', 'PROPOSED'],
    ['CONTRIBUTOR', null, 'PROPOSED'],
    ['REVIEWER', null, 'CONFIRMED'],
    ['REVIEWER', 'PROPOSED', 'PROPOSED'],
    ['ADMIN', null, 'CONFIRMED'],
  ] as const)('by a %s who asks for %s as %s', async (role, reviewState, expected) => {
    const { version } = await documentWith();
    const [left, right] = await twoClaims();
    const claim = await mutation(
      api,
      keys[role],
      'recordClaim',
      { text: 'A claim.', language: 'en', type: 'EVENT', reviewState },
      'claim { reviewState }',
    );
    expect(claim.payload.claim.reviewState).toBe(expected);
    const chained = await mutation(
      api,
      keys[role],
      'recordAttribution',
      {
        documentVersion: version,
        hops: [person('One'), person('Two')],
        asserts: [{ text: 'A new claim.', language: 'en', type: 'EVENT' }],
        reviewState,
      },
      'chain { reviewState hops { attribution { reviewState } } }',
    );
    expect(chained.payload.chain.reviewState).toBe(expected);
    const related = await mutation(
      api,
      keys[role],
      'relateClaims',
      { left, right, kind: 'SUPPORTS', sameEvent: 'UNKNOWN', reviewState },
      'relation { reviewState }',
    );
    expect(related.payload.relation.reviewState).toBe(expected);
    const plain = await graph.command(
      'RETURN EXISTS { (:Claim {id: $left})-[:SUPPORTS]->(:Claim {id: $right}) } AS is',
      {
        left,
        right,
      },
    );
    expect(plain).toEqual([{ is: expected === 'CONFIRMED' }]);
  });
});

describe('a document', () => {
  test('recorded twice is one node, with one version', async () => {
    const url = address();
    const record = (more: Input = {}) =>
      mutation(
        api,
        keys.CONTRIBUTOR,
        'recordDocument',
        { url, title: 'A story', newPublisher: paper, text, ...more },
        'changeSet { id } document { id versions { nodes { id seq } } }',
      );
    const first = await record();
    const before = await fingerprint(graph);
    const second = await record({ url: `${url}/?utm_source=mail#top`, newPublisher: null });
    expect(second.payload.userErrors).toEqual([]);
    expect(second.payload.document).toEqual(first.payload.document);
    expect(second.payload.changeSet).toBeNull();
    expect(second.payload.document.versions.nodes).toHaveLength(1);
    expect(await fingerprint(graph)).toBe(before);
  });

  test('recorded by two at the same moment is one node, with one version', async () => {
    const url = address();
    const record = (title: string) =>
      mutation(api, keys.REVIEWER, 'recordDocument', { url, title, text }, 'document { id versions { nodes { id } } }');
    const answers = await Promise.all([record('one'), record('one'), record('one'), record('one')]);
    expect(answers.flatMap((one) => one.payload.userErrors)).toEqual([]);
    expect(new Set(answers.map((one) => JSON.stringify(one.payload.document))).size).toBe(1);
    const [count] = await graph.command(
      'MATCH (d:Document {id: $id})<-[:VERSION_OF]-(v) RETURN count(DISTINCT d) AS documents, count(v) AS versions',
      { id: answers[0]?.payload.document.id },
    );
    expect(count).toEqual({ documents: 1, versions: 1 });
  });

  test('keeps its publisher: another is refused', async () => {
    const { document } = await documentWith();
    const [row] = await graph.command('MATCH (d:Document {id: $document}) RETURN d.url AS url', { document });
    const { agent } = await chain();
    await expectRefusal(
      'REVIEWER',
      'recordDocument',
      { url: row?.url, publisher: agent, text },
      'CONFLICT',
      'publisher',
    );
  });

  test('is renamed by a reviewer, not by a contributor', async () => {
    const { document } = await documentWith();
    const [row] = await graph.command('MATCH (d:Document {id: $document}) RETURN d.url AS url', { document });
    const input = { url: row?.url, title: 'Another title' };
    await expectRefusal('CONTRIBUTOR', 'recordDocument', input, 'NEEDS_REVIEWER', 'title');
    const { payload } = await mutation(api, keys.REVIEWER, 'recordDocument', input, 'document { id title revision }');
    expect(payload.document).toEqual({ id: document, title: 'Another title', revision: 2 });
  });
});

/** Asks, expects this one refusal as data, and that nothing was written. Gives its message. */
async function expectRefusal(
  role: Role,
  name: string,
  input: Input,
  code: string,
  field: string | null,
): Promise<string> {
  const before = await fingerprint(graph);
  const { payload, refused } = await mutation(api, keys[role], name, input);
  expect(refused).toEqual([]);
  expect(payload.userErrors).toEqual([{ code, field, message: expect.any(String) }]);
  expect(payload.changeSet).toBeNull();
  expect(await fingerprint(graph)).toBe(before);
  return payload.userErrors[0]?.message ?? '';
}

describe('a quotation', () => {
  const attribution = async (span: Input, words: string | null = text) => ({
    documentVersion: (await documentWith(words)).version,
    hops: [person('One who passes on'), { ...person('The mayor'), spans: [{ role: 'CUE', exact: 'mayor' }, span] }],
    asserts: [{ text: 'Something was said.', language: 'en', type: 'EVENT' }],
  });

  test('that stands more than once is refused with its places', async () => {
    const input = await attribution({ role: 'CUE', exact: 'said that' });
    const message = await expectRefusal('CONTRIBUTOR', 'recordAttribution', input, 'QUOTE_AMBIGUOUS', 'hops.1.spans.1');
    expect(message).toContain('2 times');
    for (const place of [text.indexOf('said that'), text.lastIndexOf('said that')])
      expect(message).toMatch(new RegExp(`\\b${place}\\b`));
  });

  test('is found by what stands before and after it', async () => {
    for (const [context, at] of [
      [{ prefix: 'mayor ' }, text.indexOf('said that')],
      [{ suffix: ' nobody' }, text.lastIndexOf('said that')],
    ] as const) {
      const { payload } = await mutation(
        api,
        keys.CONTRIBUTOR,
        'recordAttribution',
        await attribution({ role: 'CUE', segment: 1, exact: 'said that', ...context }),
        'chain { origin { attribution { spans { segment start end exact } } } }',
      );
      const spans = payload.chain.origin.attribution.spans;
      expect(spans.find((span: { segment: number }) => span.segment === 1)).toEqual({
        segment: 1,
        start: at,
        end: at + 'said that'.length,
        exact: 'said that',
      });
    }
  });

  test.each([
    ['that stands nowhere', { role: 'QUOTE', exact: 'three children died' }, 'QUOTE_NOT_FOUND'],
    [
      'that stands nowhere with these neighbours',
      { role: 'QUOTE', exact: 'said', prefix: 'baker ' },
      'QUOTE_NOT_FOUND',
    ],
    ['whose offsets hold other words', { role: 'QUOTE', start: 0, end: 3, exact: 'two' }, 'INVALID_INPUT'],
    ['whose offsets lie outside the text', { role: 'QUOTE', start: 10, end: 10_000 }, 'INVALID_INPUT'],
    ['whose end is before its start', { role: 'QUOTE', start: 10, end: 3 }, 'INVALID_INPUT'],
    ['with neither words nor offsets', { role: 'QUOTE' }, 'INVALID_INPUT'],
    ['whose hash is of other words', { role: 'QUOTE', exact: 'nobody died', exactSha256: '00' }, 'INVALID_INPUT'],
  ])('%s is refused', async (_what, span, code) => {
    await expectRefusal('CONTRIBUTOR', 'recordAttribution', await attribution(span), code, 'hops.1.spans.1');
  });

  test('of a text that is not held needs offsets and a hash', async () => {
    const { version } = await documentWith(null);
    const input = {
      documentVersion: version,
      hops: [{ ...person('The mayor'), spans: [{ role: 'QUOTE', exact: 'two children died' }] }],
      asserts: [{ text: 'Two children died.', language: 'en', type: 'QUANTITY' }],
    };
    await expectRefusal('CONTRIBUTOR', 'recordAttribution', input, 'INVALID_INPUT', 'hops.0.spans.0');
  });
});

describe('a chain', () => {
  const hops = (count: number) => Array.from({ length: count }, (_, i) => person(`Hop ${i}`));
  const asserts = [{ text: 'Something was said.', language: 'en', type: 'EVENT' }];

  test('of nine hops is refused, of eight it is not', async () => {
    const { version: documentVersion } = await documentWith();
    await expectRefusal(
      'CONTRIBUTOR',
      'recordAttribution',
      { documentVersion, hops: hops(9), asserts },
      'INVALID_INPUT',
      'relays',
    );
    const { payload } = await mutation(
      api,
      keys.CONTRIBUTOR,
      'recordAttribution',
      { documentVersion, hops: hops(8), asserts },
      'chain { length }',
    );
    expect(payload).toMatchObject({ userErrors: [], chain: { length: 9 } });
  });

  test('of none is refused, and one whose origin says nothing', async () => {
    const { version: documentVersion } = await documentWith();
    await expectRefusal(
      'CONTRIBUTOR',
      'recordAttribution',
      { documentVersion, hops: [], asserts },
      'INVALID_INPUT',
      'hops',
    );
    await expectRefusal(
      'CONTRIBUTOR',
      'recordAttribution',
      { documentVersion, hops: hops(1) },
      'INVALID_INPUT',
      'asserts',
    );
  });

  test('credits an unnamed source of its own document only', async () => {
    const { agent } = await unnamed();
    const { version: documentVersion } = await documentWith();
    const input = { documentVersion, hops: [{ agent }], asserts };
    await expectRefusal('REVIEWER', 'recordAttribution', input, 'INVALID_INPUT', 'hops');
  });

  test.each([
    [
      'an unnamed source that is said to be named',
      { newAgent: { type: 'UNNAMED_SOURCE', name: 'x' }, disclosure: 'NAMED_PERSON' },
      'disclosure',
    ],
    ['a person who is said to be unnamed', { ...person('A person'), disclosure: 'UNNAMED' }, 'disclosure'],
    ['somebody where nobody is said to be stated', { ...person('A person'), disclosure: 'UNSTATED' }, 'disclosure'],
    ['another than the publisher in its own voice', { ...person('A person'), disclosure: 'OWN_VOICE' }, 'agent'],
    ['an agent and a new one', { agent: newId('Agent'), ...person('A person') }, null],
    ['with a certainty above one', { ...person('A person'), scopeCertainty: 1.5 }, 'hops.0.scopeCertainty'],
    ['with a time that is none', { ...person('A person'), saidAt: 'yesterday' }, 'hops.0.saidAt'],
    ['a new agent without a name', person(' '), 'hops.0.newAgent.name'],
  ])('is not recorded that credits %s', async (_what, hop, field) => {
    const { version: documentVersion } = await documentWith();
    const input = { documentVersion, hops: [hop], asserts };
    const code = field === null ? 'NOT_FOUND' : 'INVALID_INPUT';
    await expectRefusal('REVIEWER', 'recordAttribution', input, code, field ?? 'hops.0.agent');
  });

  test('stands on one claim once', async () => {
    const { version: documentVersion } = await documentWith();
    const claim = await reviewer.claim('Said and denied at once.');
    const twice = { documentVersion, hops: hops(1), asserts: [{ claim }, { claim, polarity: 'DENIED' }] };
    await expectRefusal('REVIEWER', 'recordAttribution', twice, 'INVALID_INPUT', 'asserts');
    const both = { documentVersion, hops: hops(1), asserts: [{ claim }], presupposes: [claim] };
    await expectRefusal('REVIEWER', 'recordAttribution', both, 'INVALID_INPUT', 'asserts');
  });
});

describe('a relation', () => {
  test.each([
    ['a contradiction of two events', { kind: 'CONTRADICTS', sameEvent: 'NO', types: ['ANTONYM'] }, 'sameEvent'],
    [
      'a contradiction of what may be two events',
      { kind: 'CONTRADICTS', sameEvent: 'UNKNOWN', types: ['ANTONYM'] },
      'sameEvent',
    ],
    ['a tension of two events', { kind: 'TENSION', sameEvent: 'NO' }, 'sameEvent'],
    ['a contradiction of no type', { kind: 'CONTRADICTS', sameEvent: 'YES' }, 'types'],
    ['with a score above one', { kind: 'SUPPORTS', sameEvent: 'YES', score: 2 }, 'score'],
    ['based on a document', { kind: 'SUPPORTS', sameEvent: 'YES', basedOn: [newId('Document')] }, 'basedOn'],
  ])('that is %s is refused', async (_what, input, field) => {
    const [left, right] = await twoClaims();
    await expectRefusal('REVIEWER', 'relateClaims', { left, right, ...input }, 'INVALID_INPUT', field);
  });

  test('of a claim to itself is refused', async () => {
    const [left] = await twoClaims();
    const input = { left, right: left, kind: 'SUPPORTS', sameEvent: 'YES' };
    await expectRefusal('REVIEWER', 'relateClaims', input, 'INVALID_INPUT', 'right');
  });

  test('becomes no contradiction of two events by revising it', async () => {
    const id = await relation();
    await expectRefusal(
      'REVIEWER',
      'reviseRelation',
      { relation: id, sameEvent: 'UNKNOWN' },
      'INVALID_INPUT',
      'sameEvent',
    );
    await expectRefusal('REVIEWER', 'reviseRelation', { relation: id, types: [] }, 'INVALID_INPUT', 'types');
  });

  test('that is there, or was rejected, is not recorded again, from either side', async () => {
    const [left, right] = await twoClaims();
    const input = { left, right, kind: 'CONTRADICTS', sameEvent: 'YES', types: ['ANTONYM'] };
    const id = relationId('CONTRADICTS', left, right);
    await mutation(api, keys.REVIEWER, 'relateClaims', input);
    for (const role of ['CONTRIBUTOR', 'REVIEWER'] as const) {
      expect(await expectRefusal(role, 'relateClaims', input, 'CONFLICT', null)).toContain(id);
      const turned = { ...input, left: right, right: left };
      expect(await expectRefusal(role, 'relateClaims', turned, 'CONFLICT', null)).toContain(id);
    }
    await reviewer.decide(id, 'REJECTED');
    for (const role of ['CONTRIBUTOR', 'REVIEWER'] as const)
      expect(await expectRefusal(role, 'relateClaims', input, 'CONFLICT', null)).toContain('rejected');
    const { data } = await api.ask('query($id: ID!) { node(id: $id) { ... on ClaimRelation { reviewState } } }', {
      id,
    });
    expect(data?.node).toEqual({ reviewState: 'REJECTED' });
  });
});

describe('a claim on which an attribution stands', () => {
  let claim: string;
  let wording: string;
  beforeAll(async () => {
    ({ claim } = await chain());
    const [row] = await graph.command('MATCH (c:Claim {id: $claim}) RETURN c.text AS text', { claim });
    wording = row?.text as string;
  });

  test.each([
    ['another number', () => ({ text: wording.replace('Two', 'Five') })],
    ['a negation', () => ({ text: wording.replace('died', 'never died') })],
    ['another type', () => ({ type: 'EVENT' })],
  ])('does not get %s', async (_what, change) => {
    await expectRefusal('REVIEWER', 'reviseClaim', { claim, ...change() }, 'CLAIM_IN_USE', 'text');
  });

  test('gets another wording', async () => {
    const { payload } = await mutation(
      api,
      keys.REVIEWER,
      'reviseClaim',
      { claim, text: wording.replace('died', 'were killed') },
      'claim { text revision }',
    );
    expect(payload).toMatchObject({
      userErrors: [],
      claim: { text: wording.replace('died', 'were killed'), revision: 2 },
    });
  });
});

describe('what is confirmed', () => {
  test('is revised and retracted by a reviewer only', async () => {
    const { claim, origin } = await chain();
    const id = await relation();
    await expectRefusal('CONTRIBUTOR', 'reviseClaim', { claim, text: 'Mended.' }, 'NEEDS_REVIEWER', 'claim');
    await expectRefusal(
      'CONTRIBUTOR',
      'reviseRelation',
      { relation: id, rationale: 'x' },
      'NEEDS_REVIEWER',
      'relation',
    );
    await expectRefusal('CONTRIBUTOR', 'retract', { id: origin }, 'NEEDS_REVIEWER', 'id');
  });

  test('stays so, where a contributor proposes to join what is joined', async () => {
    const agents = await twoAgents();
    await reviewer.joinAgents(...agents);
    const { payload } = await mutation(
      api,
      keys.CONTRIBUTOR,
      'joinAgents',
      { agents },
      'changeSet { id } joins { reviewState }',
    );
    expect(payload).toMatchObject({ userErrors: [], changeSet: null, joins: [{ reviewState: 'CONFIRMED' }] });
    await reviewer.split('Agent', ...agents);
    const message = await expectRefusal('CONTRIBUTOR', 'joinAgents', { agents }, 'NEEDS_REVIEWER', null);
    expect(message).toContain(joinId(...agents));
  });
});

describe('expectedRevision', () => {
  test.each([
    ['reviseClaim', async () => ({ claim: await reviewer.claim('It is so.'), text: 'It is this way.' })],
    ['reviseAgent', async () => ({ agent: (await chain()).agent, name: 'Another name' })],
    ['reviseRelation', async () => ({ relation: await relation(), rationale: 'x' })],
    ['decide', async () => ({ id: await reviewer.claim('It is so.'), to: 'REJECTED' })],
    ['retract', async () => ({ id: (await chain()).origin })],
  ])('of %s that is not the revision by now is refused, the right one is not', async (name, input) => {
    const given = await input();
    const message = await expectRefusal(
      'REVIEWER',
      name,
      { ...given, expectedRevision: 2 },
      'CONFLICT',
      'expectedRevision',
    );
    expect(message).toContain('revision 1');
    const { payload } = await mutation(api, keys.REVIEWER, name, { ...given, expectedRevision: 1 });
    expect(payload.userErrors).toEqual([]);
    expect(payload.changeSet).not.toBeNull();
  });

  test('lets one of two opposite decisions win, and tells the other', async () => {
    const id = await contributor.claim('To be decided.');
    const answers = await Promise.all(
      (['CONFIRMED', 'REJECTED'] as const).map((to) =>
        mutation(
          api,
          keys.REVIEWER,
          'decide',
          { id, to, expectedRevision: 1 },
          'node { ... on Claim { reviewState } }',
        ),
      ),
    );
    const codes = answers.flatMap((one) => one.payload.userErrors.map((error) => error.code));
    expect(codes).toEqual(['CONFLICT']);
    const [row] = await graph.command(
      'MATCH (c:Claim {id: $id}) RETURN c.reviewState AS state, c.revision AS revision',
      { id },
    );
    const winner = answers.find((one) => one.payload.userErrors.length === 0);
    expect(row).toEqual({ state: winner?.payload.node.reviewState, revision: 2 });
  });
});

describe('an id that nothing has', () => {
  const claim = newId('Claim');
  const agent = newId('Agent');
  const version = newId('DocumentVersion');
  const asserts = [{ text: 'Something.', language: 'en', type: 'EVENT' }];
  type Row = [name: string, field: string, input: () => Promise<Input>];
  test.each<Row>([
    ['attachText', 'document', async () => ({ document: newId('Document'), text })],
    ['attachText', 'version', async () => ({ document: (await documentWith(null)).document, version, text })],
    ['decide', 'id', async () => ({ id: claim, to: 'CONFIRMED' })],
    ['decide', 'id', async () => ({ id: newId('TextSpan'), to: 'CONFIRMED' })],
    ['decide', 'id', async () => ({ id: newId('Join'), to: 'CONFIRMED' })],
    [
      'recordDocument',
      'newPublisher.affiliatedWith',
      async () => ({
        url: 'https://a-paper.example/of-nobody',
        text,
        newPublisher: { type: 'ORGANIZATION', name: 'A paper', kind: 'NEWS_OUTLET', affiliatedWith: [agent] },
      }),
    ],
    ['joinAgents', 'agents', async () => ({ agents: [agent, (await chain()).agent] })],
    ['joinUtterances', 'attributions', async () => ({ attributions: [newId('Attribution'), (await chain()).origin] })],
    ['recordAttribution', 'documentVersion', async () => ({ documentVersion: version, hops: [person('x')], asserts })],
    [
      'recordAttribution',
      'hops.0.agent',
      async () => ({ documentVersion: (await documentWith()).version, hops: [{ agent }], asserts }),
    ],
    [
      'recordAttribution',
      'hops.0.onBehalfOf',
      async () => ({
        documentVersion: (await documentWith()).version,
        hops: [{ ...person('x'), onBehalfOf: [agent] }],
        asserts,
      }),
    ],
    [
      'recordAttribution',
      'asserts.0.claim',
      async () => ({ documentVersion: (await documentWith()).version, hops: [person('x')], asserts: [{ claim }] }),
    ],
    [
      'recordAttribution',
      'presupposes',
      async () => ({ documentVersion: (await documentWith()).version, hops: [person('x')], presupposes: [claim] }),
    ],
    [
      'recordAttribution',
      'supersedes',
      async () => ({
        documentVersion: (await documentWith()).version,
        hops: [person('x')],
        asserts,
        supersedes: newId('Attribution'),
      }),
    ],
    [
      'recordAttribution',
      'hops.0.newAgent.affiliatedWith',
      async () => ({
        documentVersion: (await documentWith()).version,
        hops: [{ newAgent: { type: 'UNNAMED_SOURCE', name: 'x', affiliatedWith: [agent] } }],
        asserts,
      }),
    ],
    ['recordClaim', 'mentions', async () => ({ text: 'x', language: 'en', type: 'EVENT', mentions: [agent] })],
    ['recordCorrection', 'documentVersion', async () => ({ documentVersion: version, kind: 'UPDATE' })],
    [
      'recordCorrection',
      'corrects',
      async () => ({
        documentVersion: (await documentWith()).version,
        kind: 'UPDATE',
        corrects: [newId('Attribution')],
      }),
    ],
    [
      'recordCorrection',
      'introduces',
      async () => ({
        documentVersion: (await documentWith()).version,
        kind: 'UPDATE',
        introduces: [newId('Attribution')],
      }),
    ],
    ['recordDocument', 'document', async () => ({ document: newId('Document'), text })],
    ['recordDocument', 'publisher', async () => ({ url: address(), publisher: agent, text })],
    ['recordDocument', 'authors', async () => ({ url: address(), authors: [agent], text })],
    ['recordReview', 'claim', async () => ({ claim })],
    ['recordReview', 'author', async () => ({ claim: await reviewer.claim('Reviewed.'), author: agent })],
    [
      'recordReview',
      'documentVersion',
      async () => ({ claim: await reviewer.claim('Reviewed.'), documentVersion: version }),
    ],
    ['redact', 'id', async () => ({ id: claim, properties: ['text'] })],
    ['redact', 'id', async () => ({ id: newId('ClaimRelation'), properties: ['rationale'] })],
    ['redact', 'id', async () => ({ id: newId('ChangeSet'), properties: ['reason'] })],
    ['redact', 'id', async () => ({ id: newId('Review'), properties: ['raw'] })],
    [
      'relateClaims',
      'left',
      async () => ({ left: claim, right: await reviewer.claim('Right.'), kind: 'SUPPORTS', sameEvent: 'YES' }),
    ],
    [
      'relateClaims',
      'right',
      async () => ({ left: await reviewer.claim('Left.'), right: claim, kind: 'SUPPORTS', sameEvent: 'YES' }),
    ],
    ['retract', 'id', async () => ({ id: newId('Attribution') })],
    ['reviseAgent', 'agent', async () => ({ agent, name: 'x' })],
    ['reviseClaim', 'claim', async () => ({ claim, text: 'x' })],
    ['reviseRelation', 'relation', async () => ({ relation: newId('ClaimRelation'), rationale: 'x' })],
    ['splitAgents', 'ids', async () => ({ ids: [agent] })],
    ['splitUtterances', 'ids', async () => ({ ids: [newId('Utterance')] })],
  ])('is NOT_FOUND to %s, as its %s', async (name, field, input) => {
    await expectRefusal('ADMIN', name, await input(), 'NOT_FOUND', field);
  });
});

describe('an id of another kind', () => {
  const id = newId('Quantity');
  test.each([
    ['attachText', 'document', { document: id, text }],
    ['decide', 'id', { id, to: 'CONFIRMED' }],
    ['joinAgents', 'agents', { agents: [id, newId('Agent')] }],
    ['joinUtterances', 'attributions', { attributions: [id, newId('Attribution')] }],
    ['recordAttribution', 'documentVersion', { documentVersion: id, hops: [person('x')] }],
    ['recordClaim', 'mentions', { text: 'x', language: 'en', type: 'EVENT', mentions: [id] }],
    ['recordCorrection', 'documentVersion', { documentVersion: id, kind: 'UPDATE' }],
    ['recordDocument', 'document', { document: id, text }],
    ['recordReview', 'claim', { claim: id }],
    ['redact', 'id', { id, properties: ['value'] }],
    ['relateClaims', 'left', { left: id, right: newId('Claim'), kind: 'SUPPORTS', sameEvent: 'YES' }],
    ['retract', 'id', { id }],
    ['reviseAgent', 'agent', { agent: id, name: 'x' }],
    ['reviseClaim', 'claim', { claim: id, text: 'x' }],
    ['reviseRelation', 'relation', { relation: id, rationale: 'x' }],
    ['splitAgents', 'ids', { ids: [id] }],
    ['splitUtterances', 'ids', { ids: [id] }],
  ])('is refused by %s, as its %s', async (name, field, input) => {
    await expectRefusal('ADMIN', name, input, 'INVALID_INPUT', field);
  });
});

describe('what does not fit', () => {
  type Row = [what: string, name: string, field: string, input: () => Promise<Input>];
  test.each<Row>([
    [
      'a reason of a book',
      'recordClaim',
      'reason',
      async () => ({ text: 'x', language: 'en', type: 'EVENT', reason: 'x'.repeat(2_001) }),
    ],
    ['a claim without words', 'recordClaim', 'text', async () => ({ text: ' ', language: 'en', type: 'EVENT' })],
    [
      'a claim of a book',
      'recordClaim',
      'text',
      async () => ({ text: 'x'.repeat(2_001), language: 'en', type: 'EVENT' }),
    ],
    [
      'a language that is none',
      'recordClaim',
      'language',
      async () => ({ text: 'x', language: 'English', type: 'EVENT' }),
    ],
    ['an empty wording', 'reviseClaim', 'text', async () => ({ claim: await reviewer.claim('It is so.'), text: ' ' })],
    [
      'a revised wording of a book',
      'reviseClaim',
      'text',
      async () => ({ claim: await reviewer.claim('It is so.'), text: 'x'.repeat(2_001) }),
    ],
    [
      'a revised language that is none',
      'reviseClaim',
      'language',
      async () => ({ claim: await reviewer.claim('It is so.'), language: 'English' }),
    ],
    [
      'an agent with a name of a book',
      'reviseAgent',
      'name',
      async () => ({ agent: (await chain()).agent, name: 'x'.repeat(501) }),
    ],
    ['an agent without a name', 'reviseAgent', 'name', async () => ({ agent: (await chain()).agent, name: ' ' })],
    [
      'a guess at who a named person is',
      'reviseAgent',
      'identityNote',
      async () => ({ agent: (await chain()).agent, identityNote: 'x' }),
    ],
    ['a kind of a person', 'reviseAgent', 'kind', async () => ({ agent: (await chain()).agent, kind: 'STATE' })],
    ['an empty document', 'recordDocument', 'text', async () => ({ url: address(), text: '' })],
    ['HELD without a text', 'recordDocument', 'availability', async () => ({ url: address(), availability: 'HELD' })],
    [
      'a document by two names',
      'recordDocument',
      'document',
      async () => ({ url: address(), document: newId('Document'), text }),
    ],
    [
      'two publishers',
      'recordDocument',
      'publisher',
      async () => ({ url: address(), publisher: newId('Agent'), newPublisher: paper, text }),
    ],
    [
      'an unnamed publisher',
      'recordDocument',
      'newPublisher',
      async () => ({ url: address(), newPublisher: { type: 'UNNAMED_SOURCE', name: 'x' }, text }),
    ],
    ['one agent to join', 'joinAgents', 'agents', async () => ({ agents: [(await chain()).agent] })],
    [
      'one attribution to join',
      'joinUtterances',
      'attributions',
      async () => ({ attributions: [(await chain()).origin] }),
    ],
    ['nothing to split', 'splitAgents', 'ids', async () => ({ ids: [] })],
    [
      'an unnamed source to join',
      'joinAgents',
      'agents',
      async () => ({ agents: [(await unnamed()).agent, (await chain()).agent] }),
    ],
    [
      'a revision to come',
      'recordReview',
      'claimRevision',
      async () => ({ claim: await reviewer.claim('Reviewed.'), claimRevision: 2 }),
    ],
    [
      'two authors',
      'recordReview',
      'author',
      async () => ({ claim: await reviewer.claim('Reviewed.'), author: newId('Agent'), newAuthor: paper }),
    ],
    ['nothing to remove', 'redact', 'properties', async () => ({ id: await reviewer.claim('Kept.'), properties: [] })],
    [
      'an id to remove',
      'redact',
      'properties',
      async () => ({ id: await reviewer.claim('Kept.'), properties: ['text', 'id'] }),
    ],
    ['an agent to decide', 'decide', 'id', async () => ({ id: (await chain()).agent, to: 'CONFIRMED' })],
  ])('is refused: %s', async (_what, name, field, input) => {
    await expectRefusal('ADMIN', name, await input(), 'INVALID_INPUT', field);
  });

  test('is refused: a text that is not the one that was read, saying where it differs', async () => {
    const { document, version } = await documentWith();
    await expectRefusal(
      'ADMIN',
      'attachText',
      { document, version, text: text.replace('two', 'five') },
      'INVALID_INPUT',
      'text',
    );
  });
});
