// one notice; without a moment also a former one
UNWIND $ids AS id
MATCH (n:CorrectionNotice|FormerCorrectionNotice {id: id})
WHERE $at IS NULL OR n.recordedFrom <= $at AND (n.recordedTo IS NULL OR n.recordedTo > $at)
RETURN id AS parentId, n.id AS id, n.kind AS kind, n.text AS text, n.statedAt AS statedAt, n.specific AS specific,
       head([(n)-[:STATED_IN]->(v:DocumentVersion) | v.id]) AS statedIn,
       COLLECT { MATCH (n)-[:CORRECTS]->(t) WHERE $at IS NULL OR t.recordedFrom <= $at RETURN t.id ORDER BY t.id } AS corrects,
       COLLECT { MATCH (n)-[:INTRODUCES]->(t) WHERE $at IS NULL OR t.recordedFrom <= $at RETURN t.id ORDER BY t.id } AS introduces
