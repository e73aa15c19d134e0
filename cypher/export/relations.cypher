// one relation's place in the order of the ids; both of its claims are in the export
MATCH (n:ClaimRelation)
USING INDEX n:ClaimRelation(id)
WHERE n.id > $afterId AND n.recordedFrom <= $until AND n.reviewState IN $states
  AND NOT EXISTS { MATCH (n)-[:LEFT|RIGHT]->(c:Claim) WHERE NOT c.reviewState IN $states }
RETURN n.id AS id, n.recordedFrom AS recordedFrom
ORDER BY n.id
LIMIT $limit
