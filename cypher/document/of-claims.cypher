// one document that carries a claim, by id
UNWIND $ids AS parentId
CALL (parentId) {
  MATCH (:Claim {id: parentId})<-[:ASSERTS|PRESUPPOSES]-(a:Attribution)-[:REPORTED_IN]->(:DocumentVersion)-[:VERSION_OF]->(d:Document)
  WHERE a.reviewState = 'CONFIRMED' AND d.id > $afterId AND ($at IS NULL OR a.recordedFrom <= $at)
  RETURN DISTINCT d
  ORDER BY d.id
  LIMIT $limit
}
RETURN parentId, d.id AS id, d.url AS url, d.title AS title, d.docType AS docType, d.language AS language,
       d.availability AS availability, head([(d)-[:PUBLISHED_BY]->(p:Agent) | p.id]) AS publisherId, d.recordedFrom AS recordedFrom
