// one span recorded: of an attribution, a notice or a request (owner), or the later place of another span (anchoredFrom)
MATCH (cs:ChangeSet {id: $changeSet})
UNWIND $rows AS row
MATCH (version:DocumentVersion {id: row.version})
CREATE (n:TextSpan {id: row.id})
SET n.role = row.role, n.segment = row.segment, n.start = row.start, n.end = row.end, n.exact = row.exact,
    n.exactSha256 = row.exactSha256, n.prefix = row.prefix, n.suffix = row.suffix, n.zone = row.zone,
    n.anchorStatus = row.anchorStatus, n.anchorScore = toFloat(row.anchorScore)
CREATE (n)-[:IN_VERSION]->(version)
CREATE (cs)-[:CHANGED]->(n)
WITH row, n
CALL (row, n) {
  UNWIND [id IN [row.owner] WHERE id IS NOT NULL] AS id
  MATCH (o:Attribution|CorrectionNotice|CommentRequest {id: id})
  CREATE (o)-[:HAS_SPAN]->(n)
}
CALL (row, n) { UNWIND [id IN [row.anchoredFrom] WHERE id IS NOT NULL] AS id MATCH (s:TextSpan {id: id}) CREATE (n)-[:ANCHORED_FROM]->(s) }
RETURN row.id AS id
