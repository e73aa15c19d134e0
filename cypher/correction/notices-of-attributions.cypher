// one notice that corrects an attribution (or a span of it), or introduces it
UNWIND $ids AS parentId
CALL (parentId) {
  MATCH (:Attribution {id: parentId})<-[:CORRECTS|INTRODUCES]-(n:CorrectionNotice)
  RETURN n
  UNION
  MATCH (:Attribution {id: parentId})-[:HAS_SPAN]->(:TextSpan)<-[:CORRECTS]-(n:CorrectionNotice)
  RETURN n
}
WITH parentId, n
WHERE $at IS NULL OR n.recordedFrom <= $at
RETURN parentId, n.id AS id, n.kind AS kind, n.text AS text, n.statedAt AS statedAt, n.specific AS specific,
       head([(n)-[:STATED_IN]->(v:DocumentVersion) | v.id]) AS statedIn,
       COLLECT { MATCH (n)-[:CORRECTS]->(t:Attribution|TextSpan) RETURN t.id ORDER BY t.id } AS corrects,
       COLLECT { MATCH (n)-[:INTRODUCES]->(t:Attribution) RETURN t.id ORDER BY t.id } AS introduces
ORDER BY parentId, id
