// one notice recorded
MATCH (cs:ChangeSet {id: $changeSet})
UNWIND $rows AS row
MATCH (version:DocumentVersion {id: row.version})
CREATE (n:CorrectionNotice {id: row.id})
SET n.kind = row.kind, n.text = row.text, n.statedAt = datetime(row.statedAt), n.specific = row.specific
CREATE (n)-[:STATED_IN]->(version)
CREATE (cs)-[:CHANGED]->(n)
WITH row, n
CALL (row, n) { UNWIND row.corrects AS id MATCH (t:Attribution|TextSpan {id: id}) CREATE (n)-[:CORRECTS]->(t) }
CALL (row, n) { UNWIND row.introduces AS id MATCH (t:Attribution {id: id}) CREATE (n)-[:INTRODUCES]->(t) }
RETURN row.id AS id
