import { getNamedType, isInterfaceType, isObjectType, isUnionType } from 'graphql';
import { buildSchema } from '../../src/api/build-schema';
import { seed } from '../../src/features/seed/seed.service';
import type { Graph } from '../../src/graph/graph';
import { copySeed, removeCopies } from '../graph/seed-copy';
import { startTestApi, type TestApi } from '../support/api';
import { emptyGraph } from '../support/graph';
import type { Json } from './json';

const orrinPost = 'doc_536ad36c-2963-55d2-b5c9-d2a3f8fe8173';

/** Every field that leads to a version or to a span, with a question that goes through it. */
const version = '__typename id words: text';
const span = '__typename id words: exact prefix suffix';
const ofAttributions = (selection: string) => `nodes(ids: $attributions) { ... on Attribution { ${selection} } }`;
const ofDocuments = (selection: string) => `documents(first: 100) { nodes { ${selection} } }`;
const evidence = `{ ... on TextSpan { ${span} } ... on Attribution { spans { ${span} } } }`;
const paths: Record<string, string> = {
  'Attribution.carriedIn': ofAttributions(`carriedIn { ${version} }`),
  'Attribution.reportedIn': ofAttributions(`reportedIn { ${version} }`),
  'Attribution.spans': ofAttributions(`spans { ${span} }`),
  'AttributionChain.version': `claims(first: 100) { nodes { attributionChains { nodes { version { ${version} } } } } }`,
  'Hop.attribution': `claims(first: 100) { nodes { attributionChains { nodes { hops { attribution { spans { ${span} } } } } } } }`,
  'ClaimRelation.basedOn': `contradictions(first: 100) { nodes { basedOn ${evidence} } }`,
  'CommentRequest.madeIn': ofDocuments(`commentRequests { madeIn { ${version} } }`),
  'CorrectionNotice.corrects': ofDocuments(`notices { corrects ${evidence} }`),
  'CorrectionNotice.statedIn': ofDocuments(`notices { statedIn { ${version} } }`),
  'Document.latestVersion': ofDocuments(`latestVersion { ${version} }`),
  'DocumentVersionConnection.nodes': ofDocuments(`versions { nodes { ${version} } }`),
  'DocumentVersionEdge.node': ofDocuments(`versions { edges { node { ${version} } } }`),
  'Query.node': `one: node(id: "ver_7f20a44a-f817-5108-a16c-297d9e92d30c") { ... on DocumentVersion { ${version} } }
    other: node(id: "ver_f4c0a736-6f4f-5b16-9c57-1889bd3e9a24") { ... on DocumentVersion { ${version} } }`,
  'Query.nodes': `nodes(ids: $versions) { ... on DocumentVersion { ${version} } }`,
  'TextSpan.laterPlaces': ofAttributions(`spans { laterPlaces { ${span} } }`),
  'TextSpan.version': ofAttributions(`spans { version { ${version} } }`),
};

let graph: Graph;
let api: TestApi;
let members: Set<string>;
let open: Map<string, string>;
let variables: { attributions: string[]; versions: string[] };
beforeAll(async () => {
  // The shipped set with one more text for members, that of the document with two versions and a correction.
  const folder = copySeed('quillport-shelling', ({ documents, relations, notices }) => {
    for (const one of Object.values<Json>(documents![orrinPost].versions)) one.textAccess = 'MEMBERS';
    const [first, second] = Object.values<Json>(relations!).filter((one) => one.kind === 'CONTRADICTS');
    first.basedOn.push('spn_01a20de1-59b4-731a-b417-b443c5b642d4');
    second.basedOn.push('spn_01a20de1-59ba-7c8d-991c-56d4ac5f792a');
    notices!['cor_01a20de1-59ba-7c8d-991c-56d813b2c49c'].corrects.push('spn_01a20de1-59b4-731a-b417-b443c5b642d4');
  });
  graph = await emptyGraph();
  await seed(graph, folder);
  const rows = await graph.command(
    `MATCH (v:DocumentVersion) WHERE v.text IS NOT NULL
     RETURN v.id AS id, v.text AS words, v.textAccess = 'MEMBERS' AS closed
     UNION MATCH (s:TextSpan)-[:IN_VERSION]->(v:DocumentVersion) WHERE s.exact IS NOT NULL
     RETURN s.id AS id, s.exact AS words, v.textAccess = 'MEMBERS' AS closed`,
  );
  members = new Set(rows.filter((row) => row.closed).map((row) => row.id as string));
  open = new Map(rows.filter((row) => !row.closed).map((row) => [row.id as string, row.words as string]));
  const ids = async (label: string) =>
    (await graph.command(`MATCH (n:${label}) RETURN n.id AS id ORDER BY id LIMIT 100`)).map((row) => row.id as string);
  variables = { attributions: await ids('Attribution'), versions: await ids('DocumentVersion') };
  api = await startTestApi(graph);
});
afterAll(async () => {
  await api.close();
  await graph.close();
  removeCopies();
});

interface Met {
  id: string;
  words: string | null;
  prefix?: string | null;
  suffix?: string | null;
}
/** Every version and span in an answer. */
function textsIn(value: unknown): Met[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (value === null || typeof value !== 'object') return [];
  const own = 'words' in value ? [value as Met] : [];
  return [...own, ...Object.values(value).flatMap(textsIn)];
}

test('every field that leads to a version or a span is asked here', () => {
  const leading: string[] = [];
  for (const type of Object.values(buildSchema().getTypeMap())) {
    if (type.name.startsWith('__') || !(isObjectType(type) || isInterfaceType(type))) continue;
    for (const field of Object.values(type.getFields())) {
      const target = getNamedType(field.type);
      const possible =
        isUnionType(target) || isInterfaceType(target) ? buildSchema().getPossibleTypes(target) : [target];
      if (possible.some((one) => ['DocumentVersion', 'TextSpan'].includes(one.name)))
        leading.push(`${type.name}.${field.name}`);
    }
  }
  // What only a history or a mutation leads to is walked in tests/api/protected.test.ts and mutations.test.ts.
  const elsewhere = /Payload\.|^Change\.node$|^DocumentVersion\.undecidedSpans$/;
  const here = leading.filter((field) => !elsewhere.test(field));
  expect(Object.keys(paths).sort()).toEqual([...here, 'Hop.attribution'].sort());
});

test.each(Object.entries(paths))(
  '%s gives no word of a text for members, and every word of a public one',
  async (_, path) => {
    const declared = path.includes('$attributions')
      ? '($attributions: [ID!]!)'
      : path.includes('$versions')
        ? '($versions: [ID!]!)'
        : '';
    const { data, errors } = await api.ask(`query ${declared} { ${path} }`, variables);
    expect(errors).toBeUndefined();
    const met = textsIn(data);
    const closed = met.filter((one) => members.has(one.id));
    const shown = met.filter((one) => open.has(one.id));
    expect([closed.length > 0, shown.length > 0]).toEqual([true, true]);
    for (const { words, prefix, suffix } of closed) {
      expect([words, prefix ?? null, suffix ?? null]).toEqual([null, null, null]);
    }
    for (const { id, words } of shown) expect(words).toBe(open.get(id));
  },
);
