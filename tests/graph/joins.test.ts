import neo4j from 'neo4j-driver';
import { claimsAtOrigin } from '../../src/features/join/join.queries';
import type { Graph } from '../../src/graph/graph';
import { joinId } from '../../src/identity';
import { startTestApi, type TestApi } from '../support/api';
import { emptyGraph, testNeo4j } from '../support/graph';
import { creditedBy, Hand, versionsOf } from '../support/writing';

let graph: Graph;
let api: TestApi;
let reviewer: Hand;
let contributor: Hand;
beforeAll(async () => {
  graph = await emptyGraph();
  api = await startTestApi(graph);
  reviewer = new Hand(graph, 'REVIEWER');
  contributor = new Hand(graph, 'CONTRIBUTOR');
});
afterAll(async () => {
  await api.close();
  await graph.close();
});

const originsOf = async (claim: string, asOf: Date | null = null) =>
  (
    await api.ask(
      `query($claim: ID!, $asOf: DateTime) { claim(id: $claim, asOf: $asOf) { origins {
        distinctKnown unnamed unknown chains documents
        shared { chains folded agent { id } utterance { id } }
      } } }`,
      { claim, asOf },
    )
  ).data?.claim.origins;
const originCount = async (claim: string) =>
  (await graph.command('MATCH (c:Claim {id: $claim}) RETURN c.originCount AS count', { claim }))[0]?.count;
const reasonOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'was not refused',
    (error: { userCode?: string; code: string; field?: string }) => ({
      code: error.code,
      userCode: error.userCode,
      field: error.field,
    }),
  );

/** An agency's report, as five outlets carry it: each by a name of its own for the agency's source. */
async function fiveOutlets() {
  const claim = await reviewer.claim('The bridge at Ostrava was closed on Monday.');
  const names = [
    { type: 'ORGANIZATION', name: 'Ministry of Transport', kind: 'GOVERNMENT_BODY' },
    { type: 'PERSON', name: 'Jan Novák' },
    { type: 'UNNAMED_SOURCE', name: 'a ministry official', descriptor: 'ministry official' },
    { type: 'SOURCE_GROUP', name: 'transport officials' },
    { type: 'UNNAMED_SOURCE', name: 'an official', descriptor: 'official' },
  ] as const;
  let agency: string | null = null;
  const origins: string[] = [];
  const versions: string[] = [];
  for (const [i, name] of names.entries()) {
    // The fourth alters the quote.
    const quote = i === 3 ? 'the bridge has been shut since Monday' : 'the bridge was closed on Monday';
    const text = `Outlet ${i}. CTK reports: "${quote}", said ${name.name}.`;
    const document = await reviewer.document({
      url: `https://outlet-${i}.example/bridge`,
      title: `Bridge closed (${i})`,
      newPublisher: { type: 'ORGANIZATION', name: `Outlet ${i}`, kind: 'NEWS_OUTLET' },
      text,
    });
    const version = (await versionsOf(graph, document))[0] as string;
    const relay: { agent?: string; newAgent?: { type: 'ORGANIZATION'; name: string; kind: 'NEWS_AGENCY' } } = agency
      ? { agent: agency }
      : { newAgent: { type: 'ORGANIZATION', name: 'CTK', kind: 'NEWS_AGENCY' } };
    const origin = await reviewer.chain({
      documentVersion: version,
      hops: [
        { ...relay, spans: [{ role: 'RELAY', exact: 'CTK reports' }] },
        { newAgent: { ...name }, quoteType: 'DIRECT', spans: [{ role: 'QUOTE', exact: quote }] },
      ],
      asserts: [{ claim }],
    });
    const [outer] = await graph.command('MATCH (a)-[:RELAYS]->({id: $origin}) RETURN a.id AS id', { origin });
    agency ??= await creditedBy(graph, outer?.id as string);
    origins.push(origin);
    versions.push(version);
  }
  return { claim, origins, versions, agency: agency as string };
}

describe('five outlets that carry one agency report', () => {
  let claim: string;
  let origins: string[];
  let versions: string[];
  let agency: string;
  let own: string;
  let before: Date;
  beforeAll(async () => {
    ({ claim, origins, versions, agency } = await fiveOutlets());
  });

  test('have five origins by five names, and share their agency, which folds nothing', async () => {
    const answer = await originsOf(claim);
    expect(answer).toMatchObject({ distinctKnown: 5, unnamed: 2, unknown: 0, chains: 5, documents: 5 });
    expect(answer.shared).toEqual([{ chains: 5, folded: false, agent: { id: agency }, utterance: null }]);
    expect(await originCount(claim)).toBe(5);
  });

  test('have six, once one of them adds an unnamed source of its own', async () => {
    own = await reviewer.chain({
      documentVersion: versions[4] as string,
      hops: [{ newAgent: { type: 'UNNAMED_SOURCE', name: 'a resident', descriptor: 'resident' } }],
      asserts: [{ claim }],
    });
    before = reviewer.moment;
    expect(await originsOf(claim)).toMatchObject({ distinctKnown: 6, unnamed: 3, chains: 6, documents: 5 });
    expect(await originCount(claim)).toBe(6);
  });

  test('keep six while a contributor only proposes that it is one utterance', async () => {
    await contributor.joinUtterances(...origins.slice(0, 2));
    expect(contributor.last).not.toBeNull();
    expect(await originsOf(claim)).toMatchObject({ distinctKnown: 6 });
    const states = await graph.command('MATCH (j:Join) RETURN j.reviewState AS state');
    expect(states).toEqual([{ state: 'PROPOSED' }]);
  });

  test('have two after the utterances are joined: the report, and the source of one outlet alone', async () => {
    await reviewer.joinUtterances(...origins);
    const answer = await originsOf(claim);
    expect(answer).toMatchObject({ distinctKnown: 2, unnamed: 1, chains: 6, documents: 5 });
    const folding = answer.shared.filter((part: { folded: boolean }) => part.folded);
    expect(folding).toEqual([{ chains: 5, folded: true, agent: null, utterance: { id: expect.any(String) } }]);
    expect(await originCount(claim)).toBe(2);
    expect(await originsOf(claim, before)).toMatchObject({ distinctKnown: 6, unnamed: 3 });
  });

  test('have three after one of them is split off, and six after all are', async () => {
    const joined = reviewer.moment;
    // By the attribution that reports the utterance, not the first one: that one stands for all.
    const last = await latestUtterance(origins);
    await reviewer.split('Utterance', last);
    expect(await originsOf(claim)).toMatchObject({ distinctKnown: 3 });
    await reviewer.split('Utterance', ...origins);
    expect(await originsOf(claim)).toMatchObject({ distinctKnown: 6, unnamed: 3, chains: 6 });
    expect(await originCount(claim)).toBe(6);
    expect(await originsOf(claim, joined)).toMatchObject({ distinctKnown: 2 });
  });

  test('have two again, when a reviewer joins anew what was split', async () => {
    await reviewer.joinUtterances(...origins);
    expect(await originsOf(claim)).toMatchObject({ distinctKnown: 2 });
    const joins = await graph.command('MATCH (j:Join) RETURN j.reviewState AS state, count(*) AS number');
    expect(joins).toEqual([{ state: 'CONFIRMED', number: 4 }]);
    await reviewer.split('Utterance', ...origins);
  });

  test('stay apart for a contributor, once a reviewer has said so', async () => {
    const refusal = await reasonOf(contributor.joinUtterances(...origins));
    expect(refusal).toMatchObject({ userCode: 'NEEDS_REVIEWER' });
    expect(await originsOf(claim)).toMatchObject({ distinctKnown: 6 });
  });

  test('are joined at their origins only: an attribution that passes on is refused', async () => {
    const [outer] = await graph.command('MATCH (a)-[:RELAYS]->({id: $id}) RETURN a.id AS id', { id: origins[0] });
    const refusal = await reasonOf(reviewer.joinUtterances(outer?.id as string, own));
    expect(refusal).toEqual({ code: 'BAD_USER_INPUT', userCode: 'INVALID_INPUT', field: 'attributions' });
  });

  /** The attribution whose utterance was not the first recorded. */
  async function latestUtterance(attributions: string[]): Promise<string> {
    const rows = await graph.command(
      'MATCH (a:Attribution)-[:REPORTS]->(u:Utterance) WHERE a.id IN $attributions RETURN a.id AS id ORDER BY u.id',
      { attributions },
    );
    return rows[rows.length - 1]?.id as string;
  }
});

describe('agents', () => {
  let first: string;
  let second: string;
  let claims: string[];
  let beforeJoin: Date;
  const saying = async (agent: { agent: string } | { newAgent: { type: 'PERSON'; name: string } }, claim: string) => {
    const document = await reviewer.document({
      text: `Somebody said it (${Math.random()}).`,
      newPublisher: { type: 'ORGANIZATION', name: 'A paper', kind: 'NEWS_OUTLET' },
    });
    const version = (await versionsOf(graph, document))[0] as string;
    const origin = await reviewer.chain({ documentVersion: version, hops: [agent], asserts: [{ claim }] });
    return creditedBy(graph, origin);
  };
  const agentAndClaims = async (id: string, asOf: Date | null = null) =>
    (
      await api.ask(
        `query($id: ID!, $asOf: DateTime) { agent(id: $id, asOf: $asOf) {
          id name claims { totalCount edges { role polarity position node { id } } }
        } }`,
        { id, asOf },
      )
    ).data?.agent;
  const speakersOf = async (claim: string, asOf: Date | null = null) =>
    (
      await api.ask(
        'query($claim: ID!, $asOf: DateTime) { claim(id: $claim, asOf: $asOf) { speakers { nodes { id } } } }',
        { claim, asOf },
      )
    ).data?.claim.speakers.nodes.map((one: { id: string }) => one.id);
  const claimsOf = async (id: string, asOf: Date | null = null): Promise<string[]> =>
    (await agentAndClaims(id, asOf)).claims.edges.map((edge: { node: { id: string } }) => edge.node.id);
  const edgesOf = async () =>
    (
      await graph.command(
        `MATCH (a:Agent)-[in:IN_CHAIN_OF]->(c:Claim) WHERE in.role = 'ORIGIN' AND c.id IN $claims
         RETURN a.id AS agent, in.agentId AS named, c.id AS claim ORDER BY claim, agent`,
        { claims },
      )
    ).map((row) => {
      expect(row.named).toBe(row.agent);
      return [row.agent, row.claim];
    });

  beforeAll(async () => {
    claims = [];
    for (const text of ['Both say this.', 'The first says this.', 'The second says this.'])
      claims.push(await reviewer.claim(text));
    const [both, one, other] = claims as [string, string, string];
    first = await saying({ newAgent: { type: 'PERSON', name: 'A. Person' } }, both);
    second = await saying({ newAgent: { type: 'PERSON', name: 'Anna Person' } }, both);
    await saying({ agent: first }, one);
    await saying({ agent: second }, other);
    beforeJoin = reviewer.moment;
  });

  test('that are not joined are two speakers and two origins', async () => {
    const [both, one, other] = claims as [string, string, string];
    expect(await speakersOf(both)).toEqual([first, second].sort());
    expect(await originsOf(both)).toMatchObject({ distinctKnown: 2 });
    expect((await claimsOf(first)).sort()).toEqual([both, one].sort());
    expect((await claimsOf(second)).sort()).toEqual([both, other].sort());
  });

  test('that a contributor proposes to join stay two, until a reviewer confirms', async () => {
    const [both] = claims as [string];
    const edges = await edgesOf();
    await contributor.joinAgents(first, second);
    expect(await speakersOf(both)).toEqual([first, second].sort());
    await reviewer.decide(joinId(first, second), 'CONFIRMED');
    expect(await speakersOf(both)).toEqual([first]);
    expect(await originsOf(both)).toMatchObject({ distinctKnown: 1 });
    expect(await originCount(both)).toBe(1);
    // Who stands in the chain stays as it was written.
    expect(await edgesOf()).toEqual(edges);
  });

  test('that are joined have the claims of all under each of their ids, each claim once', async () => {
    expect((await claimsOf(first)).sort()).toEqual([...claims].sort());
    expect(await claimsOf(second)).toEqual(await claimsOf(first));
    expect((await agentAndClaims(first)).claims.totalCount).toBe(3);
    expect(await agentAndClaims(second)).toMatchObject({ id: second, name: 'Anna Person' });
    expect(await speakersOf(claims[2] as string)).toEqual([first]);
  });

  test('that were not joined yet at a moment are two at that moment', async () => {
    const [both, one] = claims as [string, string];
    expect(await speakersOf(both, beforeJoin)).toEqual([first, second].sort());
    expect(await originsOf(both, beforeJoin)).toMatchObject({ distinctKnown: 2 });
    expect((await claimsOf(first, beforeJoin)).sort()).toEqual([both, one].sort());
  });

  test('that are split are two again', async () => {
    const [both, , other] = claims as [string, string, string];
    const joined = reviewer.moment;
    await reviewer.split('Agent', first, second);
    expect(await speakersOf(both)).toEqual([first, second].sort());
    expect(await originCount(both)).toBe(2);
    expect((await claimsOf(second)).sort()).toEqual([both, other].sort());
    expect(await speakersOf(both, joined)).toEqual([first]);
    expect((await claimsOf(second, joined)).sort()).toEqual([...claims].sort());
    await expect(reviewer.split('Agent', first, second)).rejects.toMatchObject({ userCode: 'NOT_FOUND', field: 'ids' });
  });

  test('that were one only through the one who is split off stay one', async () => {
    const [both] = claims as [string];
    const third = await saying({ newAgent: { type: 'PERSON', name: 'Ann Person' } }, both);
    await reviewer.joinAgents(first, second, third);
    expect(await originCount(both)).toBe(1);
    // Two that a third ties are not split by naming them: which of them would it go with?
    await expect(reviewer.split('Agent', second, third)).rejects.toMatchObject({ userCode: 'NOT_FOUND', field: 'ids' });
    await reviewer.split('Agent', first);
    expect(await speakersOf(both)).toEqual([first, second].sort());
    expect(await originCount(both)).toBe(2);
    await reviewer.split('Agent', third);
    expect(await originCount(both)).toBe(3);
  });

  test('of different types, one alone, and those that are not there are not joined', async () => {
    const paper = (await graph.command("MATCH (a:Organization {name: 'A paper'}) RETURN a.id AS id LIMIT 1"))[0]?.id;
    expect(await reasonOf(reviewer.joinAgents(first, paper as string))).toMatchObject({ userCode: 'INVALID_INPUT' });
    expect(await reasonOf(reviewer.joinAgents(first, first))).toMatchObject({ field: 'agents' });
    const nobody = 'agt_00000000-0000-7000-8000-000000000000';
    expect(await reasonOf(reviewer.joinAgents(first, nobody))).toEqual({
      code: 'BAD_USER_INPUT',
      userCode: 'NOT_FOUND',
      field: 'agents',
    });
  });

  test('that are unnamed are never joined, not even with one another', async () => {
    const unnamed = (await graph.command('MATCH (a:UnnamedSource) RETURN a.id AS id ORDER BY id LIMIT 2')).map(
      (row) => row.id as string,
    );
    expect(unnamed).toHaveLength(2);
    for (const pair of [unnamed, [first, unnamed[0] as string]]) {
      const refusal = await reasonOf(reviewer.joinAgents(...pair));
      expect(refusal).toEqual({ code: 'BAD_USER_INPUT', userCode: 'INVALID_INPUT', field: 'agents' });
    }
    const joins = await graph.command('MATCH (j:Join)-[:JOINS]->(a:UnnamedSource) RETURN j.id AS id');
    expect(joins).toEqual([]);
  });
});

describe('the cost of a join', () => {
  /** An agent at the origin of this many claims, with `others` at the origin of the first of them, too. */
  async function agentBehind(name: string, claims: number): Promise<string> {
    await graph.command(
      `MATCH (v:DocumentVersion) WITH v LIMIT 1
       CREATE (a:Agent:Organization {id: 'agt_' + $name, name: $name, aliases: [], kind: 'OTHER', revision: 1})
       WITH v, a
       UNWIND range(1, $claims) AS i
       CREATE (c:Claim {id: 'clm_' + $name + i, text: 'Claim ' + i, reviewState: 'CONFIRMED', originCount: 1, revision: 1})
       CREATE (t:Attribution {id: 'atr_' + $name + i, reviewState: 'CONFIRMED', disclosure: 'INSTITUTION'})
       CREATE (t)-[:CREDITS]->(a) CREATE (t)-[:ASSERTS {polarity: 'ASSERTED'}]->(c) CREATE (t)-[:REPORTED_IN]->(v)`,
      { name, claims },
    );
    return `agt_${name}`;
  }
  /** A join with a rare agent, which is at the origin of one of the agent's claims and of one of its own. */
  async function joinWithRare(agent: string, name: string): Promise<string> {
    const rare = await agentBehind(name, 2);
    await graph.command(
      `MATCH (agent:Agent {id: $agent})<-[:CREDITS]-()-[:ASSERTS]->(c:Claim)
       MATCH (rare:Agent {id: $rare}), (v:DocumentVersion) WITH c, rare, agent, v LIMIT 1
       CREATE (t:Attribution {id: 'atr_' + $rare, reviewState: 'CONFIRMED'})
       CREATE (t)-[:CREDITS]->(rare) CREATE (t)-[:ASSERTS {polarity: 'ASSERTED'}]->(c) CREATE (t)-[:REPORTED_IN]->(v)
       CREATE (j:Join {id: 'joi_' + $rare, reviewState: 'CONFIRMED', revision: 1})
       CREATE (j)-[:JOINS]->(agent) CREATE (j)-[:JOINS]->(rare)`,
      { agent, rare },
    );
    return `joi_${rare}`;
  }
  async function profile(join: string): Promise<{ claims: string[]; dbHits: number }> {
    const { uri, user, password, database } = testNeo4j();
    const driver = neo4j.driver(uri, neo4j.auth.basic(user, password));
    try {
      const run = () => driver.executeQuery(`PROFILE ${claimsAtOrigin.text}`, { ids: [join] }, { database });
      const { records, summary } = await run();
      if (!summary.profile) throw new Error('No profile came back.');
      const sum = (part: typeof summary.profile): number =>
        part.dbHits + part.children.reduce((total, child) => total + sum(child), 0);
      return { claims: records.map((row) => row.get('claimId') as string), dbHits: sum(summary.profile) };
    } finally {
      await driver.close();
    }
  }

  test('does not grow with what only one side says: 2,000 claims are as cheap as 3', async () => {
    const rare = await joinWithRare(await agentBehind('few', 3), 'rare-one');
    const popular = await joinWithRare(await agentBehind('many', 2_000), 'rare-two');
    await graph.command('CALL db.prepareForReplanning(120)');
    const cheap = await profile(rare);
    const dear = await profile(popular);
    expect(cheap.claims).toHaveLength(1);
    expect(dear.claims).toHaveLength(1);
    expect(cheap.dbHits).toBeGreaterThan(0);
    // A node with many relationships is asked for their number by one hit more each, not by one for each of them.
    expect(dear.dbHits).toBeLessThanOrEqual(cheap.dbHits + 20);
  });
});
