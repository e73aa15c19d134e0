import fc from 'fast-check';
import { isDeepStrictEqual } from 'node:util';
import { SaysoError } from '../../src/errors';
import { saveText } from '../../src/features/document/attach-text.service';
import type { NewHop } from '../../src/features/attribution/attribution.write';
import type { NewRelation } from '../../src/features/relation/relation.write';
import type { Graph } from '../../src/graph/graph';
import { joinId } from '../../src/identity';
import { startTestApi, type TestApi } from '../support/api';
import { emptyGraph, readsApart } from '../support/graph';
import { Hand } from '../support/writing';
import type { NewSpan } from '../../src/features/span/span.write';

/** How many change sets, and at how many of them a snapshot is taken. With 50 it takes longer than all other suites. */
const changes = 500;
const snapshots = Number(process.env.SAYSO_TEST_MOMENTS ?? 20);
const most = { documents: 16, claims: 40, agents: 45 };

const seed = process.env.SAYSO_TEST_SEED ? Number(process.env.SAYSO_TEST_SEED) : 20_261_124;
jest.setTimeout(3_600_000);

let graph: Graph;
let api: TestApi;
let reviewer: Hand;
let contributor: Hand;
beforeAll(async () => {
  graph = await emptyGraph();
  api = await startTestApi(readsApart(graph));
  reviewer = new Hand(graph, 'REVIEWER');
  contributor = new Hand(graph, 'CONTRIBUTOR');
});
afterAll(async () => {
  await api.close();
  await graph.close();
});

/** Random choices, the same for the same seed. */
class Chance {
  private numbers: number[] = [];
  private drawn = 0;
  constructor(private readonly seed: number) {}
  below(limit: number): number {
    const size = 10_000;
    if (this.drawn % size === 0)
      this.numbers = fc.sample(fc.noBias(fc.nat()), { seed: this.seed + this.drawn / size, numRuns: size });
    return (this.numbers[this.drawn++ % size] as number) % limit;
  }
  is(ofTen: number): boolean {
    return this.below(10) < ofTen;
  }
  /** One of these. @throws Impossible where there is none. */
  of<T>(list: readonly T[]): T {
    if (list.length === 0) throw new Impossible();
    return list[this.below(list.length)] as T;
  }
  /** So many of these, each once. */
  some<T>(list: readonly T[], count: number): T[] {
    const left = this.shuffled(list);
    if (left.length < count) throw new Impossible();
    return left.slice(0, count);
  }
  shuffled<T>(list: readonly T[]): T[] {
    const left = [...list];
    return list.map(() => left.splice(this.below(left.length), 1)[0] as T);
  }
}
/** There is nothing yet that this could be done with. */
class Impossible extends Error {}

interface VersionHere {
  id: string;
  text: string | null;
  document: string;
}
interface Here {
  claims: string[];
  agents: { id: string; label: string; documents: string[] }[];
  documents: { id: string; url: string | null; publisher: string | null; latest: VersionHere | null }[];
  bare: { document: string; version: string }[];
  attributions: string[];
  unconfirmed: string[];
  origins: string[];
  relations: string[];
  joins: { id: string; members: string[]; state: string; kind: string }[];
  utterances: string[];
  waiting: string[];
  retractable: string[];
}

/** What there is to change at present, from plain Cypher. */
async function look(): Promise<Here> {
  const [row] = await graph.command(
    `RETURN
      COLLECT { MATCH (n:Claim) RETURN n.id ORDER BY n.id } AS claims,
      COLLECT { MATCH (n:Agent) RETURN {id: n.id, label: [l IN labels(n) WHERE l <> 'Agent'][0],
        documents: COLLECT { MATCH (n)<-[:CREDITS]-()-[:REPORTED_IN]->()-[:VERSION_OF]->(d) RETURN DISTINCT d.id }} ORDER BY n.id } AS agents,
      COLLECT { MATCH (d:Document) RETURN {id: d.id, url: d.url, publisher: [(d)-[:PUBLISHED_BY]->(p) | p.id][0],
        latest: COLLECT { MATCH (d)<-[:VERSION_OF]-(v) RETURN {id: v.id, text: v.text, document: d.id} ORDER BY v.seq DESC LIMIT 1 }[0]} ORDER BY d.id } AS documents,
      COLLECT { MATCH (v:DocumentVersion {availability: 'SEEN_NOT_HELD'})-[:VERSION_OF]->(d) WHERE NOT (v)<-[:REVISION_OF]-()
        RETURN {document: d.id, version: v.id} ORDER BY v.id } AS bare,
      COLLECT { MATCH (n:Attribution) RETURN n.id ORDER BY n.id } AS attributions,
      COLLECT { MATCH (n:Attribution) WHERE n.reviewState <> 'CONFIRMED' RETURN n.id ORDER BY n.id } AS unconfirmed,
      COLLECT { MATCH (n:Attribution) WHERE NOT (n)-[:RELAYS]->() RETURN n.id ORDER BY n.id } AS origins,
      COLLECT { MATCH (n:ClaimRelation) RETURN n.id ORDER BY n.id } AS relations,
      COLLECT { MATCH (n:Join) RETURN {id: n.id, members: COLLECT { MATCH (n)-[:JOINS]->(m) RETURN m.id ORDER BY m.id }, state: n.reviewState,
        kind: [(n)-[:JOINS]->(m) | CASE WHEN m:Agent THEN 'Agent' ELSE 'Utterance' END][0]} ORDER BY n.id } AS joins,
      COLLECT { MATCH (n:Utterance) RETURN n.id ORDER BY n.id } AS utterances,
      COLLECT { MATCH (n:TextSpan {anchorStatus: 'FUZZY'}) RETURN n.id ORDER BY n.id } AS waiting,
      COLLECT { MATCH (n:Review|CorrectionNotice) RETURN n.id ORDER BY n.id } AS retractable`,
  );
  return row as unknown as Here;
}

const words = 'harbour bridge market station school river tower valley forest quarry'.split(' ');
const verbs = ['closed', 'opened', 'burned', 'flooded', 'moved'];

/** What can be done. Each is one change set, or is refused, or finds nothing to be done with. */
function actionsOf(chance: Chance, tally: { sentences: number; names: number }) {
  const hand = () => (chance.is(8) ? reviewer : contributor);
  const states = ['PROPOSED', 'CONFIRMED', 'REJECTED'] as const;
  const name = () =>
    `${chance.of(['Ann', 'Bo', 'Cy', 'Di', 'Ed'])} ${chance.of(['Ash', 'Birch', 'Cole'])} ${++tally.names}`;
  const sentence = () =>
    `Sentence ${++tally.sentences} tells that the ${chance.of(words)} ${chance.of(verbs)} on day ${chance.below(30)}.`;
  const wording = () => `The ${chance.of(words)} was ${chance.of(verbs)} before the ${chance.of(words)} was.`;
  const newAgent = (type = chance.of(['PERSON', 'ORGANIZATION', 'SOURCE_GROUP', 'UNNAMED_SOURCE'] as const)) => ({
    type,
    name: name(),
    ...(type === 'UNNAMED_SOURCE' ? { descriptor: 'official' } : {}),
  });
  const mended = (text: string): string => {
    const lines = text.split('\n');
    const i = chance.below(lines.length);
    const how = chance.below(4);
    if (how === 0) lines.splice(i, 0, sentence());
    if (how === 1 && lines.length > 2) lines.splice(i, 1);
    if (how === 2) lines.push(...lines.splice(i, 1));
    if (how >= 1) lines[0] = (lines[0] ?? sentence()).replace(/day \d+/, `day ${chance.below(30)}`);
    return lines.join('\n');
  };
  const spansOf = (text: string | null): NewSpan[] => {
    if (text === null || chance.is(1)) return [];
    const line = chance.of(text.split('\n'));
    const half = line.indexOf(' tells that');
    return [
      { role: 'CONTENT', exact: line },
      ...(chance.is(5) && half > 0 ? [{ role: 'SOURCE' as const, exact: line.slice(0, half) }] : []),
    ];
  };
  const hopsFor = (here: Here, version: VersionHere, count: number): NewHop[] =>
    Array.from({ length: count }, (_, i): NewHop => {
      const spans = spansOf(version.text);
      if (i === count - 1 && chance.is(1)) return { spans };
      const known = here.agents.filter(
        (one) => one.label !== 'UnnamedSource' || one.documents.includes(version.document),
      );
      if (here.agents.length < most.agents && chance.is(3)) return { newAgent: newAgent(), spans };
      return { agent: chance.of(known).id, spans, saidAt: chance.is(3) ? '2024-05-01' : null };
    });
  const chain = async (here: Here, by: Hand, supersedes: string | null = null) => {
    const document = chance.of(here.documents.filter((one) => one.latest !== null));
    const version = document.latest as VersionHere;
    if (document.publisher !== null && chance.is(1))
      return by.chain({
        documentVersion: version.id,
        hops: [{ disclosure: 'OWN_VOICE', spans: spansOf(version.text) }],
        asserts: [{ claim: chance.of(here.claims) }],
        supersedes,
      });
    const [first, second] = chance.shuffled(here.claims);
    const isNew = here.claims.length < most.claims && chance.is(2);
    const polarity = chance.is(2) ? 'DENIED' : 'ASSERTED';
    const presupposes = second !== undefined && chance.is(2) ? [second] : [];
    return by.chain({
      documentVersion: version.id,
      hops: hopsFor(here, version, 1 + chance.below(3)),
      asserts: isNew
        ? [{ text: wording(), language: 'en', type: 'EVENT' }]
        : first === undefined
          ? []
          : [{ claim: first, polarity }],
      presupposes,
      supersedes,
      reviewState: chance.is(1) ? chance.of(states) : null,
    });
  };
  const actions: Record<string, (here: Here) => Promise<unknown>> = {
    document: async (here) => {
      if (here.documents.length >= most.documents) throw new Impossible();
      const publishers = here.agents.filter((one) => one.label === 'Organization').map((one) => one.id);
      const publisher = publishers.length > 3 && chance.is(7) ? chance.of(publishers) : null;
      const isBare = chance.is(3);
      await hand().document({
        url: chance.is(8) ? `https://paper.example/${++tally.names}` : null,
        title: `Title ${++tally.names}`,
        ...(publisher ? { publisher } : chance.is(9) ? { newPublisher: newAgent('ORGANIZATION') } : {}),
        text: isBare ? null : Array.from({ length: 4 }, sentence).join('\n'),
      });
    },
    version: async (here) => {
      const { id, latest } = chance.of(here.documents.filter((one) => one.latest?.text != null));
      await hand().document({ document: id, text: mended(latest?.text ?? '') });
    },
    title: async (here) => {
      const { id } = chance.of(here.documents);
      await reviewer.document({ document: id, title: `Title ${++tally.names}` });
    },
    attach: async (here) => {
      const { document, version } = chance.of(here.bare);
      const text = Array.from({ length: 3 }, sentence).join('\n');
      await reviewer.change('ATTACH', async (writer) => {
        await saveText(writer, { document, version, text, textAccess: 'PUBLIC' });
        return document;
      });
    },
    claim: async (here) => {
      if (here.claims.length >= most.claims) throw new Impossible();
      await hand().claim(wording(), { quantities: [{ measure: 'days', value: chance.below(9) }] });
    },
    chain: (here) => chain(here, hand()),
    chainMore: (here) => chain(here, reviewer),
    supersede: (here) => chain(here, hand(), chance.of(here.attributions)),
    retractChain: (here) => reviewer.retract(chance.of(here.attributions)),
    retractOther: (here) => reviewer.retract(chance.of(here.retractable)),
    decideClaim: (here) => reviewer.decide(chance.of(here.claims), chance.of(states)),
    decideAttribution: (here) => reviewer.decide(chance.of(here.attributions), chance.of(states)),
    confirmAttribution: (here) => reviewer.decide(chance.of(here.unconfirmed), 'CONFIRMED'),
    decideRelation: (here) => reviewer.decide(chance.of(here.relations), chance.of(states)),
    decideJoin: (here) => reviewer.decide(chance.of(here.joins).id, chance.of(states)),
    decideUtterance: (here) => reviewer.decide(chance.of(here.utterances), chance.of(states)),
    decideSpan: (here) => reviewer.decide(chance.of(here.waiting), chance.of(['CONFIRMED', 'REJECTED'] as const)),
    reviseClaim: (here) => hand().reviseClaim(chance.of(here.claims), { text: wording() }),
    reviseAgent: (here) => reviewer.reviseAgent(chance.of(here.agents).id, { name: name(), aliases: [name()] }),
    guess: (here) => {
      const { id } = chance.of(here.agents.filter((one) => one.label === 'UnnamedSource'));
      return reviewer.reviseAgent(id, {
        sealedNote: `sealed ${++tally.names}`,
        ...(chance.is(5) ? { name: name() } : {}),
      });
    },
    relate: (here) => {
      const [left, right] = chance.some(here.claims, 2) as [string, string];
      const basedOn = chance.is(5) ? [chance.of(here.attributions)] : [];
      const contradicts: Pick<NewRelation, 'kind' | 'sameEvent' | 'types'> = {
        kind: 'CONTRADICTS',
        sameEvent: 'YES',
        types: ['NUMERIC'],
      };
      const others = { kind: chance.of(['SUPPORTS', 'EQUIVALENT', 'TENSION'] as const), sameEvent: 'UNKNOWN' } as const;
      return hand().relate({ left, right, basedOn, ...(chance.is(6) ? contradicts : others) });
    },
    reviseRelation: (here) =>
      hand().reviseRelation(chance.of(here.relations), {
        rationale: `because ${++tally.names}`,
        score: chance.below(10) / 10,
      }),
    joinAgents: (here) => {
      const label = chance.of(['Person', 'Organization', 'SourceGroup']);
      const alike = here.agents.filter((one) => one.label === label).map((one) => one.id);
      return hand().joinAgents(...chance.some(alike, 2 + chance.below(2)));
    },
    splitAgents: (here) => {
      const { members } = chance.of(here.joins.filter((one) => one.kind === 'Agent' && one.state !== 'REJECTED'));
      return reviewer.split('Agent', ...(chance.is(5) ? members : [chance.of(members)]));
    },
    joinUtterances: (here) => hand().joinUtterances(...chance.some(here.origins, 2 + chance.below(2))),
    splitUtterances: (here) => {
      const { members } = chance.of(here.joins.filter((one) => one.kind === 'Utterance' && one.state !== 'REJECTED'));
      return reviewer.split('Utterance', ...(chance.is(5) ? members : [chance.of(members)]));
    },
    correction: (here) => {
      const { latest } = chance.of(here.documents.filter((one) => one.latest !== null));
      return reviewer.correction({
        documentVersion: latest?.id ?? '',
        kind: 'CORRECTION',
        corrects: chance.some(here.attributions, 1),
        introduces: chance.is(5) ? chance.some(here.attributions, 1) : [],
      });
    },
    review: (here) =>
      reviewer.review({
        claim: chance.of(here.claims),
        author: chance.of(here.agents).id,
        rating: { ratingValue: chance.below(5) },
      }),
  };
  return actions;
}

/** What is asked at a moment and again as of it. The lists that follow take `$ids`; each may be asked for some of them. */
const evidence = '... on Attribution { id reviewState } ... on TextSpan { id exact }';
const history =
  'history(first: 60) { totalCount nodes { revision recordedFrom recordedTo changeSet { id } fields { name before after } } }';
const relationFields = `id kind types sameEvent score rationale method reviewState revision left { id } right { id } basedOn { ${evidence} }`;
const parts = {
  claims: {
    size: 14,
    query: `query($ids: [ID!]!, $asOf: DateTime) { nodes(ids: $ids, asOf: $asOf) { ... on Claim {
      id text type language reviewState revision recordedFrom quantities { measure value }
      origins { distinctKnown unnamed unknown chains documents shared { chains folded agent { id name } utterance { id } } }
      speakers(first: 40) { totalCount nodes { id name } } deniedBy(first: 40) { nodes { id name } }
      sources(first: 30) { nodes { id title } }
      relations(first: 40) { totalCount edges { node { id text reviewState } relation { ${relationFields} } } }
      contradictions(first: 40) { nodes { id text } }
      reviews(first: 40) { nodes { id claimRevision author { id name } rating { ratingValue } } }
      attributionChains(first: 80, filter: { reviewStates: [PROPOSED, CONFIRMED, REJECTED] }) { totalCount nodes {
        id text length reviewState inLatestVersion polarity presupposed anonymous document { id title } version { id }
        notices { id kind corrects { ${evidence} } introduces { id } }
        hops { position role agent { id name } attribution {
          id reviewState revision carriedIn { id } utterance { id reviewState } spans { id exact laterPlaces { id exact start end anchorStatus } }
          relays { id } relayedBy { id }
        } }
      } }
      confirmed: attributionChains(first: 80) { nodes { id } }
      ${history}
    } } }`,
  },
  agents: {
    size: 20,
    query: `query($ids: [ID!]!, $asOf: DateTime) { nodes(ids: $ids, asOf: $asOf) { ... on Agent {
      __typename id name aliases revision
      claims(first: 60) { totalCount edges { role polarity position node { id text originsNow: origins { distinctKnown } } } }
      origin: claims(first: 60, role: ORIGIN) { nodes { id } }
      denied: claims(first: 60, polarity: DENIED) { nodes { id } }
      ${history}
    } ... on UnnamedSource { descriptor document { id title } } } }`,
  },
  documents: {
    size: 8,
    query: `query($ids: [ID!]!, $asOf: DateTime) { nodes(ids: $ids, asOf: $asOf) { ... on Document {
      id url title docType availability revision publisher { id name } latestVersion { id seq }
      claims(first: 40) { nodes { id text } }
      notices { id corrects { ${evidence} } introduces { id } statedIn { id } }
      versions(first: 20) { totalCount nodes {
        id seq text contentSha256 availability diff { op text } undecidedSpans { id exact start end anchorStatus anchorScore }
        attributions(first: 40) { nodes { id reviewState agent { id name } claims { id } } }
      } }
      ${history}
    } } }`,
  },
  relations: {
    size: 30,
    query: `query($ids: [ID!]!, $asOf: DateTime) { nodes(ids: $ids, asOf: $asOf) { ... on ClaimRelation { ${relationFields} ${history} } } }`,
  },
} as const;
const lists = `query($agent: ID!, $claim: ID!, $asOf: DateTime) {
  claims(first: 100, asOf: $asOf, filter: { reviewStates: [PROPOSED, CONFIRMED, REJECTED] }) { totalCount nodes { id reviewState } }
  confirmed: claims(first: 100, asOf: $asOf) { totalCount nodes { id } }
  contradicted: claims(first: 100, asOf: $asOf, filter: { hasContradiction: true }) { nodes { id } }
  unnamed: claims(first: 100, asOf: $asOf, filter: { disclosures: [UNNAMED, GROUP] }) { nodes { id } }
  agents(first: 100, asOf: $asOf) { totalCount nodes { id name } }
  documents(first: 100, asOf: $asOf) { totalCount nodes { id title } }
  contradictions(first: 100, asOf: $asOf) { totalCount nodes { id } }
  doubted: contradictions(first: 100, asOf: $asOf, filter: { reviewStates: [PROPOSED, REJECTED] }) { nodes { id reviewState } }
  ofClaim: contradictions(first: 100, asOf: $asOf, filter: { claim: $claim }) { nodes { id } }
  ofAgent: contradictions(first: 100, asOf: $asOf, filter: { agent: $agent }) { nodes { id } }
  inChain: claims(first: 100, asOf: $asOf, filter: { agent: $agent }) { nodes { id } }
  published: claims(first: 100, asOf: $asOf, filter: { outlet: $agent }) { nodes { id } }
}`;
/**
 * Under a filter on agent or outlet, claims come in the order of the derived relationships, of which no past order is kept:
 * as of a moment they come in the order in which they were recorded. Both are in the schema's description.
 */
const unordered = ['inChain', 'published'];

interface Question {
  part: string;
  query: string;
  variables: Record<string, unknown>;
}
interface Answer {
  data: unknown;
  queries: number;
}
interface Snapshot {
  moment: Date;
  after: string;
  questions: Question[];
  answers: Answer[];
  known: Set<string>;
}

function questionsFor(here: Here, chance: Chance): Question[] {
  const ids: Record<keyof typeof parts, string[]> = {
    claims: here.claims,
    agents: here.agents.map((one) => one.id),
    documents: here.documents.map((one) => one.id),
    relations: here.relations,
  };
  const questions: Question[] = [];
  for (const [part, { size, query }] of Object.entries(parts)) {
    const all = ids[part as keyof typeof parts];
    for (let i = 0; i < all.length; i += size)
      questions.push({ part, query, variables: { ids: all.slice(i, i + size) } });
  }
  const variables = { agent: chance.of(ids.agents), claim: chance.of(here.claims) };
  return [...questions, { part: 'lists', query: lists, variables }];
}

async function ask({ query, variables, part }: Question, asOf: Date | null): Promise<Answer> {
  const { data, errors, queries } = await api.ask(query, { ...variables, asOf });
  if (errors) throw new Error(`${part}: ${JSON.stringify(errors)}`);
  const sorted = Object.fromEntries(
    Object.entries(data as Record<string, { nodes?: { id: string }[] }>).map(([name, list]) =>
      unordered.includes(name) ? [name, list.nodes?.map((one) => one.id).sort()] : [name, list],
    ),
  );
  return { data: sorted, queries: queries.length };
}

/** The first place in which two answers differ. */
function difference(one: unknown, other: unknown, path = ''): string | null {
  if (isDeepStrictEqual(one, other)) return null;
  const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
  if (isObject(one) && isObject(other) && Array.isArray(one) === Array.isArray(other)) {
    for (const name of new Set([...Object.keys(one), ...Object.keys(other)])) {
      const found = difference(one[name], other[name], `${path}.${name}`);
      if (found) return found;
    }
  }
  return `${path}: ${JSON.stringify(one)?.slice(0, 300)} then, ${JSON.stringify(other)?.slice(0, 300)} as of then`;
}

/** Not by the property itself: that the compiler takes for the null that was written last. */
const lastOf = (hand: Hand) => hand.last;

const taken: Snapshot[] = [];
const done = new Map<string, number>();

test('a random history is replayed, and looked at in between', async () => {
  process.stderr.write(`as-of.property: SAYSO_TEST_SEED=${seed}\n`);
  const chance = new Chance(seed);
  const tally = { sentences: 0, names: 0 };
  const actions = actionsOf(chance, tally);
  // A story to begin with, so that the first actions have something to work on.
  for (let i = 0; i < 5; i++)
    await reviewer.document({
      url: `https://first.example/${i}`,
      newPublisher: { type: 'ORGANIZATION', name: `Outlet ${i}`, kind: 'NEWS_OUTLET' },
      text: `Sentence ${++tally.sentences} tells that it began.\nSentence ${++tally.sentences} tells that it went on on day 3.`,
    });
  for (let i = 0; i < 6; i++) await reviewer.claim(`The claim ${words[i]} of the beginning.`);
  const isDue = new Set(
    chance.some(
      Array.from({ length: changes - 40 }, (_, i) => i + 40),
      snapshots - 1,
    ),
  ).add(changes);

  let total = 0;
  let here = await look();
  for (let round = 0; total < changes; round++) {
    if (round > 200) throw new Error(`After 200 rounds only ${total} changes.`);
    for (const name of chance.shuffled(Object.keys(actions))) {
      if (total === changes) break;
      reviewer.last = contributor.last = null;
      try {
        await actions[name]?.(here);
      } catch (error) {
        const isRefusal =
          error instanceof SaysoError && ['BAD_USER_INPUT', 'CONFLICT', 'FORBIDDEN'].includes(error.code);
        if (isRefusal || error instanceof Impossible) continue;
        throw new Error(`${name}, after ${total} changes`, { cause: error });
      }
      const last = lastOf(reviewer) ?? lastOf(contributor);
      if (!last) continue;
      total++;
      done.set(name, (done.get(name) ?? 0) + 1);
      here = await look();
      if (!isDue.has(total)) continue;
      const questions = questionsFor(here, chance);
      const answers: Answer[] = [];
      for (const question of questions) answers.push(await ask(question, null));
      const known = new Set([
        ...here.claims,
        ...here.relations,
        ...here.agents.map((one) => one.id),
        ...here.documents.map((one) => one.id),
      ]);
      taken.push({ moment: last.recordedAt, after: name, questions, answers, known });
    }
  }
  expect(taken).toHaveLength(snapshots);
  // Each kind of change was among them, but for those whose occasion does not come by in every history.
  const rare = ['attach', 'decideSpan'];
  const all = Object.keys(actions);
  expect(all.filter((name) => !rare.includes(name) && (done.get(name) ?? 0) < 3)).toEqual([]);
});

test('every moment is answered as it was, all the way down, with no more queries than then', async () => {
  const differing: string[] = [];
  const dearer: string[] = [];
  for (const { moment, after, questions, answers } of taken) {
    for (const [i, question] of questions.entries()) {
      const then = answers[i] as Answer;
      const asOf = await ask(question, moment);
      const found = difference(then.data, asOf.data);
      if (found) differing.push(`${moment.toISOString()} after ${after}, ${question.part}${found}`);
      if (asOf.queries > then.queries) dearer.push(`${question.part}: ${asOf.queries} queries, ${then.queries} then`);
    }
  }
  expect({ seed, number: differing.length, first: differing.slice(0, 12) }).toEqual({ seed, number: 0, first: [] });
  expect(dearer).toEqual([]);
});

test('no moment knows what was recorded after it', async () => {
  const here = await look();
  const all = [
    ...here.claims,
    ...here.relations,
    ...here.agents.map((one) => one.id),
    ...here.documents.map((one) => one.id),
  ];
  let later = 0;
  for (const { moment, known } of taken) {
    const ids = all.filter((id) => !known.has(id)).slice(0, 100);
    later += ids.length;
    const { data } = await api.ask('query($ids: [ID!]!, $asOf: DateTime) { nodes(ids: $ids, asOf: $asOf) { id } }', {
      ids,
      asOf: moment,
    });
    expect(data?.nodes).toEqual(ids.map(() => null));
  }
  expect(later).toBeGreaterThan(snapshots);
});

test('the moment before a change is not yet the moment of it', async () => {
  const [before, after] = [taken[0], taken[taken.length - 1]] as [Snapshot, Snapshot];
  const question = { part: 'lists', query: lists, variables: (before.questions.at(-1) as Question).variables };
  const [early, late] = [await ask(question, before.moment), await ask(question, after.moment)];
  expect(early.data).not.toEqual(late.data);
  const [next] = await graph.command(
    'MATCH (cs:ChangeSet) WHERE cs.recordedAt > $moment RETURN cs.recordedAt AS at ORDER BY cs.seq LIMIT 1',
    { moment: before.moment },
  );
  const justBefore = await ask(question, new Date((next?.at as Date).getTime() - 1));
  expect(justBefore.data).toEqual(early.data);
});

test('the future is refused', async () => {
  const asOf = new Date(Date.now() + 3_600_000);
  for (const query of [
    'query($asOf: DateTime) { claims(asOf: $asOf) { nodes { id } } }',
    'query($asOf: DateTime) { documents(asOf: $asOf) { nodes { id } } }',
    'query($asOf: DateTime) { agents(asOf: $asOf) { nodes { id } } }',
    'query($asOf: DateTime) { contradictions(asOf: $asOf) { nodes { id } } }',
    'query($asOf: DateTime) { nodes(ids: [], asOf: $asOf) { id } }',
  ]) {
    const { errors } = await api.ask(query, { asOf });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'asOf' });
  }
});

describe('at the end', () => {
  interface Hop {
    id: string;
    confirmed: boolean;
    disclosure: string;
    agent: string | null;
    unnamed: boolean;
    document: string;
    publisher: string | null;
    recordedFrom: Date;
    utterance: string | null;
    relays: string[];
    claims: { id: string; polarity: string; presupposed: boolean }[];
  }

  /** All live attributions with what they are linked to, from plain Cypher. */
  async function hops(): Promise<Map<string, Hop>> {
    const rows = await graph.command(
      `MATCH (a:Attribution)-[:REPORTED_IN]->()-[:VERSION_OF]->(d:Document)
       RETURN a.id AS id, a.reviewState = 'CONFIRMED' AS confirmed, a.disclosure AS disclosure, a.recordedFrom AS recordedFrom, d.id AS document,
         [(d)-[:PUBLISHED_BY]->(p) | p.id][0] AS publisher, [(a)-[:CREDITS]->(g) | g.id][0] AS agent,
         EXISTS { (a)-[:CREDITS]->(:UnnamedSource) } AS unnamed,
         [(a)-[:REPORTS]->(u:Utterance {reviewState: 'CONFIRMED'}) | u.id][0] AS utterance,
         [(a)-[:RELAYS]->(o:Attribution) | o.id] AS relays,
         [(a)-[e:ASSERTS|PRESUPPOSES]->(c) | {id: c.id, polarity: coalesce(e.polarity, 'ASSERTED'), presupposed: type(e) = 'PRESUPPOSES'}] AS claims`,
    );
    return new Map(rows.map((row) => [row.id as string, row as unknown as Hop]));
  }
  /** The confirmed chains, outermost hop first. */
  function chainsOf(all: Map<string, Hop>): Hop[][] {
    const relayed = new Set([...all.values()].flatMap((hop) => hop.relays));
    const from = (hop: Hop): Hop[][] =>
      hop.relays.length === 0
        ? [[hop]]
        : hop.relays.flatMap((id) => from(all.get(id) as Hop).map((rest) => [hop, ...rest]));
    return [...all.values()]
      .filter((hop) => !relayed.has(hop.id))
      .flatMap(from)
      .filter((chain) => chain.every((hop) => hop.confirmed));
  }
  /** For each agent and utterance the least id that it is one with, through confirmed joins. */
  async function sameAs(): Promise<(id: string) => string> {
    const joins = await graph.command(
      "MATCH (j:Join {reviewState: 'CONFIRMED'})-[:JOINS]->(m) RETURN j.id AS id, collect(m.id) AS members",
    );
    const group = new Map<string, Set<string>>();
    for (const { members } of joins as { members: [string, string] }[]) {
      const [one, other] = members.map((id) => group.get(id) ?? new Set([id])) as [Set<string>, Set<string>];
      const merged = new Set([...one, ...other]);
      for (const id of merged) group.set(id, merged);
    }
    return (id) => [...(group.get(id) ?? [id])].sort()[0] as string;
  }

  test('originCount is the number of distinct known origins, by the definition', async () => {
    const one = await sameAs();
    const behind = new Map<string, string[][]>();
    for (const chain of chainsOf(await hops())) {
      const origin = chain[chain.length - 1] as Hop;
      for (const claim of origin.claims) {
        if (claim.polarity === 'DENIED') continue;
        const names = [origin.agent, origin.utterance].filter((id) => id !== null).map(one);
        behind.set(claim.id, [...(behind.get(claim.id) ?? []), [origin.agent === null ? '' : 'known', ...names]]);
      }
    }
    const expected = new Map<string, number>();
    for (const [claim, chains] of behind) {
      // Chains that share a name are merged until none do.
      let sets = chains.map(([known, ...names]) => ({ known: known !== '', names: new Set(names) }));
      for (let merged = true; merged;) {
        merged = false;
        const next: typeof sets = [];
        for (const set of sets) {
          const other = next.find((known) => [...set.names].some((name) => known.names.has(name)));
          if (!other) next.push(set);
          else {
            set.names.forEach((name) => other.names.add(name));
            other.known ||= set.known;
            merged = true;
          }
        }
        sets = next;
      }
      expected.set(claim, sets.filter((set) => set.known).length);
    }
    const counted = await graph.command('MATCH (c:Claim) RETURN c.id AS id, c.originCount AS count ORDER BY id');
    expect(counted).toEqual(counted.map(({ id }) => ({ id, count: expected.get(id as string) ?? 0 })));
    expect(Math.max(...expected.values())).toBeGreaterThan(1);
  });

  test('IN_CHAIN_OF has exactly who stands in the confirmed chains, as written', async () => {
    const expected = new Map<string, { depth: number; since: number }>();
    for (const chain of chainsOf(await hops())) {
      const origin = chain[chain.length - 1] as Hop;
      const outer = chain[0] as Hop;
      const isNarrated = chain.length === 1 && origin.disclosure === 'OWN_VOICE';
      const stand = [...(isNarrated ? [] : [outer.publisher]), ...chain.map((hop) => hop.agent)];
      for (const claim of origin.claims) {
        stand.forEach((agent, depth) => {
          if (agent === null) return;
          const role = depth === stand.length - 1 ? 'ORIGIN' : depth === 0 ? 'OUTLET' : 'RELAY';
          const key = [agent, claim.id, role, claim.polarity, claim.presupposed].join(' ');
          const known = expected.get(key) ?? { depth, since: Infinity };
          expected.set(key, {
            depth: Math.min(depth, known.depth),
            since: Math.min(outer.recordedFrom.getTime(), known.since),
          });
        });
      }
    }
    const edges = await graph.command(
      `MATCH (a:Agent)-[in:IN_CHAIN_OF]->(c:Claim)
       RETURN a.id AS agent, in.agentId AS agentId, c.id AS claim, in.claimId AS claimId, in.role AS role, in.polarity AS polarity,
         in.presupposed AS presupposed, in.depth AS depth, in.recordedFrom AS since`,
    );
    const found = edges.map((edge) => {
      expect([edge.agentId, edge.claimId]).toEqual([edge.agent, edge.claim]);
      const key = [edge.agent, edge.claim, edge.role, edge.polarity, edge.presupposed].join(' ');
      return [key, { depth: edge.depth, since: (edge.since as Date).getTime() }] as const;
    });
    const byKey = (one: readonly [string, unknown], other: readonly [string, unknown]) => (one[0] < other[0] ? -1 : 1);
    expect(found.sort(byKey)).toEqual([...expected].sort(byKey));
    expect(found.length).toBeGreaterThan(20);
  });

  test('plain edges stand between claims exactly where a relation is confirmed', async () => {
    const relations = await graph.command(
      `MATCH (r:ClaimRelation {reviewState: 'CONFIRMED'}) WHERE r.kind IN ['CONTRADICTS', 'SUPPORTS', 'EQUIVALENT']
       MATCH (r)-[:LEFT]->(left), (r)-[:RIGHT]->(right)
       RETURN CASE r.kind WHEN 'EQUIVALENT' THEN 'EQUIVALENT_TO' ELSE r.kind END AS type, left.id AS left, right.id AS right
       ORDER BY type, left, right`,
    );
    const edges = await graph.command(
      `MATCH (left:Claim)-[r:CONTRADICTS|SUPPORTS|EQUIVALENT_TO]->(right:Claim)
       RETURN type(r) AS type, left.id AS left, right.id AS right ORDER BY type, left, right`,
    );
    expect(edges).toEqual(relations);
    expect(edges.length).toBeGreaterThan(2);
  });

  test('every node has the change set that made it, and the moment of it', async () => {
    const orphans = await graph.command(
      `MATCH (n) WHERE NOT n:ChangeSet AND NOT n:Principal AND NOT n:ChangeLog AND NOT n:Migration AND NOT n:ApiKey
         AND NOT EXISTS { (cs:ChangeSet)-[:CHANGED]->(n) WHERE n:Revision AND cs.recordedAt = n.recordedTo OR cs.recordedAt = n.recordedFrom }
       RETURN labels(n) AS labels, count(*) AS number`,
    );
    expect(orphans).toEqual([]);
    const sets = await graph.command(
      'MATCH (cs:ChangeSet) RETURN cs.seq AS seq, cs.recordedAt AS at, count { (cs)-[:BY]->(:Principal) } AS by ORDER BY seq',
    );
    expect(sets.map((one) => one.seq)).toEqual(sets.map((_, i) => i + 1));
    expect(sets.every((one) => one.by === 1)).toBe(true);
    const times = sets.map((one) => (one.at as Date).getTime());
    expect(times.every((time, i) => i === 0 || time > (times[i - 1] as number))).toBe(true);
  });

  test('states follow one another without a gap, from the first to the present one', async () => {
    const rows = await graph.command(
      `MATCH (n)<-[:STATE_OF]-(was:Revision) WITH n, was ORDER BY was.revision
       RETURN n.id AS id, n.revision AS revision, n.recordedFrom AS since,
         collect({revision: was.revision, from: was.recordedFrom, to: was.recordedTo}) AS states`,
    );
    expect(rows.length).toBeGreaterThan(30);
    for (const row of rows) {
      const states = row.states as { revision: number; from: Date; to: Date }[];
      expect(states.map((state) => state.revision)).toEqual(states.map((_, i) => i + 1));
      expect(row.revision).toBe(states.length + 1);
      expect(states[0]?.from).toEqual(row.since);
      states.slice(1).forEach((state, i) => expect(state.from).toEqual(states[i]?.to));
      for (const state of states) expect(state.to.getTime()).toBeGreaterThan(state.from.getTime());
    }
  });

  test('no former fact is met by a plain MATCH', async () => {
    const former = await graph.command(
      `MATCH (n:FormerAttribution|FormerReview|FormerCorrectionNotice)
       RETURN n:Attribution OR n:Review OR n:CorrectionNotice AS plain, n.recordedTo IS NULL AS endless, count(*) AS number`,
    );
    expect(former).toEqual([{ plain: false, endless: false, number: expect.any(Number) }]);
    const ended = await graph.command(
      'MATCH (n:Attribution|Review|CorrectionNotice|CommentRequest) WHERE n.recordedTo IS NOT NULL RETURN n.id AS id',
    );
    expect(ended).toEqual([]);
  });

  test('one join stands for each pair', async () => {
    const rows = await graph.command('MATCH (j:Join)-[:JOINS]->(m) RETURN j.id AS id, collect(m.id) AS members');
    expect(rows.length).toBeGreaterThan(2);
    for (const { id, members } of rows as { id: string; members: [string, string] }[]) {
      expect(members).toHaveLength(2);
      expect(id).toBe(joinId(...members));
    }
  });
});
