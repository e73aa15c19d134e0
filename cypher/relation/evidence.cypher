// one attribution or span that a relation is based on, retracted since or not
UNWIND $ids AS parentId
MATCH (:ClaimRelation {id: parentId})-[:BASED_ON]->(n)
WHERE n:Attribution OR n:TextSpan OR n:FormerAttribution
WITH parentId, n
WHERE $at IS NULL OR n.recordedFrom <= $at
RETURN parentId, n.id AS id
ORDER BY parentId, id
