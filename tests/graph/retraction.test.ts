import { saveAttributions } from '../../src/features/attribution/attribution.service';
import type { AttributionRow } from '../../src/features/attribution/attribution.queries';
import { shippedSeeds } from '../../src/features/seed/seed.files';
import { seed } from '../../src/features/seed/seed.service';
import type { Graph } from '../../src/graph/graph';
import { newId } from '../../src/identity';
import { startTestApi, type TestApi } from '../support/api';
import { emptyGraph } from '../support/graph';
import { creditedBy, fingerprint, Hand, hopsOf, versionsOf } from '../support/writing';

let graph: Graph;
let api: TestApi;
let reviewer: Hand;
let contributor: Hand;
let version: string;
beforeAll(async () => {
  graph = await emptyGraph();
  api = await startTestApi(graph);
  reviewer = new Hand(graph);
  contributor = new Hand(graph, 'CONTRIBUTOR');
  const document = await reviewer.document({
    text: 'A long story.',
    newPublisher: { type: 'ORGANIZATION', name: 'The Paper', kind: 'NEWS_OUTLET' },
  });
  version = (await versionsOf(graph, document))[0] as string;
});
afterAll(async () => {
  await api.close();
  await graph.close();
});

const person = (name: string) => ({ newAgent: { type: 'PERSON' as const, name } });
let number = 0;
/** A confirmed chain of three hops on a claim of its own. */
async function chain(hand = reviewer): Promise<{ hops: string[]; claim: string }> {
  number++;
  const claim = await hand.claim(`Claim number ${number}.`);
  const origin = await hand.chain({
    documentVersion: version,
    hops: [person(`Outer ${number}`), person(`Middle ${number}`), person(`Origin ${number}`)],
    asserts: [{ claim }],
  });
  const hops = await hopsOf(graph, origin);
  expect(hops).toHaveLength(3);
  return { hops, claim };
}
/** The labels of nodes, by id. */
async function labelsOf(ids: string[]): Promise<Record<string, string[]>> {
  const rows = await graph.command('MATCH (n) WHERE n.id IN $ids RETURN n.id AS id, labels(n) AS labels', { ids });
  return Object.fromEntries(rows.map((row) => [row.id, row.labels as string[]]));
}
const areAll = (ids: string[], label: string) => Object.fromEntries(ids.map((id) => [id, [label]]));
async function chainTexts(claim: string, asOf: Date | null = null): Promise<string[]> {
  const { data } = await api.ask(
    `query($claim: ID!, $asOf: DateTime) { claim(id: $claim, asOf: $asOf) {
      attributionChains(filter: { reviewStates: [PROPOSED, CONFIRMED, REJECTED] }) { nodes { text } }
    } }`,
    { claim, asOf },
  );
  return data?.claim.attributionChains.nodes.map((one: { text: string }) => one.text);
}
const plainly = async (ids: string[]) =>
  (await graph.command('MATCH (a:Attribution) WHERE a.id IN $ids RETURN a.id AS id', { ids })).map((row) => row.id);
const attributionAt = async (id: string, asOf: Date | null) => {
  const { data } = await api.ask(
    `query($id: ID!, $asOf: DateTime) { node(id: $id, asOf: $asOf) { id ... on Attribution {
      recordedFrom recordedTo agent { id } claims { id } reviewState relays { id } relayedBy { id }
    } } }`,
    { id, asOf },
  );
  return data?.node;
};

describe('retracting', () => {
  test.each([
    ['the origin', 2],
    ['the hop in the middle', 1],
    ['the outermost hop', 0],
  ])('%s takes the whole chain with it', async (_which, place) => {
    const { hops, claim } = await chain();
    expect(await chainTexts(claim)).toHaveLength(1);
    await reviewer.retract(hops[place] as string);
    expect(reviewer.last?.changed).toBe(3);
    expect(await labelsOf(hops)).toEqual(areAll(hops, 'FormerAttribution'));
    expect(await plainly(hops)).toEqual([]);
    expect(await chainTexts(claim)).toEqual([]);
    const [derived] = await graph.command(
      'MATCH (c:Claim {id: $claim}) RETURN c.originCount AS count, count { (c)<-[:IN_CHAIN_OF]-() } AS edges',
      { claim },
    );
    expect(derived).toEqual({ count: 0, edges: 0 });
  });

  test('leaves the former fact to whoever has its id, and to the moments when it held', async () => {
    const { hops, claim } = await chain();
    const held = reviewer.moment;
    const origin = hops[2] as string;
    const whole = await attributionAt(origin, null);
    expect(whole).toMatchObject({ recordedTo: null, claims: [{ id: claim }], relayedBy: [{ id: hops[1] }] });
    const agent = await creditedBy(graph, origin);
    await reviewer.retract(origin);
    const ended = reviewer.moment;

    expect(await attributionAt(origin, null)).toEqual({ ...whole, recordedTo: ended.toISOString() });
    expect(await attributionAt(origin, held)).toEqual(whole);
    expect(await attributionAt(origin, new Date(ended.getTime() - 1))).toEqual(whole);
    // From then on it says that it was retracted, as it does now.
    expect(await attributionAt(origin, ended)).toEqual({ ...whole, recordedTo: ended.toISOString() });
    expect(await chainTexts(claim, held)).toEqual([expect.stringContaining(`Origin ${number}`)]);
    expect(await chainTexts(claim, ended)).toEqual([]);
    const { data } = await api.ask(
      `query($claim: ID!, $agent: ID!, $asOf: DateTime) {
        claim(id: $claim, asOf: $asOf) { speakers { nodes { id } } origins { distinctKnown } }
        agent(id: $agent, asOf: $asOf) { claims { nodes { id } } }
      }`,
      { claim, agent, asOf: held },
    );
    expect(data).toEqual({
      claim: { speakers: { nodes: [{ id: agent }] }, origins: { distinctKnown: 1 } },
      agent: { claims: { nodes: [{ id: claim }] } },
    });
  });

  test('keeps every edge, and the span of time for which it held', async () => {
    const { hops } = await chain();
    const held = reviewer.moment;
    const edges = () =>
      graph.command(
        `MATCH (a)-[r]->(b) WHERE a.id IN $hops OR b.id IN $hops AND type(r) <> 'CHANGED'
         RETURN a.id AS from, type(r) AS type, properties(r) AS properties, b.id AS to ORDER BY from, type, to`,
        { hops },
      );
    const before = await edges();
    await reviewer.retract(hops[0] as string);
    expect(await edges()).toEqual(before);
    const times = await graph.command(
      'MATCH (a:FormerAttribution) WHERE a.id IN $hops RETURN a.recordedFrom AS recordedFrom, a.recordedTo AS recordedTo',
      { hops },
    );
    expect(times).toEqual(Array(3).fill({ recordedFrom: held, recordedTo: reviewer.moment }));
  });

  test('is told by the history of the fact: who, when and why', async () => {
    const { hops } = await chain();
    await reviewer.retract(hops[2] as string);
    const { data } = await api.ask(
      `query($id: ID!) { node(id: $id) { ... on Attribution { history { nodes { revision recordedTo } } } }
        changes(first: 100) { nodes { op seq principalName reason recordedAt changes { nodes { nodeId kind } } } } }`,
      { id: hops[2] },
    );
    const ended = reviewer.moment.toISOString();
    expect(data?.node.history.nodes).toEqual([{ revision: 1, recordedTo: ended }]);
    const last = data?.changes.nodes.find((one: { seq: number }) => one.seq === reviewer.last?.seq);
    expect(last).toMatchObject({
      op: 'RETRACT',
      principalName: reviewer.viewer.name,
      reason: 'test RETRACT',
      recordedAt: ended,
    });
    expect(last.changes.nodes).toEqual([...hops].sort().map((nodeId) => ({ nodeId, kind: 'Attribution' })));
  });

  test('a second time is refused: nothing that holds now has the id', async () => {
    const { hops } = await chain();
    await reviewer.retract(hops[0] as string);
    for (const hop of hops)
      await expect(reviewer.retract(hop)).rejects.toMatchObject({ userCode: 'NOT_FOUND', field: 'id' });
    await expect(reviewer.decide(hops[0] as string, 'CONFIRMED')).rejects.toMatchObject({ userCode: 'NOT_FOUND' });
  });

  test('at another revision than expected is refused', async () => {
    const { hops } = await chain();
    await reviewer.decide(hops[0] as string, 'REJECTED');
    const refusal = reviewer.retract(hops[0] as string, { expectedRevision: 1 });
    await expect(refusal).rejects.toMatchObject({ code: 'CONFLICT', field: 'expectedRevision' });
    await reviewer.retract(hops[0] as string, { expectedRevision: 2 });
    expect(await plainly(hops)).toEqual([]);
  });

  test('is for a contributor while the whole chain is proposed, for a reviewer after', async () => {
    const { hops } = await chain(contributor);
    await reviewer.decide(hops[2] as string, 'CONFIRMED');
    const before = await fingerprint(graph);
    // The hop is proposed, but what goes with it is confirmed.
    await expect(contributor.retract(hops[0] as string)).rejects.toMatchObject({ userCode: 'NEEDS_REVIEWER' });
    await expect(contributor.retract(hops[2] as string)).rejects.toMatchObject({ userCode: 'NEEDS_REVIEWER' });
    expect(await fingerprint(graph)).toBe(before);
    const proposed = await chain(contributor);
    await contributor.retract(proposed.hops[1] as string);
    expect(await labelsOf(proposed.hops)).toEqual(areAll(proposed.hops, 'FormerAttribution'));
  });

  test('is for facts: what can be doubted is decided, and the rest is not taken back', async () => {
    const { claim, hops } = await chain();
    const agent = await creditedBy(graph, hops[2] as string);
    for (const id of [claim, agent, version, newId('ClaimRelation'), newId('Join'), 'nonsense'])
      await expect(reviewer.retract(id)).rejects.toMatchObject({ userCode: 'INVALID_INPUT', field: 'id' });
    await expect(reviewer.retract(newId('Review'))).rejects.toMatchObject({ userCode: 'NOT_FOUND', field: 'id' });
  });
});

describe('hops that several chains share', () => {
  const row = (relays: string[], claims: string[], agent: string): AttributionRow => ({
    id: newId('Attribution'),
    version,
    agent,
    disclosure: 'NAMED_PERSON',
    quoteType: null,
    cue: null,
    speechAct: null,
    describedAs: null,
    saidAt: null,
    medium: null,
    setting: null,
    scopeCertainty: null,
    sic: false,
    note: null,
    reviewState: 'CONFIRMED',
    onBehalfOf: [],
    addressedTo: [],
    possiblyVia: [],
    relays: relays.sort(),
    asserts: claims.map((claim) => ({ claim, polarity: 'ASSERTED' })),
    presupposes: [],
    viaDocument: null,
    utterance: null,
    carriedIn: [],
  });
  const save = (rows: AttributionRow[]) =>
    reviewer.change('RECORD', async (writer) => {
      await saveAttributions(writer, rows, {
        labelOf: () => 'Person',
        documentOf: () => undefined,
        publisherOf: () => null,
      });
      return '';
    });
  let agent: string;
  beforeAll(async () => {
    agent = await creditedBy(graph, (await chain()).hops[0] as string);
  });

  test('stay while one chain has them', async () => {
    const claim = await reviewer.claim('Two pass on one.');
    const inner = row([], [claim], agent);
    const [one, other] = [row([inner.id], [], agent), row([inner.id], [], agent)];
    await save([inner, one, other]);
    expect(await chainTexts(claim)).toHaveLength(2);
    await reviewer.retract(one.id);
    expect(await labelsOf([one.id, other.id, inner.id])).toEqual({
      [one.id]: ['FormerAttribution'],
      [other.id]: ['Attribution'],
      [inner.id]: ['Attribution'],
    });
    expect(await chainTexts(claim)).toHaveLength(1);
    await reviewer.retract(other.id);
    expect(await labelsOf([inner.id])).toEqual({ [inner.id]: ['FormerAttribution'] });
  });

  test('stay while they pass on another', async () => {
    const claims = [await reviewer.claim('One of two.'), await reviewer.claim('The other of two.')] as const;
    const [one, other] = [row([], [claims[0]], agent), row([], [claims[1]], agent)];
    const outer = row([one.id, other.id], [], agent);
    await save([one, other, outer]);
    await reviewer.retract(one.id);
    expect(await labelsOf([one.id, other.id, outer.id])).toEqual({
      [one.id]: ['FormerAttribution'],
      [other.id]: ['Attribution'],
      [outer.id]: ['Attribution'],
    });
    expect(await chainTexts(claims[0])).toEqual([]);
    expect(await chainTexts(claims[1])).toHaveLength(1);
    expect((await attributionAt(outer.id, null)).relays).toEqual([{ id: other.id }]);
  });
});

describe('superseding', () => {
  test('puts a chain in the place of another, which becomes a former one', async () => {
    const { hops, claim } = await chain();
    const before = reviewer.moment;
    const origin = hops[2] as string;
    const instead = await reviewer.chain({
      documentVersion: version,
      hops: [person('Somebody else')],
      asserts: [{ claim }],
      supersedes: origin,
    });
    const [edge] = await graph.command(
      'MATCH (:Attribution {id: $instead})-[:SUPERSEDES]->(f:FormerAttribution) RETURN f.id AS id, f.recordedTo AS to',
      { instead },
    );
    expect(edge).toEqual({ id: origin, to: reviewer.moment });
    expect(await labelsOf(hops)).toEqual(areAll(hops, 'FormerAttribution'));
    expect(await chainTexts(claim)).toEqual(['The Paper ← Somebody else']);
    expect(await chainTexts(claim, before)).toEqual([
      `The Paper ← Outer ${number} ← Middle ${number} ← Origin ${number}`,
    ]);
    const counted = await graph.command('MATCH (c:Claim {id: $claim}) RETURN c.originCount AS count', { claim });
    expect(counted).toEqual([{ count: 1 }]);
  });

  test('is refused where there is nothing to supersede any more, and nothing is written then', async () => {
    const { hops, claim } = await chain();
    await reviewer.retract(hops[0] as string);
    const before = await fingerprint(graph);
    const input = { documentVersion: version, hops: [person('Too late')], asserts: [{ claim }] };
    await expect(reviewer.chain({ ...input, supersedes: hops[0] })).rejects.toMatchObject({
      userCode: 'NOT_FOUND',
      field: 'supersedes',
    });
    await expect(reviewer.chain({ ...input, supersedes: claim })).rejects.toMatchObject({ field: 'supersedes' });
    expect(await fingerprint(graph)).toBe(before);
  });

  test('of what is confirmed is for a reviewer', async () => {
    const { hops, claim } = await chain();
    const input = { documentVersion: version, hops: [person('A contributor')], asserts: [{ claim }] };
    const refusal = contributor.chain({ ...input, supersedes: hops[2] });
    await expect(refusal).rejects.toMatchObject({ userCode: 'NEEDS_REVIEWER', field: 'supersedes' });
    expect(await labelsOf(hops)).toEqual(areAll(hops, 'Attribution'));
  });
});

describe('reviews and notices', () => {
  test('are retracted alone, and stay where they were for the moments when they held', async () => {
    const { hops, claim } = await chain();
    const review = await reviewer.review({ claim, url: 'https://checkers.example/1' });
    const notice = await reviewer.correction({ documentVersion: version, kind: 'CLARIFICATION', corrects: hops });
    const held = reviewer.moment;
    await expect(contributor.retract(review)).rejects.toMatchObject({ userCode: 'NEEDS_REVIEWER' });
    await expect(contributor.retract(notice)).rejects.toMatchObject({ userCode: 'NEEDS_REVIEWER' });
    await reviewer.retract(review);
    await reviewer.retract(notice);
    expect(await labelsOf([review, notice])).toEqual({
      [review]: ['FormerReview'],
      [notice]: ['FormerCorrectionNotice'],
    });
    const ask = async (asOf: Date | null) =>
      (
        await api.ask(
          `query($claim: ID!, $asOf: DateTime) { claim(id: $claim, asOf: $asOf) {
            reviews { nodes { id } } attributionChains { nodes { notices { id corrects { ... on Attribution { id } } } } }
          } }`,
          { claim, asOf },
        )
      ).data?.claim;
    expect(await ask(null)).toEqual({ reviews: { nodes: [] }, attributionChains: { nodes: [{ notices: [] }] } });
    expect(await ask(held)).toEqual({
      reviews: { nodes: [{ id: review }] },
      attributionChains: { nodes: [{ notices: [{ id: notice, corrects: [...hops].sort().map((id) => ({ id })) }] }] },
    });
  });

  test('may be recorded again at the same address, as another fact with its own rating', async () => {
    const { claim } = await chain();
    const url = 'https://checkers.example/again';
    const newAuthor = { type: 'ORGANIZATION', name: 'The Checkers' } as const;
    const review = await reviewer.review({ claim, url, newAuthor, rating: { ratingValue: 1, alternateName: 'False' } });
    const held = reviewer.moment;
    await reviewer.retract(review);
    const again = await reviewer.review({ claim, url, newAuthor, rating: { ratingValue: 5, alternateName: 'True' } });
    const ask = async (asOf: Date | null) => {
      const { data } = await api.ask(
        `query($claim: ID!, $id: ID!, $asOf: DateTime) {
          claim(id: $claim, asOf: $asOf) { reviews { nodes { id rating { alternateName ratingValue } } } }
          node(id: $id, asOf: $asOf) { ... on Review { rating { alternateName ratingValue } } }
        }`,
        { claim, asOf, id: asOf ? review : again },
      );
      return [data?.claim.reviews.nodes, data?.node];
    };
    const [former, now] = [
      { alternateName: 'False', ratingValue: 1 },
      { alternateName: 'True', ratingValue: 5 },
    ];
    expect(await ask(null)).toEqual([[{ id: again, rating: now }], { rating: now }]);
    expect(await ask(held)).toEqual([[{ id: review, rating: former }], { rating: former }]);
  });
});

describe('a data set that is seeded again', () => {
  let seeded: Graph;
  beforeAll(async () => {
    seeded = await emptyGraph();
    for (const folder of shippedSeeds()) await seed(seeded, folder);
  });
  afterAll(() => seeded.close());

  const again = async () => {
    const changes = [];
    for (const folder of shippedSeeds()) changes.push((await seed(seeded, folder)).changes);
    return changes;
  };
  const one = async (query: string) => {
    const [row] = await seeded.command(query);
    if (!row) throw new Error(`The data sets have nothing for: ${query}`);
    return row.id as string;
  };

  test('leaves what was retracted a former fact, whatever refers to it', async () => {
    const hand = new Hand(seeded);
    const retracted = [
      await one('MATCH (:ClaimRelation)-[:BASED_ON]->(a:Attribution) RETURN a.id AS id ORDER BY id LIMIT 1'),
      await one('MATCH (:CorrectionNotice)-[:CORRECTS]->(a:Attribution) RETURN a.id AS id ORDER BY id LIMIT 1'),
      await one('MATCH (a:Attribution)-[:RELAYS]->() RETURN a.id AS id ORDER BY id LIMIT 1'),
      await one('MATCH (r:Review) RETURN r.id AS id ORDER BY id LIMIT 1'),
      await one('MATCH (n:CorrectionNotice) RETURN n.id AS id ORDER BY id DESC LIMIT 1'),
      await one('MATCH (n:CommentRequest) RETURN n.id AS id ORDER BY id LIMIT 1'),
    ];
    const live = async (ids: string[]) =>
      (
        await seeded.command(
          `MATCH (n:Attribution|Review|CorrectionNotice|CommentRequest) WHERE n.id IN $ids RETURN n.id AS id`,
          { ids },
        )
      ).map((row) => row.id as string);
    for (const id of new Set(retracted)) if ((await live([id])).length === 1) await hand.retract(id);
    const before = await fingerprint(seeded);
    expect(await again()).toEqual(shippedSeeds().map(() => 0));
    expect(await live(retracted)).toEqual([]);
    expect(await fingerprint(seeded)).toBe(before);
  });

  test('leaves what the graph has got since: joined utterances, a further version', async () => {
    const hand = new Hand(seeded);
    const origins = (
      await seeded.command(
        `MATCH (a:Attribution)-[:ASSERTS]->(:Claim) WHERE NOT (a)-[:REPORTS]->() AND NOT (a)-[:RELAYS]->()
         RETURN a.id AS id ORDER BY id LIMIT 2`,
      )
    ).map((row) => row.id as string);
    expect(origins).toHaveLength(2);
    await hand.joinUtterances(...origins);
    const [document] = await seeded.command(
      `MATCH (d:Document)<-[:VERSION_OF]-(v:DocumentVersion)<-[:REPORTED_IN]-(:Attribution)
       WHERE v.text IS NOT NULL AND NOT (v)<-[:REVISION_OF]-() AND d.url IS NOT NULL
       RETURN d.url AS url, v.text AS text ORDER BY url LIMIT 1`,
    );
    await hand.document({ url: document?.url as string, text: `${document?.text as string}\nOne more line.` });
    expect(hand.last).not.toBeNull();
    const before = await fingerprint(seeded);
    expect(await again()).toEqual(shippedSeeds().map(() => 0));
    expect(await fingerprint(seeded)).toBe(before);
  });
});
