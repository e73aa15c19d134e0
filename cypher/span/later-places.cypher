// one place of a span in a later version
UNWIND $ids AS parentId
MATCH (:TextSpan {id: parentId})<-[:ANCHORED_FROM]-(s:TextSpan)-[:IN_VERSION]->(v:DocumentVersion)
WHERE $at IS NULL OR s.recordedFrom <= $at
RETURN parentId, s.id AS id, s.role AS role, s.segment AS segment, s.start AS start, s.end AS end, s.exact AS exact,
       s.exactSha256 AS exactSha256, s.prefix AS prefix, s.suffix AS suffix, s.zone AS zone,
       s.anchorStatus AS anchorStatus, s.anchorScore AS anchorScore, v.id AS versionId, v.textAccess AS textAccess
ORDER BY parentId, versionId, id
