import neo4j, { type Driver, type ProfiledPlan } from 'neo4j-driver';
import type { Graph } from '../../src/graph/graph';
import { decode, encode } from '../../src/graph/values';
import { emptyGraph, testNeo4j } from '../support/graph';
import { Hand, versionsOf } from '../support/writing';

let graph: Graph;
let driver: Driver;
beforeAll(async () => {
  graph = await emptyGraph();
  const { uri, user, password } = testNeo4j();
  driver = neo4j.driver(uri, neo4j.auth.basic(user, password), { disableLosslessIntegers: true });
});
afterAll(async () => {
  await driver.close();
  await graph.close();
});

/** A graph whose writes are profiled and leave nothing behind, and the hits of each query that they ran. */
function profiled(): { graph: Graph; hits: Map<string, number> } {
  const hits = new Map<string, number>();
  const sum = (part: ProfiledPlan): number => part.dbHits + part.children.reduce((all, one) => all + sum(one), 0);
  const write: Graph['write'] = async (work) => {
    const session = driver.session({ database: testNeo4j().database });
    const tx = session.beginTransaction();
    try {
      return await work({
        run: async ({ name, text }, params) => {
          const { records, summary } = await tx.run(`PROFILE ${text}`, encode(params));
          hits.set(name, (hits.get(name) ?? 0) + (summary.profile ? sum(summary.profile) : NaN));
          return records.map((record) => decode(record.toObject()) as never);
        },
      });
    } finally {
      await tx.rollback();
      await session.close();
    }
  };
  return { graph: { ...graph, write }, hits };
}
const total = (hits: Map<string, number>) => [...hits.values()].reduce((all, one) => all + one, 0);

test('a chain at an agent of thousands of attributions costs the hits of one at an agent of one', async () => {
  const hand = new Hand(graph);
  const document = await hand.document({ url: 'https://popular.example/1', text: 'Somebody said so.' });
  const [version] = (await versionsOf(graph, document)) as [string];
  const agentOf = async (name: string) => {
    const origin = await hand.chain({
      documentVersion: version,
      hops: [{ newAgent: { type: 'PERSON', name } }],
      asserts: [{ text: `${name} was there.`, language: 'en', type: 'EVENT' }],
    });
    const [row] = await graph.command('MATCH ({id: $origin})-[:CREDITS]->(a) RETURN a.id AS id', { origin });
    return row?.id as string;
  };
  const [popular, rare] = [await agentOf('A popular one'), await agentOf('A rare one')];
  await graph.command(
    `MATCH (a:Agent {id: $popular})
     UNWIND range(1, 5000) AS i
     CREATE (a)<-[:CREDITS]-(:Attribution {id: 'atr_made_up_' + i, reviewState: 'CONFIRMED'})-[:ASSERTS {polarity: 'ASSERTED'}]->(c:Claim {id: 'clm_made_up_' + i})
     CREATE (a)-[:IN_CHAIN_OF {agentId: a.id, role: 'ORIGIN', polarity: 'ASSERTED', presupposed: false, claimId: c.id, depth: 1, recordedFrom: datetime()}]->(c)`,
    { popular },
  );
  const claim = await hand.claim('It was so.');
  await graph.command('CALL db.prepareForReplanning(120)');
  const costOf = async (agent: string, asserts: object) => {
    const { graph: watched, hits } = profiled();
    await new Hand(watched).chain({ documentVersion: version, hops: [{ agent }], asserts: [asserts] });
    return hits;
  };
  for (const asserts of [{ claim }, { text: 'It was otherwise.', language: 'en', type: 'EVENT' }]) {
    const [atPopular, atRare] = [await costOf(popular, asserts), await costOf(rare, asserts)];
    expect(atRare.has('derived/make-chain-edges')).toBe(true);
    expect({ popular: total(atPopular), isFlat: total(atPopular) <= 1.1 * total(atRare) }).toEqual({
      popular: total(atPopular),
      isFlat: true,
    });
  }
});
