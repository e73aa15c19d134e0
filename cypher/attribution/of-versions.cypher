// one attribution that was read in a version, by id
UNWIND $ids AS parentId
CALL (parentId) {
  MATCH (:DocumentVersion {id: parentId})<-[:REPORTED_IN]-(a)
  WHERE a.id > $afterId
    AND (a:Attribution OR $at IS NOT NULL AND a:FormerAttribution AND a.recordedTo > $at)
    AND ($at IS NULL OR a.recordedFrom <= $at)
  WITH a, coalesce(CASE WHEN $at IS NULL THEN null ELSE head([(a)<-[:STATE_OF]-(was:Revision) WHERE was.recordedFrom <= $at AND was.recordedTo > $at | was]) END, a) AS s
  WHERE s.reviewState = 'CONFIRMED'
  RETURN a, s
  ORDER BY a.id
  LIMIT $limit
}
RETURN parentId, a.id AS id, a.quoteType AS quoteType, a.disclosure AS disclosure, a.cue AS cue, a.speechAct AS speechAct,
       a.describedAs AS describedAs, a.saidAt AS saidAt, a.medium AS medium, a.setting AS setting,
       a.scopeCertainty AS scopeCertainty, a.sic AS sic, a.note AS note, s.reviewState AS reviewState,
       coalesce(s.revision, 1) AS revision, a.recordedFrom.epochMillis AS recordedFrom,
       CASE WHEN $at IS NULL THEN a.recordedTo END AS recordedTo
