// the latest version of a document
UNWIND $ids AS parentId
CALL (parentId) {
  MATCH (:Document {id: parentId})<-[:VERSION_OF]-(v:DocumentVersion)
  WHERE $at IS NULL OR v.recordedFrom <= $at
  RETURN v
  ORDER BY v.seq DESC
  LIMIT 1
}
RETURN parentId, v.id AS id, v.seq AS seq, v.contentSha256 AS contentSha256, v.text AS text, v.textAccess AS textAccess,
       v.publishedAt AS publishedAt, v.modifiedAt AS modifiedAt, v.retrievedAt AS retrievedAt, v.availability AS availability,
       head([(v)-[:VERSION_OF]->(d:Document) | d.id]) AS documentId
