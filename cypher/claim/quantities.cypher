// one quantity of a claim
UNWIND $ids AS parentId
MATCH (c:Claim {id: parentId})-[:HAS_QUANTITY]->(q:Quantity)
WHERE $at IS NULL OR q.recordedFrom <= $at
RETURN parentId, q.id AS id, q.measure AS measure, q.unit AS unit, q.value AS value, q.min AS min, q.max AS max,
       q.comparator AS comparator, q.approximate AS approximate
ORDER BY parentId, id
