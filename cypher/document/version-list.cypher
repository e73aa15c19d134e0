// one version of a document without its text, the latest first, with the number of attributions that were read in it
UNWIND $ids AS parentId
CALL (parentId) {
  MATCH (:Document {id: parentId})<-[:VERSION_OF]-(v:DocumentVersion)
  WHERE $at IS NULL OR v.recordedFrom <= $at
  RETURN v
  ORDER BY v.seq DESC
  LIMIT $limit
}
WITH parentId, v, coalesce(CASE WHEN $at IS NULL THEN null ELSE head([(v)<-[:STATE_OF]-(was:Revision) WHERE was.recordedFrom <= $at AND was.recordedTo > $at | was]) END, v) AS s
RETURN parentId, v.id AS id, v.seq AS seq, s.contentSha256 AS contentSha256, s.textAccess AS textAccess,
       v.publishedAt.epochMillis AS publishedAt, v.modifiedAt.epochMillis AS modifiedAt, v.retrievedAt.epochMillis AS retrievedAt, s.availability AS availability,
       COUNT {
         MATCH (v)<-[:REPORTED_IN]-(a)
         WHERE (a:Attribution OR $at IS NOT NULL AND a:FormerAttribution AND a.recordedTo > $at)
           AND ($at IS NULL OR a.recordedFrom <= $at)
           AND 'CONFIRMED' = coalesce(CASE WHEN $at IS NULL THEN null ELSE head([(a)<-[:STATE_OF]-(w:Revision) WHERE w.recordedFrom <= $at AND w.recordedTo > $at | w.reviewState]) END, a.reviewState)
       } AS attributions
ORDER BY parentId, seq DESC
