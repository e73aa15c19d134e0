import { landmarksOf } from '../generate/landmarks';
import type { Plan } from '../generate/plan';
import { exampleOf } from './server';

export interface Question {
  name: string;
  /** The body of a POST. */
  body: string;
}

const question = (name: string, query: string, variables: Record<string, unknown> = {}): Question => ({
  name,
  body: JSON.stringify({ query, variables }),
});

/** What readers ask, in the shares in which they might: mostly of one claim, now and then a list. */
export function everydayQuestions(plan: Plan): Question[] {
  const at = landmarksOf(plan);
  const ofClaims = at.ordinary
    .slice(0, 40)
    .map((claim) => question('provenance', exampleOf('01-provenance'), { claim }));
  const others = [
    question('search', exampleOf('02-search'), { text: at.words }),
    question('who contradicts', exampleOf('03-who-contradicts'), { claim: at.contradicted }),
    question('contradictions', exampleOf('06-contradictions'), { types: ['NUMERIC'] }),
    question('agency', exampleOf('07-agency'), { agent: at.popularAgent }),
    question('document', exampleOf('09-document'), { document: at.document }),
    question('document by address', exampleOf('10-document-by-address'), { url: at.url }),
    question('find an agent', exampleOf('13-find-an-agent'), { name: at.agentName }),
    question('reviews', exampleOf('14-reviews'), { claim: at.reviewed }),
  ];
  // One of the others after every five claims.
  return others.flatMap((other, i) => [...ofClaims.slice(i * 5, i * 5 + 5), other]);
}

const chain = `nodes { text length anonymous inLatestVersion hops { position role agent { id name } attribution {
  disclosure quoteType cue spans { role start end exact prefix suffix } } } }`;

/** What costs as much as may be: each keeps every limit (docs/api.md). */
export function costliestQuestions(plan: Plan): Question[] {
  const at = landmarksOf(plan);
  const chains = (first: number) => `attributionChains(first: ${first}) { ${chain} }`;
  return [
    question(
      '100 claims of the most origins, 100 chains each',
      `{ claims(first: 100, orderBy: DISTINCT_ORIGINS_DESC) { nodes { text ${chains(100)} } } }`,
    ),
    question('100 newest claims, 100 chains each', `{ claims(first: 100) { nodes { text ${chains(100)} } } }`),
    question(
      '100 claims of the most origins, with their origins',
      '{ claims(first: 100, orderBy: DISTINCT_ORIGINS_DESC) { totalCount nodes { text origins { distinctKnown unnamed unknown chains documents shared { chains folded agent { name } } } } } }',
    ),
    question(
      'search with all filters, 100 hits, 100 chains each',
      `query($text: String!) { searchClaims(text: $text, first: 100, filter: { disclosures: [NAMED_PERSON, UNNAMED] }) { totalCount nodes { score highlights claim { text ${chains(100)} } } } }`,
      { text: at.words },
    ),
    question(
      '100 contradictions, 49 chains on both sides',
      `{ contradictions(first: 100) { totalCount nodes { left { text ${chains(49)} } right { text ${chains(49)} } } } }`,
    ),
    question(
      'the popular agent’s 100 claims, counted, 100 chains each',
      `query($agent: ID!) { agent(id: $agent) { claims(first: 100) { totalCount nodes { text ${chains(100)} } } } }`,
      { agent: at.popularAgent },
    ),
    question(
      '100 claims three times over',
      `query($ids: [ID!]!) { a: nodes(ids: $ids) { ... on Claim { ${chains(33)} } } b: nodes(ids: $ids) { ... on Claim { ${chains(33)} origins { chains } } } c: nodes(ids: $ids) { ... on Claim { ${chains(33)} speakers(first: 1) { nodes { name } } } } }`,
      { ids: at.ordinary },
    ),
    question(
      'the most carried claim, 100 chains',
      `query($claim: ID!) { claim(id: $claim) { text origins { distinctKnown shared { chains } } ${chains(100)} } }`,
      { claim: at.mostCarried },
    ),
    question(
      '100 changes, 100 nodes each',
      '{ changes(first: 100) { nodes { seq changes(first: 100) { nodes { kind nodeId } } } } }',
    ),
    question(
      '50 aliases',
      `query($ids: [ID!]!) { ${Array.from({ length: 50 }, (_, i) => `a${i}: nodes(ids: $ids) { id ... on Claim { text } }`).join(' ')} }`,
      { ids: at.ordinary },
    ),
  ];
}
