import type { Graph } from '../../src/graph/graph';
import { fromRoot } from '../../src/root';
import { readOperations } from '../../src/web/operations';
import { startTestApi, type TestApi } from '../support/api';
import { seededGraph } from '../support/graph';
import { provenanceExample, provenanceSelection } from './provenance-query';
import { wavesIn } from './waves';
import type { Json } from './json';

/**
 * What each file of schema/operations may ask the database, wave by wave, and which lists of its answer are empty on
 * purpose. A new file needs a row here; an N+1 shows as a diff.
 */
const budgets: Record<string, { waves: string[][]; empty?: string[] }> = {
  '01-provenance': {
    waves: [
      [
        'origin/chains-of-claims',
        'claim/by-ids',
        'attribution/chains-of-claims',
        'relation/of-claims',
        'review/of-claims',
      ],
    ],
    empty: ['claim.contradictions.edges', 'claim.reviews.nodes'],
  },
  '02-search': { waves: [['claim/search'], ['claim/search#count', 'attribution/chains-of-claims']] },
  '03-who-contradicts': {
    waves: [
      ['claim/by-ids', 'agent/at-origin-of-claims', 'relation/of-claims'],
      ['relation/of-claims#count', 'relation/evidence', 'agent/at-origin-of-claims'],
      ['attribution/by-ids'],
      ['attribution/edges', 'span/of-attributions'],
      ['agent/by-ids'],
    ],
    // It is presupposed by those who speak of it, and asserted by nobody.
    empty: ['claim.speakers.nodes'],
  },
  '04-distinct-origins': {
    waves: [
      ['origin/chains-of-claims', 'claim/by-ids', 'attribution/chains-of-claims'],
      ['utterance/by-ids', 'agent/by-ids'],
    ],
  },
  '05-most-distinct-origins': { waves: [['claim/list-by-origins'], ['origin/chains-of-claims']] },
  '06-contradictions': {
    waves: [['relation/list'], ['relation/list#count', 'claim/by-ids'], ['agent/at-origin-of-claims']],
  },
  '07-agency': {
    waves: [
      ['agent/by-ids', 'claim/of-agents'],
      ['claim/of-agents#count', 'attribution/chains-of-claims'],
    ],
  },
  '08-unnamed-sources': {
    waves: [
      ['claim/list'],
      ['claim/list#count', 'attribution/chains-of-claims'],
      ['agent/affiliations', 'agent/document-of-unnamed'],
      ['document/by-ids'],
    ],
  },
  '09-document': {
    waves: [
      [
        'document/authors',
        'correction/notices-of-documents',
        'correction/comment-requests-of-documents',
        'document/by-ids',
        'document/versions',
        'claim/of-documents',
      ],
      ['agent/by-ids', 'attribution/by-ids', 'agent/by-ids', 'claim/of-documents#count'],
      ['attribution/edges'],
      ['claim/by-ids'],
    ],
  },
  '10-document-by-address': {
    waves: [
      ['document/by-url'],
      ['agent/by-ids', 'document/latest-versions'],
      ['attribution/of-versions'],
      ['attribution/edges', 'span/of-attributions'],
      ['agent/by-ids'],
    ],
  },
  '11-denied': {
    waves: [
      [
        'origin/chains-of-claims',
        'claim/by-ids',
        'agent/at-origin-of-claims',
        'agent/at-origin-of-claims',
        'attribution/chains-of-claims',
      ],
    ],
  },
  '12-correction': {
    waves: [
      ['claim/by-ids'],
      ['claim/quantities', 'attribution/chains-of-claims'],
      ['document/version-by-ids', 'correction/notices-of-attributions'],
    ],
  },
  '13-find-an-agent': { waves: [['agent/search'], ['claim/of-agents'], ['claim/of-agents#count']] },
  '14-reviews': { waves: [['claim/by-ids', 'review/of-claims']] },
  '22-changes': { waves: [['feed/list'], ['feed/changes-of']] },
  '23-before-and-after': {
    waves: [
      ['claim/by-ids', 'claim/by-ids'],
      ['origin/chains-of-claims', 'attribution/chains-of-claims', 'relation/of-claims'],
      ['correction/notices-of-attributions'],
    ],
  },
};

/** The paths of an answer's lists, list places left out, and how many members all lists at a path have together. */
function listSizes(value: unknown, path = '', sizes = new Map<string, number>()): Map<string, number> {
  if (Array.isArray(value)) {
    sizes.set(path, (sizes.get(path) ?? 0) + value.length);
    for (const inner of value) listSizes(inner, path, sizes);
  } else if (value !== null && typeof value === 'object') {
    for (const [name, inner] of Object.entries(value)) listSizes(inner, path ? `${path}.${name}` : name, sizes);
  }
  return sizes;
}

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

// What a mutation asks is counted in tests/graph; that the examples of them answer, in tests/e2e/working-day.test.ts.
const isQuestion = ({ query }: { query: string }) => !/^mutation\b/m.test(query);

test('every example question has a budget, and every budget its question', async () => {
  const operations = (await readOperations(fromRoot('schema', 'operations'))).filter(isQuestion);
  expect(operations.map((one) => one.name)).toEqual(Object.keys(budgets));
});

test.each(Object.entries(budgets))('%s answers in full with the queries of its budget', async (name, budget) => {
  const operations = await readOperations(fromRoot('schema', 'operations'));
  const operation = operations.find((one) => one.name === name);
  const { status, data, errors, queries } = await api.ask(operation?.query ?? '', operation?.variables ?? {});
  expect({ status, errors }).toEqual({ status: 200, errors: undefined });
  expect(Object.values(data ?? {}).length).toBeGreaterThan(0);
  expect(Object.values(data ?? {})).not.toContain(null);
  const empty = [...listSizes(data)].filter(([, size]) => size === 0).map(([path]) => path);
  expect(empty).toEqual(budget.empty ?? []);
  expect(wavesIn(queries)).toEqual(budget.waves);
});

const richest = {
  contradicted: 'clm_01a20dd7-8507-7953-ab78-6c2547fef139',
  reviewed: 'clm_01a20de1-59ab-7cf1-92fb-87c3960544eb',
};

test.each(Object.entries(richest))(
  'the provenance of a %s claim takes at most 6 queries in 2 waves',
  async (_, claim) => {
    const { data, errors, queries } = await api.ask(provenanceExample(), { claim });
    expect(errors).toBeUndefined();
    expect(data!.claim.contradictions.edges[0].node.attributionChains.nodes[0].text).toContain('←');
    expect(wavesIn(queries)[0]).toContain('claim/by-ids');
    expect(wavesIn(queries).length).toBeLessThanOrEqual(2);
    expect(queries.length).toBeLessThanOrEqual(6);
  },
);

test('the provenance of 100 claims takes not one query more than that of the richest one', async () => {
  const one = await api.ask(provenanceExample(), { claim: richest.reviewed });
  const { data, errors, queries } = await api.ask(`{ claims(first: 100) { nodes ${provenanceSelection(5)} } }`);
  expect(errors).toBeUndefined();
  expect(data!.claims.nodes).toHaveLength(100);
  expect(data!.claims.nodes.filter((claim: Json) => claim.attributionChains.nodes.length > 0).length).toBeGreaterThan(
    90,
  );
  // What stands below a claim asked for by id travels with it; the ids of a list have to come first.
  const [first = [], ...others] = wavesIn(one.queries);
  expect(wavesIn(queries)).toEqual([['claim/list'], first.filter((name) => name !== 'claim/by-ids'), ...others]);
});
