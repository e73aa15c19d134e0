// how many nodes a change set changed; what it made holds from its moment on, what it revised or retracted held until then
MATCH (cs:ChangeSet {id: $changeSet})-[:CHANGED]->(n)
SET n.recordedFrom = coalesce(n.recordedFrom, cs.recordedAt)
FOREACH (_ IN CASE
  WHEN n.recordedTo IS NULL AND (n:Revision OR n:FormerAttribution OR n:FormerReview OR n:FormerCorrectionNotice OR n:FormerCommentRequest)
  THEN [1] ELSE [] END | SET n.recordedTo = cs.recordedAt)
WITH cs, n
CALL (cs, n) {
  MATCH (n)-[in:CARRIED_IN]->(:DocumentVersion)
  WHERE in.recordedFrom IS NULL
  SET in.recordedFrom = cs.recordedAt
}
RETURN count(n) AS changed
