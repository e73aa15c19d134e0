import { saveAgents } from '../../src/features/agent/agent.service';
import type { AttributionRow } from '../../src/features/attribution/attribution.queries';
import { saveAttributions } from '../../src/features/attribution/attribution.service';
import { commitChange } from '../../src/features/change-set/change-set.service';
import { saveClaims } from '../../src/features/claim/claim.service';
import { saveDocuments, saveVersions } from '../../src/features/document/document.service';
import { saveRelations } from '../../src/features/relation/relation.service';
import { anchor, saveSpans } from '../../src/features/span/span.service';
import type { Graph } from '../../src/graph/graph';
import { newId, relationId } from '../../src/identity';
import { attribution as plainAttribution } from '../unit/attribution/attributions';
import { startTestApi, type TestApi } from '../support/api';
import { emptyGraph } from '../support/graph';
import { provenanceSelection } from './provenance-query';
import { wavesIn } from './waves';
import { sha256Of } from '../../src/sha256';

const documents = 20;
const chainsOfDocument = 10;
const [popular, other, lonely] = [newId('Claim'), newId('Claim'), newId('Claim')] as const;

let graph: Graph;
let api: TestApi;
beforeAll(async () => {
  graph = await emptyGraph();
  await recordChains(graph);
  api = await startTestApi(graph);
});
afterAll(async () => {
  await api.close();
  await graph.close();
});

/** Two claims that contradict each other, each with 200 chains of three hops, and one with a single chain. */
async function recordChains(graph: Graph): Promise<void> {
  const agent = (name: string, kind: 'NEWS_OUTLET' | 'NEWS_AGENCY' | 'COMPANY') => ({
    id: newId('Agent'),
    label: 'Organization' as const,
    name,
    aliases: [],
    kind,
    descriptor: null,
    anonymityReason: null,
    affiliatedWith: [],
  });
  const outlet = agent('The Outlet', 'NEWS_OUTLET');
  const agency = agent('The Agency', 'NEWS_AGENCY');
  const sources = Array.from({ length: chainsOfDocument }, (_, i) => agent(`Source ${i}`, 'COMPANY'));
  const articles = Array.from({ length: documents }, () => ({
    id: newId('Document'),
    url: null,
    otherUrls: [],
    title: 'An article',
    docType: null,
    language: 'en',
    availability: 'SEEN_NOT_HELD' as const,
    publisher: outlet.id,
    authors: [],
  }));
  const versions = articles.map((article) => ({
    id: newId('DocumentVersion'),
    document: article.id,
    seq: 1,
    contentSha256: null,
    text: null,
    textAccess: null,
    publishedAt: null,
    modifiedAt: null,
    retrievedAt: null,
    archivedUrl: null,
    availability: 'SEEN_NOT_HELD' as const,
    revisionOf: null,
  }));
  const claims = [popular, other, lonely].map((id) => ({
    id,
    text: `the claim ${id}`,
    language: 'en',
    type: 'STATE' as const,
    reviewState: 'CONFIRMED' as const,
    quantities: [],
    events: [],
    mentions: [],
  }));
  const attribution = (version: string, agent: string, part: Partial<AttributionRow>): AttributionRow =>
    plainAttribution(newId('Attribution'), { version, agent, quoteType: null, asserts: [], ...part });
  const assert = (...ids: string[]) => ids.sort().map((claim) => ({ claim, polarity: 'ASSERTED' as const }));
  const attributions = versions.flatMap((version, place) =>
    sources.flatMap((source, i) => {
      const asserts = place + i === 0 ? assert(popular, other, lonely) : assert(popular, other);
      const inner = attribution(version.id, source.id, { asserts, quoteType: 'INDIRECT' });
      return [attribution(version.id, agency.id, { relays: [inner.id] }), inner];
    }),
  );
  const spans = attributions.map((owner, i) =>
    anchor(
      {
        ...{ id: newId('TextSpan'), owner: owner.id, version: owner.version, anchoredFrom: null },
        ...{ role: 'CONTENT', segment: 0, zone: 'BODY', start: i, end: i + 1, exactSha256: sha256Of(String(i)) },
      },
      null,
    ),
  );
  const relation = {
    id: relationId('CONTRADICTS', popular, other),
    kind: 'CONTRADICTS' as const,
    left: popular,
    right: other,
    types: ['NEGATION' as const],
    sameEvent: 'YES' as const,
    score: null,
    method: 'HUMAN' as const,
    rationale: null,
    reviewState: 'CONFIRMED' as const,
    basedOn: [],
  };
  const change = { principal: { name: 'test', roles: [] }, op: 'RECORD' as const, key: newId('ChangeSet'), input: {} };
  await commitChange(graph, change, async (writer) => {
    await saveAgents(writer, [outlet, agency, ...sources]);
    await saveDocuments(writer, articles);
    await saveVersions(writer, versions);
    await saveClaims(writer, claims);
    await saveAttributions(writer, attributions, {
      labelOf: () => 'Organization',
      documentOf: (id) => versions.find((version) => version.id === id)?.document,
      publisherOf: () => outlet.id,
    });
    await saveSpans(writer, spans);
    await saveRelations(writer, [relation]);
  });
}

const provenance = (claim: string) => api.ask(`{ claim(id: "${claim}") ${provenanceSelection(50)} }`);

test('the provenance of a claim with 200 chains takes not one query more than that of one with a single chain', async () => {
  const many = await provenance(popular);
  expect(many.errors).toBeUndefined();
  const { attributionChains, contradictions, origins } = many.data!.claim;
  expect(attributionChains.nodes).toHaveLength(50);
  expect(attributionChains.nodes[49].hops[2].attribution.spans).toHaveLength(1);
  expect(contradictions.edges[0].node.attributionChains.nodes).toHaveLength(50);
  expect(origins).toMatchObject({ chains: 200, documents, distinctKnown: chainsOfDocument });

  const few = await provenance(lonely);
  expect(few.data!.claim.attributionChains.nodes).toHaveLength(1);
  expect(wavesIn(many.queries)).toEqual([...wavesIn(few.queries), ['attribution/chains-of-claims']]);
  expect(many.queries.length).toBeLessThanOrEqual(6);
});

test('a claim with 200 chains gives them all in pages of 100', async () => {
  const page = `query ($after: String) { claim(id: "${popular}") { attributionChains(first: 100, after: $after) {
    totalCount nodes { id text } pageInfo { hasNextPage endCursor } } } }`;
  const first = (await api.ask(page)).data!.claim.attributionChains;
  expect(first.pageInfo.hasNextPage).toBe(true);
  const second = (await api.ask(page, { after: first.pageInfo.endCursor })).data!.claim.attributionChains;
  expect(second.pageInfo.hasNextPage).toBe(false);
  const ids = [...first.nodes, ...second.nodes].map((node: { id: string }) => node.id);
  expect(new Set(ids).size).toBe(200);
  expect(first.totalCount).toBe(200);
});
