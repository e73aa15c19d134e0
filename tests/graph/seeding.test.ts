import { shippedSeeds } from '../../src/features/seed/seed.files';
import { seed } from '../../src/features/seed/seed.service';
import type { Graph } from '../../src/graph/graph';
import { enums, labels, type EnumName } from '../../src/graph/vocabulary';
import { kindOf } from '../../src/identity';
import { seededGraph } from '../support/graph';
import { fingerprint } from './fingerprint';

let graph: Graph;
beforeAll(async () => {
  graph = await seededGraph();
});
afterAll(() => graph.close());

test('seeding the shipped sets again changes nothing', async () => {
  const before = await fingerprint(graph);
  for (const folder of shippedSeeds()) {
    const { name, changes, changeSet, counts } = await seed(graph, folder);
    expect({ name, changes, changeSet }).toEqual({ name, changes: 0, changeSet: null });
    expect(counts.filter(({ recorded, revised }) => recorded + revised > 0)).toEqual([]);
    expect(counts.find((one) => one.kind === 'claims')?.records).toBeGreaterThan(40);
  }
  expect(await fingerprint(graph)).toEqual(before);
});

test('each data set is one change set, in order, by the principal of the seeds', async () => {
  const rows = await graph.command(
    `MATCH (cs:ChangeSet) OPTIONAL MATCH (cs)-[:BY]->(p:Principal)
     RETURN cs.seq AS seq, cs.op AS op, cs.reason AS reason, cs.key AS key, cs.inputSha256 AS hash, cs.recordedAt AS recordedAt,
       cs.recordedFrom AS recordedFrom, collect(p.name) AS by, p.roles AS roles ORDER BY seq`,
  );
  expect(rows.map(({ seq, op, by, roles }) => ({ seq, op, by, roles }))).toEqual([
    { seq: 1, op: 'IMPORT', by: ['seeds'], roles: ['ADMIN'] },
    { seq: 2, op: 'IMPORT', by: ['seeds'], roles: ['ADMIN'] },
  ]);
  expect(rows.map((row) => row.reason)).toEqual([
    'Data set pakistan-iran-2024: Pakistan recalls its ambassador from Iran, January 2024',
    'Data set quillport-shelling: The shelling of Quillport (made up)',
  ]);
  const [first, second] = rows as { recordedAt: Date; recordedFrom: Date; key: string; hash: string }[];
  expect(first!.recordedAt < second!.recordedAt).toBe(true);
  for (const { recordedAt, recordedFrom, key, hash } of [first!, second!]) {
    expect(recordedFrom).toEqual(recordedAt);
    expect(key).toMatch(/^seed:/);
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
  }
  const [log] = await graph.command('MATCH (l:ChangeLog) RETURN l.lastSeq AS lastSeq, l.lastRecordedAt AS last');
  expect(log).toEqual({ lastSeq: 2, last: second!.recordedAt });
});

/** Ours, not the model's. */
const internal = ['Migration', 'ChangeLog'];

test('every node has an id of its kind, a moment, and the one change set that made it', async () => {
  const rows = await graph.command(
    `MATCH (n) WHERE NOT (${internal.map((label) => `n:${label}`).join(' OR ')})
     RETURN labels(n) AS labels, n.id AS id, n.recordedFrom AS recordedFrom,
       [(cs:ChangeSet)-[:CHANGED]->(n) | cs.recordedAt] AS changes`,
  );
  expect(rows.length).toBeGreaterThan(800);
  expect(new Set(rows.map((row) => row.id)).size).toBe(rows.length);
  const own = ['ChangeSet', 'Principal'];
  for (const row of rows) {
    const { id, recordedFrom, changes } = row as { id: string; recordedFrom: Date; changes: Date[] };
    expect(row.labels).toContain(kindOf(id));
    expect(recordedFrom).toBeInstanceOf(Date);
    if (own.includes(kindOf(id) ?? '')) expect(changes).toEqual([]);
    else expect({ id, changes }).toEqual({ id, changes: [recordedFrom] });
  }
});

test('nothing in the graph bears a label that the vocabulary does not have', async () => {
  const [row] = await graph.command('MATCH (n) UNWIND labels(n) AS label RETURN collect(DISTINCT label) AS labels');
  expect((row!.labels as string[]).filter((label) => !(label in labels))).toEqual([]);
});

/** Where the values of each closed list stand. The two that come with writing are null. */
const places: Record<EnumName, string | null> = {
  ReviewState: 'MATCH (n:Claim|Attribution|ClaimRelation|Join|Utterance) RETURN n.reviewState AS value',
  ClaimType: 'MATCH (n:Claim) RETURN n.type AS value',
  Polarity: 'MATCH ()-[n:ASSERTS]->() RETURN n.polarity AS value',
  QuoteType: 'MATCH (n:Attribution) RETURN n.quoteType AS value',
  Disclosure: 'MATCH (n:Attribution) RETURN n.disclosure AS value',
  HopRole: 'MATCH ()-[n:IN_CHAIN_OF]->() RETURN n.role AS value',
  SpanRole: 'MATCH (n:TextSpan) RETURN n.role AS value',
  Zone: 'MATCH (n:TextSpan) RETURN n.zone AS value',
  AnchorStatus: null,
  Availability: 'MATCH (n:DocumentVersion) RETURN n.availability AS value',
  TextAccess: 'MATCH (n:DocumentVersion) RETURN n.textAccess AS value',
  OrganizationKind: 'MATCH (n:Organization) RETURN n.kind AS value',
  ClaimRelationKind: 'MATCH (n:ClaimRelation) RETURN n.kind AS value',
  ContradictionType: 'MATCH (n:ClaimRelation) UNWIND n.types AS value RETURN value',
  SameEvent: 'MATCH (n:ClaimRelation) RETURN n.sameEvent AS value',
  RelationMethod: 'MATCH (n:ClaimRelation) RETURN n.method AS value',
  NoticeKind: 'MATCH (n:CorrectionNotice) RETURN n.kind AS value',
  CommentOutcome: 'MATCH (n:CommentRequest) RETURN n.outcome AS value',
  Comparator: 'MATCH (n:Quantity) RETURN n.comparator AS value',
  ChangeOp: null,
  AgentType: `MATCH (n:Agent) UNWIND labels(n) AS label WITH label WHERE label <> 'Agent'
    RETURN CASE label WHEN 'UnnamedSource' THEN 'UNNAMED_SOURCE' WHEN 'SourceGroup' THEN 'SOURCE_GROUP' ELSE toUpper(label) END AS value`,
};
test.each(Object.entries(places).filter(([, query]) => query !== null))(
  'every value of %s occurs in the seeded graph, and no other does',
  async (name, query) => {
    const rows = await graph.command(query ?? '');
    const values = new Set(rows.map((row) => row.value).filter((value) => value !== null));
    expect([...values].sort()).toEqual([...enums[name as EnumName]].sort());
  },
);
