// one document that carries a claim, by id
UNWIND $ids AS parentId
CALL (parentId) {
  MATCH (:Claim {id: parentId})<-[:ASSERTS|PRESUPPOSES]-(a)-[:REPORTED_IN]->(:DocumentVersion)-[:VERSION_OF]->(d:Document)
  WHERE d.id > $afterId
    AND (a:Attribution OR $at IS NOT NULL AND a:FormerAttribution AND a.recordedTo > $at)
    AND ($at IS NULL OR a.recordedFrom <= $at)
  WITH d, coalesce(CASE WHEN $at IS NULL THEN null ELSE head([(a)<-[:STATE_OF]-(was:Revision) WHERE was.recordedFrom <= $at AND was.recordedTo > $at | was]) END, a) AS a
  WHERE a.reviewState = 'CONFIRMED'
  RETURN DISTINCT d
  ORDER BY d.id
  LIMIT $limit
}
WITH parentId, d, coalesce(CASE WHEN $at IS NULL THEN null ELSE head([(d)<-[:STATE_OF]-(was:Revision) WHERE was.recordedFrom <= $at AND was.recordedTo > $at | was]) END, d) AS s
RETURN parentId, d.id AS id, d.url AS url, s.title AS title, s.docType AS docType, s.language AS language, s.availability AS availability,
       s.revision AS revision, head([(d)-[:PUBLISHED_BY]->(p:Agent) | p.id]) AS publisherId, d.recordedFrom.epochMillis AS recordedFrom
