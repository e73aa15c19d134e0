// the latest version of a document
UNWIND $ids AS parentId
CALL (parentId) {
  MATCH (:Document {id: parentId})<-[:VERSION_OF]-(v:DocumentVersion)
  WHERE $at IS NULL OR v.recordedFrom <= $at
  RETURN v
  ORDER BY v.seq DESC
  LIMIT 1
}
WITH parentId, v, coalesce(CASE WHEN $at IS NULL THEN null ELSE head([(v)<-[:STATE_OF]-(was:Revision) WHERE was.recordedFrom <= $at AND was.recordedTo > $at | was]) END, v) AS s
RETURN parentId, v.id AS id, v.seq AS seq, s.contentSha256 AS contentSha256, s.text AS text, s.textAccess AS textAccess,
       v.publishedAt.epochMillis AS publishedAt, v.modifiedAt.epochMillis AS modifiedAt, v.retrievedAt.epochMillis AS retrievedAt, s.availability AS availability,
       head([(v)-[:VERSION_OF]->(d:Document) | d.id]) AS documentId
