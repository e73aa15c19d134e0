// one request for comment recorded
MATCH (cs:ChangeSet {id: $changeSet})
UNWIND $rows AS row
MATCH (version:DocumentVersion {id: row.version})
MERGE (n:CommentRequest {id: row.id})
SET n.outcome = row.outcome
MERGE (n)-[:MADE_IN]->(version)
MERGE (cs)-[:CHANGED]->(n)
WITH row, n
CALL (row, n) { UNWIND row.asked AS id MATCH (a:Agent {id: id}) MERGE (n)-[:ASKED]->(a) }
RETURN row.id AS id
