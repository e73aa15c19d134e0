// one event that a claim is about
UNWIND $ids AS parentId
MATCH (c:Claim {id: parentId})-[:ABOUT]->(e:Event)
WHERE $at IS NULL OR e.recordedFrom <= $at
RETURN parentId, e.id AS id, e.label AS label, e.time AS time, e.type AS type
ORDER BY parentId, id
