// how many nodes a change set changed; what it made holds from its moment on, what it revised held until then
MATCH (cs:ChangeSet {id: $changeSet})-[:CHANGED]->(n)
SET n.recordedFrom = coalesce(n.recordedFrom, cs.recordedAt)
WITH cs, n
CALL (cs, n) {
  WITH cs, n WHERE n:Revision AND n.recordedTo IS NULL
  SET n.recordedTo = cs.recordedAt
}
RETURN count(n) AS changed
