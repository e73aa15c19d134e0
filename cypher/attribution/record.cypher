// one attribution recorded, but for its relays and spans
MATCH (cs:ChangeSet {id: $changeSet})
UNWIND $rows AS row
MATCH (version:DocumentVersion {id: row.version})
MERGE (n:Attribution {id: row.id})
SET n.disclosure = row.disclosure, n.quoteType = row.quoteType, n.cue = row.cue, n.speechAct = row.speechAct,
    n.describedAs = row.describedAs, n.saidAt = row.saidAt, n.medium = row.medium, n.setting = row.setting,
    n.scopeCertainty = toFloat(row.scopeCertainty), n.sic = row.sic, n.note = row.note, n.reviewState = row.reviewState
MERGE (n)-[:REPORTED_IN]->(version)
MERGE (cs)-[:CHANGED]->(n)
WITH row, n
CALL (row, n) { UNWIND [id IN [row.agent] WHERE id IS NOT NULL] AS id MATCH (a:Agent {id: id}) MERGE (n)-[:CREDITS]->(a) }
CALL (row, n) { UNWIND row.onBehalfOf AS id MATCH (a:Agent {id: id}) MERGE (n)-[:ON_BEHALF_OF]->(a) }
CALL (row, n) { UNWIND row.addressedTo AS id MATCH (a:Agent {id: id}) MERGE (n)-[:ADDRESSED_TO]->(a) }
CALL (row, n) { UNWIND row.possiblyVia AS id MATCH (a:Agent {id: id}) MERGE (n)-[:POSSIBLY_VIA]->(a) }
CALL (row, n) { UNWIND row.asserts AS a MATCH (c:Claim {id: a.claim}) MERGE (n)-[e:ASSERTS]->(c) SET e.polarity = a.polarity }
CALL (row, n) { UNWIND row.presupposes AS id MATCH (c:Claim {id: id}) MERGE (n)-[:PRESUPPOSES]->(c) }
CALL (row, n) { UNWIND [id IN [row.viaDocument] WHERE id IS NOT NULL] AS id MATCH (d:Document {id: id}) MERGE (n)-[:VIA_DOCUMENT]->(d) }
CALL (row, n) { UNWIND [id IN [row.utterance] WHERE id IS NOT NULL] AS id MATCH (u:Utterance {id: id}) MERGE (n)-[:REPORTS]->(u) }
CALL (row, n) { UNWIND row.carriedIn AS id MATCH (v:DocumentVersion {id: id}) MERGE (n)-[:CARRIED_IN]->(v) }
RETURN row.id AS id
