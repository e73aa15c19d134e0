// one claim that a document carries, by id
UNWIND $ids AS parentId
CALL (parentId) {
  MATCH (:Document {id: parentId})<-[:VERSION_OF]-(:DocumentVersion)<-[:REPORTED_IN]-(a:Attribution)-[:ASSERTS|PRESUPPOSES]->(c:Claim)
  WHERE a.reviewState = 'CONFIRMED' AND c.reviewState = 'CONFIRMED' AND c.id > $afterId
    AND ($at IS NULL OR a.recordedFrom <= $at)
  RETURN DISTINCT c
  ORDER BY c.id
  LIMIT $limit
}
RETURN parentId, c.id AS id, c.text AS text, c.language AS language, c.type AS type, c.reviewState AS reviewState,
       c.revision AS revision, c.originCount AS originCount, c.recordedFrom AS recordedFrom
