// one request for comment recorded
MATCH (cs:ChangeSet {id: $changeSet})
UNWIND $rows AS row
MATCH (version:DocumentVersion {id: row.version})
CREATE (n:CommentRequest {id: row.id})
SET n.outcome = row.outcome
CREATE (n)-[:MADE_IN]->(version)
CREATE (cs)-[:CHANGED]->(n)
WITH row, n
CALL (row, n) { UNWIND row.asked AS id MATCH (a:Agent {id: id}) CREATE (n)-[:ASKED]->(a) }
RETURN row.id AS id
