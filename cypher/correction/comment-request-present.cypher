// one request for comment as it is recorded, in the shape in which it is written
UNWIND $ids AS id
MATCH (n:CommentRequest {id: id})
RETURN id, {id: id, version: head([(n)-[:MADE_IN]->(v:DocumentVersion) | v.id]), outcome: n.outcome,
  asked: COLLECT { MATCH (n)-[:ASKED]->(a:Agent) RETURN a.id ORDER BY a.id }} AS row
