// one correction notice of a document
UNWIND $ids AS parentId
MATCH (:Document {id: parentId})<-[:VERSION_OF]-(:DocumentVersion)<-[:STATED_IN]-(n)
WHERE (n:CorrectionNotice OR $at IS NOT NULL AND n:FormerCorrectionNotice AND n.recordedTo > $at)
  AND ($at IS NULL OR n.recordedFrom <= $at)
RETURN parentId, n.id AS id, n.kind AS kind, n.text AS text, n.statedAt AS statedAt, n.specific AS specific,
       head([(n)-[:STATED_IN]->(v:DocumentVersion) | v.id]) AS statedIn,
       COLLECT { MATCH (n)-[:CORRECTS]->(t) WHERE $at IS NULL OR t.recordedFrom <= $at RETURN t.id ORDER BY t.id } AS corrects,
       COLLECT { MATCH (n)-[:INTRODUCES]->(t) WHERE $at IS NULL OR t.recordedFrom <= $at RETURN t.id ORDER BY t.id } AS introduces
ORDER BY parentId, id
