// one attribution that was read in a version, by id
UNWIND $ids AS parentId
CALL (parentId) {
  MATCH (:DocumentVersion {id: parentId})<-[:REPORTED_IN]-(a:Attribution)
  WHERE a.id > $afterId AND a.reviewState = 'CONFIRMED' AND ($at IS NULL OR a.recordedFrom <= $at)
  RETURN a
  ORDER BY a.id
  LIMIT $limit
}
RETURN parentId, a.id AS id, a.quoteType AS quoteType, a.disclosure AS disclosure, a.cue AS cue, a.speechAct AS speechAct,
       a.describedAs AS describedAs, a.saidAt AS saidAt, a.medium AS medium, a.setting AS setting,
       a.scopeCertainty AS scopeCertainty, a.sic AS sic, a.note AS note, a.reviewState AS reviewState, a.recordedFrom AS recordedFrom
