// one attribution or span that a relation is based on
UNWIND $ids AS parentId
MATCH (:ClaimRelation {id: parentId})-[:BASED_ON]->(n:Attribution|TextSpan)
WHERE $at IS NULL OR n.recordedFrom <= $at
RETURN parentId, n.id AS id
ORDER BY parentId, id
