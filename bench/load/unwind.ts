import neo4j, { type Driver, type ManagedTransaction } from 'neo4j-driver';
import type { Neo4jAccess } from '../../src/local-neo4j/access';
import type { Plan } from '../generate/plan';
import { rowsByKind } from '../generate/record';
import { storiesOf, type Story } from '../generate/stories';
import { idOf } from '../generate/plan';

/**
 * The floor of `sayso import`: what one would write by hand to get the same rows into an empty graph that has its
 * constraints and indexes, and no more. It writes the nodes and relationships that the services write, one ChangeSet a
 * batch with its CHANGED, and IN_CHAIN_OF, originCount and the plain edges as they come out of the generator. It looks
 * nothing up, checks no rule, compares with nothing that is there, keeps no place to go on from, and cannot run twice.
 */
export interface LoadedBatch {
  claims: number;
  entities: number;
  ms: number;
}

export interface UnwindOptions {
  claimsPerBatch?: number;
  onBatch?: (claims: number) => void;
}

/** The clock runs while a batch's text is parsed and written, not while it is generated. Gives each batch. */
export async function loadByUnwind(
  access: Neo4jAccess,
  plan: Plan,
  options: UnwindOptions = {},
): Promise<LoadedBatch[]> {
  const { claimsPerBatch = 500, onBatch } = options;
  const driver = neo4j.driver(access.uri, neo4j.auth.basic(access.user, access.password));
  try {
    const loaded: LoadedBatch[] = [];
    const moments: { from: number; moment: number }[] = [];
    const began = Date.now();
    for (const batch of batchesOf(plan, claimsPerBatch)) {
      const text = JSON.stringify(batch);
      const moment = began + loaded.length;
      moments.push({ from: batch[0]?.number ?? 0, moment });
      const start = performance.now();
      const stories = JSON.parse(text) as Story[];
      const entities = await writeBatch(driver, access.database, plan, stories, { seq: loaded.length + 1, moments });
      const claims = stories.reduce((sum, one) => sum + one.records.filter(({ kind }) => kind === 'claim').length, 0);
      loaded.push({ claims, entities, ms: performance.now() - start });
      onBatch?.(loaded.reduce((sum, one) => sum + one.claims, 0));
    }
    return loaded;
  } finally {
    await driver.close();
  }
}

/** Stories together until there are so many new claims, or so many records. */
function* batchesOf(plan: Plan, claims: number): Generator<Story[]> {
  let batch: Story[] = [];
  let [fresh, records] = [0, 0];
  for (const story of storiesOf(plan)) {
    batch.push(story);
    records += story.records.length;
    fresh += story.records.filter(({ kind }) => kind === 'claim').length;
    if (fresh < claims && records < claims * 12) continue;
    yield batch;
    batch = [];
    [fresh, records] = [0, 0];
  }
  if (batch.length > 0) yield batch;
}

interface Place {
  seq: number;
  /** From which story on which batch's moment holds. */
  moments: { from: number; moment: number }[];
}

async function writeBatch(
  driver: Driver,
  database: string,
  plan: Plan,
  stories: Story[],
  { seq, moments }: Place,
): Promise<number> {
  const rows = rowsByKind(stories.flatMap((story) => story.records));
  const momentOf = (story: number) => dateTime(moments.findLast((one) => one.from <= story)?.moment ?? 0);
  const derived = stories.flatMap((story) => story.complete);
  const stands = derived.flatMap(({ claimId, stands }) =>
    stands.map(({ since, ...stand }) => ({ ...stand, claimId, recordedFrom: momentOf(since) })),
  );
  const at = dateTime(moments.at(-1)?.moment ?? 0);
  const changeSet = idOf(plan, 'ChangeSet', moments.at(-1)?.moment ?? 0, seq);
  const principal = idOf(plan, 'Principal', moments[0]?.moment ?? 0, 0);
  const session = driver.session({ database });
  try {
    return await session.executeWrite(async (tx) => {
      let entities = await run(tx, changeSetQuery, { changeSet, principal, at, seq: neo4j.int(seq) });
      for (const [list, queries] of Object.entries(statements) as [keyof typeof rows, string[]][]) {
        if (rows[list].length === 0) continue;
        for (const query of queries) entities += await run(tx, query, { changeSet, at, rows: rows[list] });
      }
      if (stands.length > 0) entities += await run(tx, standsQuery, { rows: stands });
      const counts = derived.map(({ claimId, originCount }) => ({ claimId, originCount }));
      if (counts.length > 0) await run(tx, originsQuery, { rows: counts });
      return entities;
    });
  } finally {
    await session.close();
  }
}

async function run(tx: ManagedTransaction, query: string, params: Record<string, unknown>): Promise<number> {
  const { summary } = await tx.run(query, params);
  const counted = summary.counters.updates();
  return (counted.nodesCreated ?? 0) + (counted.relationshipsCreated ?? 0);
}

const dateTime = (moment: number) => neo4j.types.DateTime.fromStandardDate(new Date(moment));

const changeSetQuery = `
MERGE (p:Principal {name: 'bench'})
ON CREATE SET p.id = $principal, p.roles = ['ADMIN'], p.recordedFrom = $at
CREATE (cs:ChangeSet {id: $changeSet, key: $changeSet, inputSha256: '', op: 'IMPORT', reason: 'Generated', seq: $seq,
  recordedAt: $at, recordedFrom: $at})
CREATE (cs)-[:BY]->(p)
MERGE (log:ChangeLog {id: 'changes'})
SET log.lastSeq = $seq, log.lastRecordedAt = $at`;

const recorded = (create: string) => `
MATCH (cs:ChangeSet {id: $changeSet})
UNWIND $rows AS row
${create}
SET n.recordedFrom = $at
CREATE (cs)-[:CHANGED]->(n)`;
const edge = (from: string, list: string, to: string, type: string) => `
UNWIND $rows AS row
UNWIND ${list} AS other
MATCH (n:${from} {id: row.id})
MATCH (o:${to} {id: other})
CREATE (n)-[:${type}]->(o)`;
const one = (property: string) => `CASE WHEN row.${property} IS NULL THEN [] ELSE [row.${property}] END`;

/** For each list of rows what writes it, in an order in which nothing refers to what is not there yet. */
const statements: Record<string, string[]> = {
  agents: [
    recorded(`CREATE (n:Agent:$(row.label) {id: row.id, name: row.name, aliases: row.aliases, kind: row.kind,
      descriptor: row.descriptor, anonymityReason: row.anonymityReason, revision: 1})`),
    edge('Agent', 'row.affiliatedWith', 'Agent', 'AFFILIATED_WITH'),
  ],
  events: [recorded('CREATE (n:Event {id: row.id, label: row.label, time: row.time, type: row.type})')],
  utterances: [
    recorded(
      'CREATE (n:Utterance {id: row.id, saidAt: row.saidAt, place: row.place, medium: row.medium, reviewState: row.reviewState})',
    ),
  ],
  documents: [
    recorded(`CREATE (n:Document {id: row.id, url: row.url, otherUrls: row.otherUrls, title: row.title,
      docType: row.docType, language: row.language, availability: row.availability, publisherId: row.publisher, revision: 1})`),
    edge('Document', one('publisher'), 'Agent', 'PUBLISHED_BY'),
    edge('Document', 'row.authors', 'Agent', 'WRITTEN_BY'),
  ],
  versions: [
    recorded(`CREATE (n:DocumentVersion {id: row.id, seq: toInteger(row.seq), contentSha256: row.contentSha256,
      text: row.text, textAccess: row.textAccess, publishedAt: datetime(row.publishedAt),
      modifiedAt: datetime(row.modifiedAt), retrievedAt: datetime(row.retrievedAt), archivedUrl: row.archivedUrl,
      availability: row.availability})`),
    edge('DocumentVersion', one('document'), 'Document', 'VERSION_OF'),
    edge('DocumentVersion', one('revisionOf'), 'DocumentVersion', 'REVISION_OF'),
  ],
  claims: [
    recorded(`CREATE (n:Claim {id: row.id, text: row.text, language: row.language, type: row.type,
      reviewState: row.reviewState, originCount: 0, revision: 1})`),
    `MATCH (cs:ChangeSet {id: $changeSet})
    UNWIND $rows AS row
    UNWIND row.quantities AS q
    MATCH (c:Claim {id: row.id})
    CREATE (n:Quantity {id: q.id, measure: q.measure, unit: q.unit, value: toFloat(q.value), min: toFloat(q.min),
      max: toFloat(q.max), comparator: q.comparator, approximate: q.approximate, recordedFrom: $at})
    CREATE (c)-[:HAS_QUANTITY]->(n)
    CREATE (cs)-[:CHANGED]->(n)`,
    edge('Claim', 'row.events', 'Event', 'ABOUT'),
    edge('Claim', 'row.mentions', 'Agent', 'MENTIONS'),
  ],
  attributions: [
    `MATCH (cs:ChangeSet {id: $changeSet})
    UNWIND $rows AS row
    MATCH (v:DocumentVersion {id: row.version})
    CREATE (n:Attribution {id: row.id, disclosure: row.disclosure, quoteType: row.quoteType, cue: row.cue,
      speechAct: row.speechAct, describedAs: row.describedAs, saidAt: row.saidAt, medium: row.medium,
      setting: row.setting, scopeCertainty: toFloat(row.scopeCertainty), sic: row.sic, note: row.note,
      reviewState: row.reviewState, recordedFrom: $at})
    CREATE (n)-[:REPORTED_IN]->(v)
    CREATE (cs)-[:CHANGED]->(n)`,
    edge('Attribution', one('agent'), 'Agent', 'CREDITS'),
    `UNWIND $rows AS row
    UNWIND row.asserts AS a
    MATCH (n:Attribution {id: row.id})
    MATCH (c:Claim {id: a.claim})
    CREATE (n)-[:ASSERTS {polarity: a.polarity}]->(c)`,
    edge('Attribution', 'row.presupposes', 'Claim', 'PRESUPPOSES'),
    edge('Attribution', 'row.relays', 'Attribution', 'RELAYS'),
    edge('Attribution', one('utterance'), 'Utterance', 'REPORTS'),
    `UNWIND $rows AS row
    UNWIND row.carriedIn AS id
    MATCH (n:Attribution {id: row.id})
    MATCH (v:DocumentVersion {id: id})
    CREATE (n)-[:CARRIED_IN {recordedFrom: $at}]->(v)`,
  ],
  notices: [
    recorded(
      'CREATE (n:CorrectionNotice {id: row.id, kind: row.kind, text: row.text, statedAt: datetime(row.statedAt), specific: row.specific})',
    ),
    edge('CorrectionNotice', one('version'), 'DocumentVersion', 'STATED_IN'),
    edge('CorrectionNotice', 'row.corrects', 'Attribution', 'CORRECTS'),
  ],
  commentRequests: [
    recorded('CREATE (n:CommentRequest {id: row.id, outcome: row.outcome})'),
    edge('CommentRequest', one('version'), 'DocumentVersion', 'MADE_IN'),
    edge('CommentRequest', 'row.asked', 'Agent', 'ASKED'),
  ],
  spans: [
    `MATCH (cs:ChangeSet {id: $changeSet})
    UNWIND $rows AS row
    MATCH (v:DocumentVersion {id: row.version})
    CREATE (n:TextSpan {id: row.id, role: row.role, segment: toInteger(row.segment), start: toInteger(row.start),
      end: toInteger(row.end), exact: row.exact, exactSha256: row.exactSha256, prefix: row.prefix, suffix: row.suffix,
      zone: row.zone, anchorStatus: row.anchorStatus, anchorScore: toFloat(row.anchorScore), recordedFrom: $at})
    CREATE (n)-[:IN_VERSION]->(v)
    CREATE (cs)-[:CHANGED]->(n)`,
    `UNWIND $rows AS row
    WITH row WHERE row.owner IS NOT NULL
    MATCH (n:TextSpan {id: row.id})
    MATCH (o:Attribution {id: row.owner})
    CREATE (o)-[:HAS_SPAN]->(n)`,
    edge('TextSpan', one('anchoredFrom'), 'TextSpan', 'ANCHORED_FROM'),
  ],
  relations: [
    recorded(`CREATE (n:ClaimRelation {id: row.id, kind: row.kind, types: row.types, sameEvent: row.sameEvent,
      score: toFloat(row.score), method: row.method, rationale: row.rationale, reviewState: row.reviewState, revision: 1})`),
    edge('ClaimRelation', one('left'), 'Claim', 'LEFT'),
    edge('ClaimRelation', one('right'), 'Claim', 'RIGHT'),
    edge('ClaimRelation', 'row.basedOn', 'Attribution', 'BASED_ON'),
    `UNWIND [row IN $rows WHERE row.reviewState = 'CONFIRMED' AND row.kind IN ['CONTRADICTS', 'SUPPORTS', 'EQUIVALENT']] AS row
    MATCH (l:Claim {id: row.left})
    MATCH (r:Claim {id: row.right})
    CREATE (l)-[:$(CASE row.kind WHEN 'EQUIVALENT' THEN 'EQUIVALENT_TO' ELSE row.kind END)]->(r)`,
  ],
  joins: [
    recorded('CREATE (n:Join {id: row.id, reviewState: row.reviewState, rationale: row.rationale, revision: 1})'),
    edge('Join', 'row.joins', 'Agent', 'JOINS'),
  ],
  reviews: [
    recorded(
      'CREATE (n:Review {id: row.id, url: row.url, claimReviewed: row.claimReviewed, datePublished: datetime(row.datePublished), raw: row.raw})',
    ),
    `MATCH (cs:ChangeSet {id: $changeSet})
    UNWIND $rows AS row
    MATCH (n:Review {id: row.id})
    MATCH (c:Claim {id: row.claim})
    CREATE (n)-[:REVIEWS {claimRevision: toInteger(row.claimRevision), documentVersion: row.documentVersion}]->(c)
    CREATE (r:Rating {id: row.rating.id, ratingValue: toFloat(row.rating.ratingValue), bestRating: toFloat(row.rating.bestRating),
      worstRating: toFloat(row.rating.worstRating), alternateName: row.rating.alternateName, recordedFrom: $at})
    CREATE (n)-[:HAS_RATING]->(r)
    CREATE (cs)-[:CHANGED]->(r)`,
    edge('Review', one('author'), 'Agent', 'AUTHORED_BY'),
  ],
};

const standsQuery = `
UNWIND $rows AS s
MATCH (a:Agent {id: s.agentId})
MATCH (c:Claim {id: s.claimId})
CREATE (a)-[:IN_CHAIN_OF {agentId: s.agentId, role: s.role, polarity: s.polarity, presupposed: s.presupposed,
  claimId: s.claimId, depth: toInteger(s.depth), recordedFrom: s.recordedFrom}]->(c)`;
const originsQuery = `
UNWIND $rows AS row
MATCH (c:Claim {id: row.claimId})
SET c.originCount = toInteger(row.originCount)`;
