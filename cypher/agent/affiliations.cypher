// one organisation that an unnamed source is said to belong to
UNWIND $ids AS parentId
MATCH (:Agent {id: parentId})-[:AFFILIATED_WITH]->(a:Agent)
WHERE $at IS NULL OR a.recordedFrom <= $at
WITH parentId, a, coalesce(CASE WHEN $at IS NULL THEN null ELSE head([(a)<-[:STATE_OF]-(was:Revision) WHERE was.recordedFrom <= $at AND was.recordedTo > $at | was]) END, a) AS s
RETURN parentId, a.id AS id, [label IN labels(a) WHERE label <> 'Agent'][0] AS type, s.name AS name, s.aliases AS aliases, s.kind AS kind,
       s.descriptor AS descriptor, s.anonymityReason AS anonymityReason, s.revision AS revision, a.recordedFrom.epochMillis AS recordedFrom
ORDER BY parentId, id
