// one attribution recorded, but for its relays and spans
MATCH (cs:ChangeSet {id: $changeSet})
UNWIND $rows AS row
MATCH (version:DocumentVersion {id: row.version})
// Here and in the other queries that record: CREATE, for what begins at a new node cannot be there yet. MERGE would look
// for it at both ends and lock both, a popular agent with them.
CREATE (n:Attribution {id: row.id, disclosure: row.disclosure, quoteType: row.quoteType, cue: row.cue, speechAct: row.speechAct,
    describedAs: row.describedAs, saidAt: row.saidAt, medium: row.medium, setting: row.setting,
    scopeCertainty: toFloat(row.scopeCertainty), sic: row.sic, note: row.note, reviewState: row.reviewState})
CREATE (n)-[:REPORTED_IN]->(version)
CREATE (cs)-[:CHANGED]->(n)
WITH row, n
CALL (row, n) { UNWIND [id IN [row.agent] WHERE id IS NOT NULL] AS id MATCH (a:Agent {id: id}) CREATE (n)-[:CREDITS]->(a) }
CALL (row, n) { UNWIND row.onBehalfOf AS id MATCH (a:Agent {id: id}) CREATE (n)-[:ON_BEHALF_OF]->(a) }
CALL (row, n) { UNWIND row.addressedTo AS id MATCH (a:Agent {id: id}) CREATE (n)-[:ADDRESSED_TO]->(a) }
CALL (row, n) { UNWIND row.possiblyVia AS id MATCH (a:Agent {id: id}) CREATE (n)-[:POSSIBLY_VIA]->(a) }
CALL (row, n) { UNWIND row.asserts AS a MATCH (c:Claim {id: a.claim}) CREATE (n)-[:ASSERTS {polarity: a.polarity}]->(c) }
CALL (row, n) { UNWIND row.presupposes AS id MATCH (c:Claim {id: id}) CREATE (n)-[:PRESUPPOSES]->(c) }
CALL (row, n) { UNWIND [id IN [row.viaDocument] WHERE id IS NOT NULL] AS id MATCH (d:Document {id: id}) CREATE (n)-[:VIA_DOCUMENT]->(d) }
CALL (row, n) { UNWIND [id IN [row.utterance] WHERE id IS NOT NULL] AS id MATCH (u:Utterance {id: id}) CREATE (n)-[:REPORTS]->(u) }
CALL (row, n) { UNWIND row.carriedIn AS id MATCH (v:DocumentVersion {id: id}) CREATE (n)-[:CARRIED_IN]->(v) }
RETURN row.id AS id
