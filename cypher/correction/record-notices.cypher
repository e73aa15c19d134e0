// one notice recorded
MATCH (cs:ChangeSet {id: $changeSet})
UNWIND $rows AS row
MATCH (version:DocumentVersion {id: row.version})
MERGE (n:CorrectionNotice {id: row.id})
SET n.kind = row.kind, n.text = row.text, n.statedAt = datetime(row.statedAt), n.specific = row.specific
MERGE (n)-[:STATED_IN]->(version)
MERGE (cs)-[:CHANGED]->(n)
WITH row, n
CALL (row, n) { UNWIND row.corrects AS id MATCH (t:Attribution|TextSpan {id: id}) MERGE (n)-[:CORRECTS]->(t) }
CALL (row, n) { UNWIND row.introduces AS id MATCH (t:Attribution {id: id}) MERGE (n)-[:INTRODUCES]->(t) }
RETURN row.id AS id
