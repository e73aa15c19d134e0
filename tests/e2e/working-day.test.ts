import { createKey } from '../../src/features/principal/keys.service';
import type { Graph } from '../../src/graph/graph';
import { fromRoot } from '../../src/root';
import { readOperations, type ExampleOperation } from '../../src/web/operations';
import { startTestApi, type GraphqlAnswer, type TestApi } from '../support/api';
import { seededGraph } from '../support/graph';

/** A day of three people over HTTP: what one enters, another decides, a third reads, and a moment that stays as it was. */
type Json = NonNullable<GraphqlAnswer['data']>;
const noVesselFired = 'clm_01a20de1-59ab-7cf1-92fb-87caa3186497';
const gannetFired = 'clm_01a20de1-59ab-7cf1-92fb-87d17919f2aa';
const twoDied = 'clm_01a20de1-59ab-7cf1-92fb-87c3960544eb';
const fiveDied = 'clm_01a20de1-59ab-7cf1-92fb-87ee782d306a';
const meridianWire = 'agt_01a20de1-59a7-76d0-8ca3-0c62f742dead';
let graph: Graph;
let api: TestApi;
const keys = { reader: '', contributor: '', reviewer: '' };
type Who = keyof typeof keys | null;

/** A graph of the seeds alone, and three people who come new to it. */
async function newDay(): Promise<void> {
  graph = await seededGraph();
  api = await startTestApi(graph);
  keys.reader = (await createKey(graph, { principal: 'Rita Reader', role: 'READER' })).key;
  keys.contributor = (await createKey(graph, { principal: 'Carl Contributor', role: 'CONTRIBUTOR' })).key;
  keys.reviewer = (await createKey(graph, { principal: 'Rosa Reviewer', role: 'REVIEWER' })).key;
}
async function endOfDay(): Promise<void> {
  await api.close();
  await graph.close();
}

const send = (who: Who, query: string, variables: Record<string, unknown> = {}) =>
  api.ask(query, variables, who === null ? undefined : keys[who]);
async function data(who: Who, query: string, variables: Record<string, unknown> = {}): Promise<Json> {
  const answer = await send(who, query, variables);
  expect(answer.errors).toBeUndefined();
  return answer.data as Json;
}
async function mutate(who: Who, name: string, inputType: string, input: Json, thing: string): Promise<Json> {
  const query = `mutation ($input: ${inputType}!) { answer: ${name}(input: $input) {
    changeSet { seq recordedAt principalName } userErrors { code field message } ${thing} } }`;
  return (await data(who, query, { input })).answer as Json;
}

/** All that a claim says of itself and of what it stands on; `asOf` of a moment, or now. */
const standing = `
  query ($id: ID!, $asOf: DateTime) {
    claim(id: $id, asOf: $asOf) {
      text originCount: origins { distinctKnown chains }
      attributionChains(first: 50) { nodes { text inLatestVersion notices { kind text } } }
      contradictions { totalCount nodes { text } edges { relation { reviewState rationale } } }
      speakers { nodes { name } }
    }
  }`;
const standingOf = async (who: Who, id: string, asOf: string | null = null): Promise<Json> =>
  (await data(who, standing, { id, asOf })).claim as Json;
const chainsOf = (claim: Json): string[] => claim.attributionChains.nodes.map((chain: Json) => chain.text);

describe('a working day of a reader, a contributor and a reviewer', () => {
  beforeAll(newDay);
  afterAll(endOfDay);

  const text =
    'No ship of the coast guard fired, Hale Orring, a spokesman, told Meridian Wire. "Not one gun" was uncovered, he said.';
  const document = {
    idempotencyKey: 'document',
    url: 'https://tidewaterbulletin.example/no-gun?utm_source=mail',
    title: 'No gun fired',
    newPublisher: { type: 'ORGANIZATION', name: 'Tidewater Bulletin', kind: 'NEWS_OUTLET' },
    text,
  };
  const chainText = 'Tidewater Bulletin ← Meridian Wire ← Hale Orring';
  let version: string;
  let origin: string;
  let relation: string;
  let untouched: Json;
  /** The moment before the day, that of the proposals, and that of the decisions. */
  const moments = { before: '', proposed: '', decided: '' };
  /** What those moments said when they had just passed. */
  const said: Record<string, Json> = {};

  it('begins with what the seeds say', async () => {
    const { changes } = await data('reader', '{ changes(first: 100) { nodes { seq recordedAt } } }');
    moments.before = changes.nodes.at(-1).recordedAt;
    untouched = await standingOf('reader', noVesselFired);
    expect(chainsOf(untouched)).not.toContain(chainText);
    expect(untouched.contradictions.nodes.map((claim: Json) => claim.text)).not.toContain(
      'the shells that hit Quillport were fired from the Sorrend cutter Gannet',
    );
    said.before = untouched;
  });

  it('lets nobody write without a key, and no reader', async () => {
    for (const [who, code] of [
      [null, 'UNAUTHENTICATED'],
      ['reader', 'FORBIDDEN'],
    ] as const) {
      const refused = await send(
        who,
        'mutation ($input: RecordDocumentInput!) { recordDocument(input: $input) { document { id } } }',
        { input: document },
      );
      expect(refused.errors?.map((error) => error.extensions.code)).toEqual([code]);
    }
    expect(
      (await data('reader', '{ document(url: "https://tidewaterbulletin.example/no-gun") { id } }')).document,
    ).toBe(null);
  });

  it('lets a contributor record a document, once however often it is sent', async () => {
    const thing = 'document { id url publisher { name } latestVersion { id seq text } }';
    const answer = await mutate('contributor', 'recordDocument', 'RecordDocumentInput', document, thing);
    expect(answer.userErrors).toEqual([]);
    expect(answer.document).toMatchObject({
      url: 'https://tidewaterbulletin.example/no-gun',
      publisher: { name: 'Tidewater Bulletin' },
      latestVersion: { seq: 1, text },
    });
    expect(await mutate('contributor', 'recordDocument', 'RecordDocumentInput', document, thing)).toEqual(answer);
    version = answer.document.latestVersion.id;
  });

  it('keeps the text, which its contributor did not open to all, for members', async () => {
    const query = '{ document(url: "https://tidewaterbulletin.example/no-gun") { latestVersion { text } } }';
    expect((await data('reader', query)).document.latestVersion.text).toBe(text);
    expect((await data(null, query)).document.latestVersion.text).toBe(null);
  });

  const chain = (quote: Json) => ({
    documentVersion: version,
    hops: [
      { agent: meridianWire, spans: [{ role: 'RELAY', exact: 'Meridian Wire' }] },
      {
        newAgent: { type: 'PERSON', name: 'Hale Orring' },
        quoteType: 'MIXED',
        cue: 'told',
        spans: [{ role: 'SOURCE', exact: 'Hale Orring, a spokesman' }, quote],
      },
    ],
    asserts: [{ claim: noVesselFired }],
  });

  it('refuses a quotation that does not stand in the text, and writes nothing of the chain', async () => {
    const { changes: before } = await data('reader', '{ changes(first: 1) { totalCount } }');
    const answer = await mutate(
      'contributor',
      'recordAttribution',
      'RecordAttributionInput',
      { idempotencyKey: 'wrong quote', ...chain({ role: 'QUOTE', exact: 'Not a single gun' }) },
      'chain { text }',
    );
    expect(answer.userErrors).toMatchObject([{ code: 'QUOTE_NOT_FOUND', field: 'hops.1.spans.1' }]);
    expect(answer.chain).toBeNull();
    expect((await data('reader', '{ changes(first: 1) { totalCount } }')).changes).toEqual(before);
    expect((await data('reader', '{ agents(filter: { name: "Hale Orring" }) { nodes { id } } }')).agents.nodes).toEqual(
      [],
    );
  });

  it('lets a contributor record a chain of three hops with a quoted fragment, and a contradiction: proposed', async () => {
    const answer = await mutate(
      'contributor',
      'recordAttribution',
      'RecordAttributionInput',
      { idempotencyKey: 'chain', ...chain({ role: 'QUOTE', exact: 'Not one gun' }) },
      'chain { text length reviewState hops { role agent { name } attribution { id spans { role exact start end } } } }',
    );
    expect(answer.userErrors).toEqual([]);
    expect(answer.chain).toMatchObject({ text: chainText, length: 3, reviewState: 'PROPOSED' });
    const last = answer.chain.hops[2].attribution;
    const quote = last.spans.find((span: Json) => span.role === 'QUOTE');
    expect(text.slice(quote.start, quote.end)).toBe('Not one gun');
    origin = last.id;

    const related = await mutate(
      'contributor',
      'relateClaims',
      'RelateClaimsInput',
      {
        idempotencyKey: 'relation',
        left: noVesselFired,
        right: gannetFired,
        kind: 'CONTRADICTS',
        types: ['NEGATION'],
        sameEvent: 'YES',
        rationale: 'She is a Sorrend vessel.',
        reviewState: 'CONFIRMED',
      },
      'relation { id reviewState }',
    );
    expect(related.userErrors).toEqual([]);
    // A contributor cannot confirm by asking for it.
    expect(related.relation.reviewState).toBe('PROPOSED');
    relation = related.relation.id;
    moments.proposed = related.changeSet.recordedAt;
  });

  it.each([[null], ['reader'], ['contributor'], ['reviewer']] as const)(
    'shows what is proposed to nobody without a filter: %s',
    async (who) => {
      expect(await standingOf(who, noVesselFired)).toEqual(
        // The seeds' text is open to all, so that everybody sees the same.
        untouched,
      );
      const { claim, contradictions } = await data(
        who,
        `query ($id: ID!) {
          claim(id: $id) { attributionChains(filter: { reviewStates: [PROPOSED] }) { nodes { text } } }
          contradictions(filter: { claim: $id, reviewStates: [PROPOSED] }) { nodes { id } } }`,
        { id: noVesselFired },
      );
      expect(claim.attributionChains.nodes).toEqual([{ text: chainText }]);
      expect(contradictions.nodes).toEqual([{ id: relation }]);
    },
  );

  it('lets a reviewer decide, and no contributor', async () => {
    said.proposed = await standingOf('reader', noVesselFired);
    const decision = { idempotencyKey: 'relation holds', id: relation, to: 'CONFIRMED', expectedRevision: 1 };
    const query = 'mutation ($input: DecideInput!) { decide(input: $input) { userErrors { code } } }';
    const refused = await send('contributor', query, { input: decision });
    expect(refused.errors?.map((error) => error.extensions.code)).toEqual(['FORBIDDEN']);

    const { claim } = await data(
      'reviewer',
      `query ($id: ID!) { claim(id: $id) { attributionChains(filter: { reviewStates: [PROPOSED] }) {
        nodes { hops { attribution { id } } } } } }`,
      { id: noVesselFired },
    );
    const hops = claim.attributionChains.nodes[0].hops.flatMap((hop: Json) => hop.attribution?.id ?? []);
    expect(hops).toHaveLength(2);
    expect(hops).toContain(origin);
    for (const id of hops) {
      const input = { idempotencyKey: `holds ${id}`, reason: 'Read it too', id, to: 'CONFIRMED' };
      expect((await mutate('reviewer', 'decide', 'DecideInput', input, '')).userErrors).toEqual([]);
    }
    const { userErrors, changeSet } = await mutate('reviewer', 'decide', 'DecideInput', decision, '');
    expect(userErrors).toEqual([]);
    expect(changeSet.principalName).toBe('Rosa Reviewer');
    moments.decided = changeSet.recordedAt;
    const stale = { ...decision, idempotencyKey: 'too late', to: 'REJECTED' };
    expect((await mutate('reviewer', 'decide', 'DecideInput', stale, '')).userErrors).toMatchObject([
      { code: 'CONFLICT', field: 'expectedRevision' },
    ]);

    const now = await standingOf(null, noVesselFired);
    expect(chainsOf(now)).toContain(chainText);
    expect(now.originCount.distinctKnown).toBe(untouched.originCount.distinctKnown + 1);
    expect(now.contradictions.totalCount).toBe(untouched.contradictions.totalCount + 1);
    said.decided = now;
  });

  it('lets only a reviewer change what is confirmed', async () => {
    const input = { idempotencyKey: 'contributor retracts', id: origin };
    expect((await mutate('contributor', 'retract', 'RetractInput', input, '')).userErrors).toMatchObject([
      { code: 'NEEDS_REVIEWER' },
    ]);
  });

  it('shows who did what, when and why', async () => {
    const { node } = await data(
      'reader',
      `query ($id: ID!) { node(id: $id) { ... on ClaimRelation { history { nodes {
        revision changeSet { op principalName } fields { name before after } } } } } }`,
      { id: relation },
    );
    const [proposed, decided] = node.history.nodes;
    expect(proposed).toMatchObject({ revision: 1, changeSet: { op: 'RECORD', principalName: 'Carl Contributor' } });
    expect(decided).toEqual({
      revision: 2,
      changeSet: { op: 'DECIDE', principalName: 'Rosa Reviewer' },
      fields: [{ name: 'reviewState', before: 'PROPOSED', after: 'CONFIRMED' }],
    });
  });

  it('undoes it, and every moment of the day goes on saying what it said', async () => {
    const input = { idempotencyKey: 'reviewer retracts', reason: 'Misread', id: origin };
    const { userErrors, node } = await mutate('reviewer', 'retract', 'RetractInput', input, 'node { id }');
    expect(userErrors).toEqual([]);
    expect(node).toEqual({ id: origin });
    const reject = { idempotencyKey: 'reviewer rejects', reason: 'Misread', id: relation, to: 'REJECTED' };
    expect((await mutate('reviewer', 'decide', 'DecideInput', reject, '')).userErrors).toEqual([]);

    expect(await standingOf('reader', noVesselFired)).toEqual(untouched);
    for (const moment of ['before', 'proposed', 'decided'] as const) {
      expect({ moment, claim: await standingOf('reader', noVesselFired, moments[moment]) }).toEqual({
        moment,
        claim: said[moment],
      });
    }
    // The retracted fact stays reachable by its id, and by no list.
    expect((await data('reader', 'query ($id: ID!) { node(id: $id) { id } }', { id: origin })).node).toEqual({
      id: origin,
    });
  });

  it('gives the whole day in the feed, each change once and in order', async () => {
    const { changes } = await data(
      'reader',
      '{ changes(first: 100) { nodes { seq op principalName recordedAt } pageInfo { hasNextPage } } }',
    );
    expect(changes.pageInfo.hasNextPage).toBe(false);
    expect(changes.nodes.map((change: Json) => change.seq)).toEqual(
      changes.nodes.map((_: Json, i: number) => changes.nodes[0].seq + i),
    );
    const day = changes.nodes.filter((change: Json) => change.recordedAt > moments.before);
    expect(day.map((change: Json) => `${change.principalName}: ${change.op}`)).toEqual([
      'Carl Contributor: RECORD',
      'Carl Contributor: RECORD',
      'Carl Contributor: RECORD',
      'Rosa Reviewer: DECIDE',
      'Rosa Reviewer: DECIDE',
      'Rosa Reviewer: DECIDE',
      'Rosa Reviewer: RETRACT',
      'Rosa Reviewer: DECIDE',
    ]);
  });

  it('refuses the future', async () => {
    const { errors } = await send('reader', standing, { id: noVesselFired, asOf: '2999-01-01T00:00:00Z' });
    expect(errors?.map((error) => error.extensions)).toEqual([{ code: 'BAD_USER_INPUT', field: 'asOf' }]);
  });
});

describe('the examples of the playground', () => {
  beforeAll(newDay);
  afterAll(endOfDay);
  let examples: ExampleOperation[];
  let moment: string;
  const before: Record<string, Json> = {};
  beforeAll(async () => {
    examples = (await readOperations(fromRoot('schema', 'operations'))).filter(({ question }) =>
      question.startsWith('A working day, '),
    );
    const { changes } = await data('reader', '{ changes(first: 100) { nodes { recordedAt } } }');
    moment = changes.nodes.at(-1).recordedAt;
    for (const id of [twoDied, fiveDied, noVesselFired]) before[id] = await standingOf(null, id);
  });

  it('are nine, numbered in their order', () => {
    expect(examples.map(({ question }) => question.slice(0, 'A working day, 1 of 9'.length))).toEqual(
      Array.from({ length: 9 }, (_, i) => `A working day, ${i + 1} of 9`),
    );
  });

  it('each go through in that order with a reviewer’s key, and a second ▶ changes nothing', async () => {
    for (const { name, query, variables } of examples) {
      const once = await data('reviewer', query, variables ?? {});
      for (const payload of Object.values(once) as Json[]) {
        if (!('userErrors' in payload)) continue;
        expect({ name, userErrors: payload.userErrors }).toEqual({ name, userErrors: [] });
        expect({ name, changeSet: payload.changeSet }).toEqual({
          name,
          changeSet: { seq: expect.any(Number), recordedAt: expect.any(String) },
        });
      }
      const again = await data('reviewer', query, variables ?? {});
      expect({ name, answer: again }).toEqual({ name, answer: once });
    }
    const { changes } = await data('reader', '{ changes(first: 100) { nodes { recordedAt } } }');
    expect(changes.nodes.filter((change: Json) => change.recordedAt > moment)).toHaveLength(7);
  });

  it('leave two children corrected, five with a chain more, and the contradiction confirmed', async () => {
    const ledger = 'Quillport Ledger ← Meridian Wire ← Harbour Hospital';
    const chainOf = (claim: Json): Json | undefined =>
      claim.attributionChains.nodes.find((chain: Json) => chain.text === ledger);
    expect(chainOf(before[twoDied] as Json)).toMatchObject({ inLatestVersion: true, notices: [] });
    expect(chainOf(await standingOf(null, twoDied))).toMatchObject({
      inLatestVersion: false,
      notices: [{ kind: 'CORRECTION' }],
    });
    expect(chainOf(before[fiveDied] as Json)).toBeUndefined();
    expect(chainOf(await standingOf(null, fiveDied))).toMatchObject({ inLatestVersion: true });
    const fired = await standingOf(null, noVesselFired);
    expect(chainsOf(fired)).toContain('Tidewater Bulletin ← Meridian Wire ← Hale Orring');
    expect(fired.contradictions.nodes.map((claim: Json) => claim.text)).toContain(
      'the shells that hit Quillport were fired from the Sorrend cutter Gannet',
    );
  });

  it('find the day before again, by a moment of the feed', async () => {
    for (const id of [twoDied, fiveDied, noVesselFired]) expect(await standingOf(null, id, moment)).toEqual(before[id]);
    const { query, variables } = examples[8] as ExampleOperation;
    const shown = await data(null, query, { ...variables, before: moment });
    expect(shown.before).not.toEqual(shown.now);
    expect(shown.before.map((claim: Json) => claim.origins)).toEqual(
      [twoDied, fiveDied, noVesselFired].map((id) => (before[id] as Json).originCount),
    );
  });

  it('answer who has no key that writing needs one', async () => {
    const { query, variables } = examples[0] as ExampleOperation;
    const answer = await send(null, query, variables ?? {});
    expect(answer.errors?.map((error) => error.extensions.code)).toEqual(['UNAUTHENTICATED']);
  });
});
