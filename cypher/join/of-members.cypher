// one join of an agent or utterance, whatever its state
UNWIND $ids AS parentId
MATCH (m:Agent|Utterance {id: parentId})<-[:JOINS]-(j:Join)
WHERE $at IS NULL OR j.recordedFrom <= $at
WITH parentId, j, coalesce(CASE WHEN $at IS NULL THEN null ELSE head([(j)<-[:STATE_OF]-(was:Revision) WHERE was.recordedFrom <= $at AND was.recordedTo > $at | was]) END, j) AS s
RETURN parentId, j.id AS id, COLLECT { MATCH (j)-[:JOINS]->(o) RETURN o.id ORDER BY o.id } AS joins, s.reviewState AS reviewState,
       s.rationale AS rationale, s.revision AS revision
ORDER BY parentId, id
