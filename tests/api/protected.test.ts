import {
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isLeafType,
  isListType,
  isObjectType,
  parse,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { buildSchema } from '../../src/api/build-schema';
import { checkLimits } from '../../src/api/limits';
import { saveCommentRequests } from '../../src/features/correction/correction.service';
import { feedCursor } from '../../src/features/feed/feed.service';
import type { Role } from '../../src/features/principal/viewer';
import type { Graph } from '../../src/graph/graph';
import { newId } from '../../src/identity';
import { startTestApi, type TestApi } from '../support/api';
import { emptyGraph, readsApart } from '../support/graph';
import { creditedBy, Hand, hopsOf, keysOf, mutation, versionsOf, type Keys } from '../support/writing';

// On a new database each query is planned first, which takes a slow machine longer than the tests themselves.
jest.setTimeout(900_000);

// Words that stand nowhere else: none of them may be met by those who may not see the texts.
const secretWords = 'Zolverin Quambley Tarnoswick Blivenor Kestrigan Mordaxel Pellowyn Drushkova Ventrilax Hobbergast';
const laterWords = `${secretWords} Xanthomere Yllowick`;
const statement = 'Wimbelforth Crastonby Nettlequist Orbaglio Jessamund';
const oldWords = 'Sprackenheim Ulvadore Fennimarsh';
const secretNote = 'Probably Gwendolyn Sixsmithson of the third floor';
const openWords = 'Everybody may read this sentence.';

const hidden = {
  text: [laterWords, statement, oldWords].flatMap((words) => words.split(' ')),
  note: ['Gwendolyn', 'Sixsmithson', 'third floor'],
};

let graph: Graph;
let api: TestApi;
let keys: Keys;
let schema: GraphQLSchema;
let reviewer: Hand;
/** One node of each kind, by the name of its GraphQL type. */
const ids: Record<string, string> = {};
/** The `after` under which the feed begins with a change set that changed this node, and the node's place in it. */
const inFeed: Record<string, { after: string; place: number }> = {};
let ciphertext: string;
let documentUrl: string;

beforeAll(async () => {
  graph = await emptyGraph();
  api = await startTestApi(readsApart(graph));
  keys = await keysOf(graph);
  schema = buildSchema();
  reviewer = new Hand(graph);
  await fill();
});
afterAll(async () => {
  await api.close();
  await graph.close();
});

/** Data in which as many paths as can be lead to a text for members, and to the sealed note. */
async function fill(): Promise<void> {
  const open = await reviewer.document({
    url: 'https://paper.example/open',
    newPublisher: { type: 'ORGANIZATION', name: 'The Paper', kind: 'NEWS_OUTLET' },
    text: openWords,
    textAccess: 'PUBLIC',
  });
  const [paper] = await graph.command("MATCH (a:Agent {name: 'The Paper'}) RETURN a.id AS id");
  const publisher = paper?.id as string;
  const [openVersion] = await versionsOf(graph, open);
  const author = await creditedBy(
    graph,
    await reviewer.chain({
      documentVersion: openVersion as string,
      hops: [{ newAgent: { type: 'PERSON', name: 'Ann Author' } }],
      asserts: [{ text: 'An open claim.', language: 'en', type: 'EVENT' }],
    }),
  );
  const cited = await reviewer.document({ title: 'A statement', publisher, text: statement, textAccess: 'MEMBERS' });
  const [citedVersion] = await versionsOf(graph, cited);
  const opened = 'https://paper.example/opened';
  await reviewer.document({ url: opened, publisher, text: oldWords, textAccess: 'MEMBERS' });
  await reviewer.document({ url: opened, text: `${openWords} For all.`, textAccess: 'PUBLIC' });
  documentUrl = 'https://paper.example/closed';
  const document = await reviewer.document({
    url: documentUrl,
    title: 'A story',
    publisher,
    authors: [author],
    text: secretWords,
    textAccess: 'MEMBERS',
  });
  const [version] = await versionsOf(graph, document);
  const documentVersion = version as string;
  const claim = await reviewer.claim('The first claim of these.');
  const other = await reviewer.claim('The other claim of these.');
  const origin = await reviewer.chain({
    documentVersion,
    hops: [
      {
        newAgent: { type: 'ORGANIZATION', name: 'Fenix', kind: 'NEWS_AGENCY' },
        spans: [{ role: 'RELAY', exact: 'Quambley Tarnoswick' }],
      },
      {
        newAgent: { type: 'UNNAMED_SOURCE', name: 'an official', descriptor: 'official', affiliatedWith: [publisher] },
        spans: [{ role: 'CONTENT', exact: 'Blivenor Kestrigan Mordaxel' }],
        viaDocument: cited,
        onBehalfOf: [publisher],
      },
    ],
    asserts: [{ claim }],
  });
  const [outer] = await hopsOf(graph, origin);
  const agency = await creditedBy(graph, outer as string);
  const official = await creditedBy(graph, origin);
  const group = { newAgent: { type: 'SOURCE_GROUP' as const, name: 'officials' } };
  const more = await reviewer.chain({
    documentVersion,
    hops: [
      { ...group, addressedTo: [official], onBehalfOf: [official], possiblyVia: [official, agency], spans: [] },
      { agent: official, spans: [{ role: 'CONTENT', exact: 'Pellowyn Drushkova' }], addressedTo: [author] },
    ],
    asserts: [{ claim }, { claim: other, polarity: 'ASSERTED' }],
  });
  const [groupHop] = await hopsOf(graph, more);
  await reviewer.chain({
    documentVersion,
    hops: [{ agent: official, spans: [{ role: 'CONTENT', exact: 'Ventrilax' }] }],
    asserts: [
      { claim, polarity: 'DENIED' },
      { claim: other, polarity: 'DENIED' },
    ],
  });
  await reviewer.chain({
    documentVersion,
    hops: [{ agent: author, spans: [{ role: 'CONTENT', exact: 'Hobbergast' }] }],
    asserts: [{ claim }, { claim: other }],
  });
  await reviewer.joinUtterances(origin, more);
  const utterances = await graph.command('MATCH (u:Utterance) RETURN u.id AS id ORDER BY id LIMIT 1');
  const [span] = await graph.command('MATCH ({id: $origin})-[:HAS_SPAN]->(s) RETURN s.id AS id', { origin });
  const relation = await reviewer.relate({
    left: claim,
    right: other,
    kind: 'CONTRADICTS',
    sameEvent: 'YES',
    types: ['WORLD_KNOWLEDGE'],
    basedOn: [origin, span?.id as string],
  });
  const review = await reviewer.review({ claim, author: agency, url: 'https://checkers.example/1' });
  await reviewer.review({ claim: other, author: agency, url: 'https://checkers.example/2' });
  await reviewer.correction({
    documentVersion,
    kind: 'UPDATE',
    corrects: [origin, span?.id as string],
    introduces: [more],
    text: 'A notice.',
  });
  await reviewer.change('RECORD', async (writer) => {
    const id = newId('CommentRequest');
    await saveCommentRequests(writer, [{ id, version: documentVersion, outcome: 'NO_REPLY', asked: [official] }]);
    return id;
  });
  const { payload } = await mutation(api, keys.REVIEWER, 'reviseAgent', { agent: official, identityNote: secretNote });
  expect(payload.userErrors).toEqual([]);
  const [sealed] = await graph.command('MATCH (a {id: $official}) RETURN a.sealedNote AS note', { official });
  ciphertext = sealed?.note as string;
  expect(ciphertext.length).toBeGreaterThan(20);
  expect(ciphertext).not.toContain('Gwendolyn');
  // Last, so that the words stand in a later version, too, and one place of them waits for a decision.
  await reviewer.document({
    url: documentUrl,
    text: laterWords.replace('Drushkova', 'Drushkovar'),
    textAccess: 'MEMBERS',
  });

  Object.assign(ids, {
    Agent: official,
    UnnamedSource: official,
    Organization: agency,
    Person: author,
    SourceGroup: await creditedBy(graph, groupHop as string),
    Attribution: origin,
    Claim: claim,
    ClaimRelation: relation,
    Document: document,
    DocumentVersion: documentVersion,
    Review: review,
    Utterance: utterances[0]?.id as string,
    cited: citedVersion as string,
  });
  for (const [type, id] of Object.entries(ids)) {
    const [row] = await graph.command(
      `MATCH (cs:ChangeSet)-[:CHANGED]->({id: $id}) WITH cs ORDER BY cs.seq LIMIT 1
       RETURN cs.id AS id, cs.seq AS seq, count { (cs)-[:CHANGED]->(n) WHERE n.id <= $id AND NOT n:Revision } AS place`,
      { id },
    );
    inFeed[type] = { after: feedCursor((row?.seq as number) - 1), place: row?.place as number };
    ids.ChangeSet ??= row?.id as string;
  }
  inFeed.ChangeSet = inFeed.UnnamedSource as { after: string; place: number };
}

/** What may be seen by some only, by type. Each is a text for members, or a part of it; or the sealed note. */
const guarded: Record<string, string[]> = {
  DocumentVersion: ['text'],
  TextSpan: ['exact', 'prefix', 'suffix'],
  TextChange: ['text'],
  UnnamedSource: ['identityNote'],
};

/** One field on the way, as a list gives it: through its nodes, or through what its edges have besides. */
interface Step {
  parent: string;
  field: string;
  via: string[];
  target: GraphQLNamedType;
}
type Path = Step[];

const argumentOf = (field: GraphQLField<unknown, unknown>, name: string) => field.args.some((arg) => arg.name === name);
const isConnection = (type: GraphQLNamedType) => isObjectType(type) && type.name.endsWith('Connection');

/** Every way on from a type. What an interface has is asked of it once; what only one of its types has, of that one. */
function stepsFrom(type: GraphQLNamedType): Step[] {
  const objects = isAbstractType(type) ? [...schema.getPossibleTypes(type)] : [type as GraphQLObjectType];
  const own = isInterfaceType(type) ? Object.keys(type.getFields()) : [];
  const fieldsOf = (one: GraphQLObjectType) =>
    Object.values(one.getFields()).filter((field) => !own.includes(field.name));
  const all: [string, GraphQLField<unknown, unknown>][] = [
    ...(isInterfaceType(type) ? Object.values(type.getFields()) : []).map(
      (field): [string, GraphQLField<unknown, unknown>] => [type.name, field],
    ),
    ...objects.flatMap((one) =>
      fieldsOf(one).map((field): [string, GraphQLField<unknown, unknown>] => [one.name, field]),
    ),
  ];
  return all.flatMap(([parent, field]): Step[] => {
    const named = getNamedType(field.type);
    if (!isCompositeType(named) || named.name === 'PageInfo') return [];
    if (!isConnection(named)) return [{ parent, field: field.name, via: [], target: named }];
    const parts = (named as GraphQLObjectType).getFields();
    const edge = getNamedType(parts.edges?.type as never) as unknown as GraphQLObjectType;
    return [
      {
        parent,
        field: field.name,
        via: ['nodes'],
        target: getNamedType(parts.nodes?.type as never) as unknown as GraphQLNamedType,
      },
      ...Object.values(edge.getFields())
        .filter((extra) => extra.name !== 'node' && isCompositeType(getNamedType(extra.type)))
        .map((extra) => ({
          parent,
          field: field.name,
          via: ['edges', extra.name],
          target: getNamedType(extra.type),
        })),
    ];
  });
}

const possible = (type: GraphQLNamedType): string[] =>
  isAbstractType(type) ? schema.getPossibleTypes(type).map((one) => one.name) : [type.name];
const guardedIn = (type: GraphQLNamedType): string[] => possible(type).filter((name) => name in guarded);

/** All paths from Query of at most this many steps that pass through no type twice. */
function pathsOf(longest: number): Path[] {
  const paths: Path[] = [];
  const walk = (type: GraphQLNamedType, path: Path, seen: Set<string>) => {
    if (path.length === longest) return;
    for (const step of stepsFrom(type)) {
      if (seen.has(step.target.name)) continue;
      const on = [...path, step];
      paths.push(on);
      walk(step.target, on, new Set(seen).add(step.target.name));
    }
  };
  const query = schema.getQueryType() as GraphQLObjectType;
  walk(query, [], new Set([query.name]));
  return paths;
}

/** The arguments that lead to the data. `kind` is the type that the path goes on with. */
function argumentsOf(step: Step, kind: string, beforeFeed: boolean): string {
  const field = (schema.getType(step.parent) as GraphQLObjectType).getFields()[step.field] as GraphQLField<
    unknown,
    unknown
  >;
  const given: string[] = [];
  if (step.parent === 'Query') {
    if (step.field === 'document') given.push(`url: ${JSON.stringify(documentUrl)}`);
    else if (argumentOf(field, 'ids')) given.push(`ids: ${JSON.stringify([ids[kind]])}`);
    else if (argumentOf(field, 'id'))
      given.push(`id: ${JSON.stringify(ids[step.target.name === 'Node' ? kind : step.target.name])}`);
    if (step.field === 'searchClaims') given.push('text: "claim"');
    if (argumentOf(field, 'asOf')) given.push('asOf: $asOf');
  }
  if (argumentOf(field, 'first')) {
    const feed = inFeed[kind];
    if (step.parent === 'Query' && step.field === 'changes')
      given.push(`first: 1, after: ${JSON.stringify(feed?.after)}`);
    else if (beforeFeed) given.push(`first: ${feed?.place ?? 1}`);
    else given.push(`first: ${step.parent === 'Query' ? 4 : 3}`);
  }
  return given.length > 0 ? `(${given.join(', ')})` : '';
}

interface Branch {
  step: Step;
  call: string;
  below: Map<string, Branch>;
}

/** Which concrete type an abstract one is taken for: what two of them call alike need not be of one type. */
function kindsOf(path: Path): string {
  return path
    .map((step, i) => (isAbstractType(step.target) && step.target.name !== 'Agent' ? (path[i + 1]?.parent ?? '') : ''))
    .join('.');
}
/** The type of the node that a path takes up first: of `node`, `nodes`, or what the feed's changes changed. */
const firstKind = (path: Path): string =>
  path.map((step, i) => (step.target.name === 'Node' ? (path[i + 1]?.parent ?? 'Claim') : '')).find(Boolean) ??
  'UnnamedSource';

/** Whether fields of this name cannot stand side by side. */
function isOfSeveralTypes(name: string): boolean {
  const types = Object.values(schema.getTypeMap()).filter((type) => isObjectType(type));
  return new Set(types.flatMap((type) => String(type.getFields()[name]?.type ?? ''))).size > 2;
}

/** One query for several paths, with every field that has no fields of its own, or the guarded ones alone, at each end. */
function queryOf(paths: Path[], withScalars: boolean): string {
  const top: Branch['below'] = new Map();
  for (const path of paths) {
    const kind = firstKind(path);
    let below = top;
    path.forEach((step, i) => {
      const key = [step.parent, step.field, ...step.via].join(' ');
      const beforeFeed = step.parent === 'ChangeSet' && step.field === 'changes';
      const branch = below.get(key) ?? {
        step,
        call: `${step.field}${argumentsOf(step, i === 0 || beforeFeed ? kind : '', beforeFeed)}`,
        below: new Map(),
      };
      below.set(key, branch);
      below = branch.below;
    });
  }
  const scalars = (type: GraphQLNamedType): string =>
    withScalars
      ? fragments(type, (one) =>
          Object.values(one.getFields())
            .filter((field) => isLeafType(getNamedType(field.type)) && field.args.length === 0)
            // Two types may have fields of one name that cannot stand side by side.
            .map((field) => (isOfSeveralTypes(field.name) ? `${one.name}_${field.name}: ${field.name}` : field.name)),
        )
      : fragments(type, (one) => guarded[one.name] ?? []);
  const selection = (type: GraphQLNamedType, below: Branch['below']): string => {
    const parts = [...below.values()].map(({ step, call, below: next }) => {
      const inner = selection(step.target, next);
      const text = `${call} ${step.via.reduceRight((rest, part) => `{ ${part} ${rest} }`, `{ __typename ${inner} }`)}`;
      return step.parent === type.name ? text : `... on ${step.parent} { ${text} }`;
    });
    return `${type.name === 'Query' ? '' : scalars(type)} ${parts.join(' ')}`;
  };
  const text = selection(schema.getQueryType() as GraphQLObjectType, top);
  return `query ${text.includes('$asOf') ? '($asOf: DateTime)' : ''} { ${text} }`;
}

function fragments(type: GraphQLNamedType, fields: (one: GraphQLObjectType) => string[]): string {
  const objects = isAbstractType(type) ? schema.getPossibleTypes(type) : [type as GraphQLObjectType];
  return objects
    .map((one) => ({ one, names: fields(one) }))
    .filter(({ names }) => names.length > 0)
    .map(({ one, names }) => (one === type ? names.join(' ') : `... on ${one.name} { ${names.join(' ')} }`))
    .join(' ');
}

/** The paths, as few queries as the server's limits allow. */
function queriesOf(paths: Path[], withScalars: boolean): { query: string; paths: Path[] }[] {
  const groups = new Map<string, Path[]>();
  for (const path of paths) {
    const name = `${path[0]?.field} ${kindsOf(path)} ${firstKind(path)}`;
    groups.set(name, [...(groups.get(name) ?? []), path]);
  }
  const cut = (some: Path[]): { query: string; paths: Path[] }[] => {
    const query = queryOf(some, withScalars);
    const isSmall = query.match(/\w+|[^\s\w]/g)?.length ?? 0;
    const document = parse(query);
    const operation = document.definitions[0] as OperationDefinitionNode;
    if (isSmall < 3_000 && checkLimits(schema, document, operation, {}) === null) return [{ query, paths: some }];
    if (some.length === 1) throw new Error(`One path alone is more than the server answers: ${query}`);
    const half = Math.ceil(some.length / 2);
    return [...cut(some.slice(0, half)), ...cut(some.slice(half))];
  };
  return [...groups.values()].flatMap(cut);
}

/** All that stands at the end of a path in an answer. */
function endsOf(data: unknown, path: Path): Record<string, unknown>[] {
  let values = [data];
  for (const step of path) {
    for (const name of [step.field, ...step.via]) {
      values = values.flatMap((value) => {
        const next = (value as Record<string, unknown> | null)?.[name];
        return Array.isArray(next) ? (next as unknown[]) : next == null ? [] : [next];
      });
    }
  }
  return values as Record<string, unknown>[];
}

async function raw(query: string, role: Role | null, asOf: Date | null): Promise<string> {
  const response = await fetch(`${api.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      ...(role === null ? {} : { authorization: `Bearer ${keys[role]}` }),
    },
    body: JSON.stringify({ query, variables: { asOf } }),
  });
  return response.text();
}
/** The hidden words that a text has. */
const leaks = (body: string, words: string[]) => words.filter((word) => body.includes(word));
const forNobody = () => [...hidden.text, ...hidden.note, ciphertext];
const withoutNote = () => [...hidden.note, ciphertext];

describe('what is for some only', () => {
  test('is all that the schema has of the kind', () => {
    for (const [type, fields] of Object.entries(guarded)) {
      const known = (schema.getType(type) as GraphQLObjectType).getFields();
      for (const field of fields) expect(known[field]).toBeDefined();
    }
    const lists = Object.values(schema.getTypeMap()).filter((type) => isConnection(type));
    for (const list of lists)
      expect(isListType(getNullableType((list as GraphQLObjectType).getFields().nodes?.type as never))).toBe(true);
  });

  test('is shown by no path of up to six steps to those who may not see it, now and as of a moment', async () => {
    const paths = pathsOf(6).filter((path) => guardedIn((path[path.length - 1] as Step).target).length > 0);
    expect(paths.length).toBeGreaterThan(1_000);
    const edges = new Set(paths.flatMap((path) => path.map((step) => `${step.parent}.${step.field}`)));
    const reached = new Set<string>();
    const seen = { text: 0, note: 0 };
    const now = reviewer.moment;
    for (const { query, paths: asked } of queriesOf(paths, false)) {
      for (const asOf of [null, now])
        expect({ query, leaks: leaks(await raw(query, null, asOf), forNobody()) }).toEqual({ query, leaks: [] });
      for (const role of ['READER', 'CONTRIBUTOR'] as const) {
        const body = await raw(query, role, role === 'READER' ? null : now);
        expect({ query, leaks: leaks(body, withoutNote()) }).toEqual({ query, leaks: [] });
      }
      const body = await raw(query, 'REVIEWER', null);
      expect(leaks(body, [ciphertext])).toEqual([]);
      const { data, errors } = JSON.parse(body) as { data: unknown; errors?: unknown };
      expect({ query, errors }).toEqual({ query, errors: undefined });
      for (const path of asked) {
        const ends = JSON.stringify(
          endsOf(data, path).map((end) =>
            Object.values(guarded)
              .flat()
              .map((name) => end[name]),
          ),
        );
        if (leaks(ends, hidden.text).length > 0) seen.text++;
        if (leaks(ends, hidden.note).length > 0) seen.note++;
        if (leaks(ends, [...hidden.text, ...hidden.note]).length > 0)
          for (const step of path) reached.add(`${step.parent}.${step.field}`);
      }
    }
    // A path that leads to nothing would prove nothing: every field on the way led to something hidden at least once.
    // But for these: what changed one of them alone changed nothing hidden, and an import is longer than a page.
    const leadingNowhere = ['Attribution.history', 'Organization.history', 'Person.history'];
    expect([...edges].filter((edge) => !reached.has(edge)).sort()).toEqual(leadingNowhere);
    expect(seen.text).toBeGreaterThan(300);
    expect(seen.note).toBeGreaterThan(100);
  });

  test('stands in no other field either, on any path of up to four steps', async () => {
    const paths = pathsOf(4);
    for (const { query } of queriesOf(paths, true)) {
      const body = await raw(query, null, null);
      expect({ query, leaks: leaks(body, forNobody()) }).toEqual({ query, leaks: [] });
      const asReader = await raw(query, 'CONTRIBUTOR', null);
      expect({ query, leaks: leaks(asReader, withoutNote()) }).toEqual({ query, leaks: [] });
      expect((JSON.parse(asReader) as { errors?: unknown }).errors).toBeUndefined();
    }
  });

  test('is shown to those who may see it', async () => {
    const query = `{ node(id: "${ids.DocumentVersion}") { ... on DocumentVersion { text } } agent(id: "${ids.UnnamedSource}") { ... on UnnamedSource { identityNote } } }`;
    const see = async (role: Role | null) => (JSON.parse(await raw(query, role, null)) as { data: unknown }).data;
    expect(await see(null)).toEqual({ node: { text: null }, agent: { identityNote: null } });
    for (const role of ['READER', 'CONTRIBUTOR'] as const)
      expect(await see(role)).toEqual({ node: { text: secretWords }, agent: { identityNote: null } });
    for (const role of ['REVIEWER', 'ADMIN'] as const)
      expect(await see(role)).toEqual({ node: { text: secretWords }, agent: { identityNote: secretNote } });
  });

  test('is nothing for everybody: a text for all is shown to nobody in particular', async () => {
    expect(await raw('{ documents(first: 100) { nodes { versions { nodes { text } } } } }', null, null)).toContain(
      openWords,
    );
  });

  test('is not in the difference of a text for all from one for members', async () => {
    const query = `{ document(url: "https://paper.example/opened") { latestVersion { text diff { text } } } }`;
    expect(JSON.parse(await raw(query, null, null))).toEqual({
      data: { document: { latestVersion: { text: `${openWords} For all.`, diff: null } } },
    });
    expect(leaks(await raw(query, 'READER', null), oldWords.split(' '))).not.toEqual([]);
  });

  test('is not in the feed as it is pushed', async () => {
    const query = `subscription { changed(after: "${feedCursor(0)}") { seq op reason changes(first: 100) { nodes { nodeId kind node {
      ... on DocumentVersion { text diff { text } undecidedSpans { exact prefix suffix } attributions { nodes { spans { exact prefix suffix } } } }
      ... on Attribution { cue note spans { exact prefix suffix laterPlaces { exact } } agent { ... on UnnamedSource { identityNote } } history { nodes { fields { name before after } } } }
      ... on UnnamedSource { identityNote history { nodes { fields { name before after } } } }
      ... on Claim { wording: text history { nodes { fields { name before after } } } }
      ... on Document { title history { nodes { fields { name before after } } } }
    } } } } }`;
    const last = (await graph.command('MATCH (c:ChangeSet) RETURN max(c.seq) AS seq'))[0]?.seq as number;
    for (const role of [null, 'CONTRIBUTOR', 'REVIEWER'] as const) {
      const abort = new AbortController();
      const response = await fetch(`${api.url}/graphql`, {
        method: 'POST',
        signal: abort.signal,
        headers: {
          'content-type': 'application/json',
          accept: 'text/event-stream',
          ...(role === null ? {} : { authorization: `Bearer ${keys[role]}` }),
        },
        body: JSON.stringify({ query }),
      });
      let body = '';
      const decoder = new TextDecoder();
      for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
        body += decoder.decode(chunk, { stream: true });
        if (body.includes(`"seq":${last},`)) break;
      }
      abort.abort();
      expect(body).not.toContain('"errors"');
      if (role === null) expect(leaks(body, forNobody())).toEqual([]);
      if (role === 'CONTRIBUTOR') expect(leaks(body, withoutNote())).toEqual([]);
      if (role === 'REVIEWER') expect(leaks(body, hidden.text).length).toBeGreaterThan(5);
      if (role === 'REVIEWER') expect(leaks(body, hidden.note)).not.toEqual([]);
    }
  });

  test('is in no refusal', async () => {
    const span = { role: 'QUOTE', start: 0, end: 8, exact: 'nonsense' };
    const input = {
      documentVersion: ids.DocumentVersion,
      hops: [{ newAgent: { type: 'PERSON', name: 'Eve' }, spans: [span] }],
      asserts: [{ claim: ids.Claim }],
    };
    const asked: [string, Record<string, unknown>][] = [
      ['recordAttribution', input],
      ['recordAttribution', { ...input, hops: [{ agent: ids.UnnamedSource, spans: [{ ...span, exact: 'l' }] }] }],
      ['attachText', { document: ids.Document, text: 'another text' }],
      ['recordDocument', { url: documentUrl, text: laterWords.slice(0, 8), publisher: ids.Organization }],
      ['reviseAgent', { agent: ids.UnnamedSource, identityNote: 'my guess' }],
      ['redact', { id: ids.DocumentVersion, properties: ['text'] }],
    ];
    for (const [name, given] of asked) {
      for (const key of [undefined, keys.READER]) {
        const answer = await mutation(api, key, name, given);
        expect(answer.refused).toHaveLength(1);
        expect(leaks(JSON.stringify(answer), forNobody())).toEqual([]);
      }
      const answer = await mutation(api, keys.CONTRIBUTOR, name, given);
      expect(answer.refused.length + answer.payload.userErrors.length).toBe(1);
      expect(leaks(JSON.stringify(answer), withoutNote())).toEqual([]);
    }
  });

  test('is on no page for people', async () => {
    for (const path of ['/', '/graphql', '/docs']) {
      const response = await fetch(`${api.url}${path}`, { headers: { accept: 'text/html' } });
      expect(leaks(await response.text(), forNobody())).toEqual([]);
    }
  });
});

describe('redact', () => {
  /** Every value in the database that has one of these words, as "label.property". */
  async function placesOf(words: string[]): Promise<string[]> {
    const rows = await graph.command(
      `MATCH (n) RETURN labels(n) AS labels, properties(n) AS properties
       UNION ALL MATCH ()-[r]->() RETURN [type(r)] AS labels, properties(r) AS properties`,
    );
    return rows
      .flatMap((row) =>
        Object.entries(row.properties as Record<string, unknown>)
          .filter(([, value]) => leaks(JSON.stringify(value), words).length > 0)
          .map(([name]) => `${(row.labels as string[]).join(':')}.${name}`),
      )
      .sort();
  }
  const redact = async (id: string, ...properties: string[]) => {
    const { payload, refused } = await mutation(api, keys.ADMIN, 'redact', { id, properties, reason: 'a court order' });
    expect({ refused, errors: payload.userErrors }).toEqual({ refused: [], errors: [] });
    return payload;
  };

  test('leaves nothing of a text: not in its versions, their spans, former facts or former states', async () => {
    const words = secretWords.split(' ');
    const before = await placesOf(words);
    expect(new Set(before)).toEqual(
      new Set(['DocumentVersion.text', 'TextSpan.exact', 'TextSpan.prefix', 'TextSpan.suffix']),
    );
    await reviewer.retract(ids.Attribution as string);
    // A decided place has a former state, with its words.
    const [waiting] = await graph.command("MATCH (s:TextSpan {anchorStatus: 'FUZZY'}) RETURN s.id AS id");
    await reviewer.decide(waiting?.id as string, 'CONFIRMED');
    expect(await placesOf(words)).toContain('Revision.exact');
    for (const version of await versionsOf(graph, ids.Document as string)) await redact(version, 'text');
    expect(await placesOf(words)).toEqual([]);
    const { data } = await api.ask(
      `query($id: ID!) { document(id: $id) { versions { nodes { availability text } } } }`,
      { id: ids.Document },
      keys.ADMIN,
    );
    expect(data?.document.versions.nodes).toEqual(Array(2).fill({ availability: 'SEEN_NOT_HELD', text: null }));
  });

  test('leaves nothing of a text that was attached later: its state before has none', async () => {
    const document = await reviewer.document({ title: 'Attached', text: null });
    const attached = 'Attachwordia Bindertorp';
    const [version] = await versionsOf(graph, document);
    const { payload } = await mutation(api, keys.ADMIN, 'attachText', { document, version, text: attached });
    expect(payload.userErrors).toEqual([]);
    expect(await placesOf(attached.split(' '))).toEqual(['DocumentVersion.text']);
    await redact(version as string, 'text');
    expect(await placesOf(attached.split(' '))).toEqual([]);
  });

  test('leaves nothing of a name, a guess and a wording, in all their states', async () => {
    const agent = ids.UnnamedSource as string;
    for (const [n, name] of ['Firstnamer', 'Secondnamer'].entries()) {
      await reviewer.reviseAgent(agent, { name, descriptor: `${name}-descriptor`, aliases: [`${name}-alias`] });
      const note = await mutation(api, keys.REVIEWER, 'reviseAgent', { agent, identityNote: `guess ${n}` });
      expect(note.payload.userErrors).toEqual([]);
    }
    const names = ['Firstnamer', 'Secondnamer'];
    expect(new Set(await placesOf(names))).toEqual(
      new Set(
        ['Agent:UnnamedSource', 'Revision'].flatMap((label) =>
          ['name', 'descriptor', 'aliases'].map((name) => `${label}.${name}`),
        ),
      ),
    );
    const sealed = await graph.command('MATCH (n) WHERE n.sealedNote IS NOT NULL RETURN n.sealedNote AS note');
    expect(sealed.length).toBeGreaterThan(2);
    const notes = sealed.map((row) => row.note as string);
    await redact(agent, 'name', 'aliases', 'descriptor', 'sealedNote');
    expect(await placesOf([...names, ...notes])).toEqual([]);
    const { data } = await api.ask(
      `query($id: ID!) { agent(id: $id) { name aliases history { nodes { fields { name before after } } } ... on UnnamedSource { descriptor identityNote } } }`,
      { id: agent },
      keys.ADMIN,
    );
    expect(data?.agent).toMatchObject({ name: '[redacted]', aliases: [], descriptor: null, identityNote: null });
    expect(leaks(JSON.stringify(data), names)).toEqual([]);
  });

  test('leaves nothing of a claim, a relation, a join, a review, a notice, a document, an attribution, a reason', async () => {
    const word = 'Obliterandum';
    const claim = await reviewer.claim(`${word} is here.`);
    await reviewer.reviseClaim(claim, { text: `${word} is still here.` });
    await reviewer.reviseClaim(claim, { text: 'Something else.' });
    const other = await reviewer.claim('Another one.');
    const relation = await reviewer.relate({
      left: claim,
      right: other,
      kind: 'SUPPORTS',
      sameEvent: 'YES',
      rationale: word,
    });
    await reviewer.reviseRelation(relation, { rationale: 'mended' });
    const review = await reviewer.review({
      claim,
      url: `https://${word.toLowerCase()}.example/`,
      claimReviewed: word,
      jsonLd: JSON.stringify({ claimReviewed: word }),
    });
    const document = await reviewer.document({ url: `https://paper.example/${word}`, title: word, text: 'A text.' });
    await reviewer.document({ url: `https://paper.example/${word}`, title: 'Renamed' });
    const [version] = await versionsOf(graph, document);
    const origin = await reviewer.chain({
      documentVersion: version as string,
      hops: [
        {
          newAgent: { type: 'PERSON', name: 'Somebody' },
          cue: word,
          describedAs: word,
          medium: word,
          setting: word,
          note: word,
        },
      ],
      asserts: [{ claim }],
    });
    const notice = await reviewer.correction({ documentVersion: version as string, kind: 'UPDATE', text: word });
    const reasoned = await mutation(
      api,
      keys.REVIEWER,
      'decide',
      { id: claim, to: 'PROPOSED', reason: word },
      'changeSet { id }',
    );
    const agents = [await creditedBy(graph, origin), ids.Person as string];
    const joined = await mutation(api, keys.REVIEWER, 'joinAgents', { agents, rationale: word }, 'joins { id }');
    await reviewer.retract(origin);
    await reviewer.retract(notice);
    await reviewer.retract(review);
    const found = new Set(await placesOf([word, word.toLowerCase()]));
    expect(found.size).toBeGreaterThanOrEqual(14);

    await redact(claim, 'text');
    await redact(relation, 'rationale');
    await redact(review, 'url', 'raw', 'claimReviewed');
    await redact(document, 'title', 'url');
    await redact(origin, 'cue', 'describedAs', 'medium', 'setting', 'note');
    await redact(notice, 'text');
    await redact(joined.payload.joins[0].id, 'rationale');
    await redact(reasoned.payload.changeSet.id, 'reason');
    expect(await placesOf([word, word.toLowerCase()])).toEqual([]);
    const { data } = await api.ask(
      `{ searchClaims(text: "${word}", filter: { reviewStates: [PROPOSED, CONFIRMED, REJECTED] }) { nodes { claim { id } } } }`,
    );
    expect(data?.searchClaims.nodes).toEqual([]);
  });

  test('tells that it happened, and why, but not what was there', async () => {
    const claim = await reviewer.claim('Unspeakabulum is said.');
    await mutation(api, keys.ADMIN, 'redact', { id: claim, properties: ['text'], reason: 'by law' });
    const { data } = await api.ask(
      `query($id: ID!) { changes(first: 100, after: "${feedCursor((reviewer.last?.seq ?? 1) - 1)}") { nodes {
        op reason principalName changes { nodes { nodeId } }
      } } claim(id: $id) { text history { nodes { fields { name before after } } } } }`,
      { id: claim },
    );
    expect(data?.changes.nodes).toMatchObject([
      { op: 'RECORD' },
      { op: 'REDACT', reason: 'by law', principalName: 'the ADMIN', changes: { nodes: [{ nodeId: claim }] } },
    ]);
    expect(data?.claim.text).toBe('[redacted]');
    expect(JSON.stringify(data)).not.toContain('Unspeakabulum');
  });
});
