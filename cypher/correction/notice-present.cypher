// one notice as it is recorded, in the shape in which it is written
UNWIND $ids AS id
MATCH (n:CorrectionNotice {id: id})
RETURN id, {id: id, kind: n.kind, version: head([(n)-[:STATED_IN]->(v:DocumentVersion) | v.id]), text: n.text, statedAt: n.statedAt,
  specific: n.specific,
  corrects: COLLECT { MATCH (n)-[:CORRECTS]->(t:Attribution|TextSpan) RETURN t.id ORDER BY t.id },
  introduces: COLLECT { MATCH (n)-[:INTRODUCES]->(t:Attribution) RETURN t.id ORDER BY t.id }} AS row
