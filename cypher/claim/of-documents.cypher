// one claim that a document carries, by id
UNWIND $ids AS parentId
CALL (parentId) {
  MATCH (:Document {id: parentId})<-[:VERSION_OF]-(:DocumentVersion)<-[:REPORTED_IN]-(a)-[:ASSERTS|PRESUPPOSES]->(c:Claim)
  WHERE c.id > $afterId
    AND (a:Attribution OR $at IS NOT NULL AND a:FormerAttribution AND a.recordedTo > $at)
    AND ($at IS NULL OR a.recordedFrom <= $at)
  WITH c, coalesce(CASE WHEN $at IS NULL THEN null ELSE head([(a)<-[:STATE_OF]-(was:Revision) WHERE was.recordedFrom <= $at AND was.recordedTo > $at | was]) END, a) AS a, coalesce(CASE WHEN $at IS NULL THEN null ELSE head([(c)<-[:STATE_OF]-(was:Revision) WHERE was.recordedFrom <= $at AND was.recordedTo > $at | was]) END, c) AS s
  WHERE a.reviewState = 'CONFIRMED' AND s.reviewState = 'CONFIRMED'
  RETURN DISTINCT c, s
  ORDER BY c.id
  LIMIT $limit
}
RETURN parentId, c.id AS id, s.text AS text, s.language AS language, s.type AS type, s.reviewState AS reviewState,
       s.revision AS revision, c.originCount AS originCount, c.recordedFrom.epochMillis AS recordedFrom
