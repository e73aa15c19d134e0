// one review's place in the order of the ids; its claim is in the export
MATCH (n:Review)
USING INDEX n:Review(id)
WHERE n.id > $afterId AND n.recordedFrom <= $until
  AND EXISTS { MATCH (n)-[:REVIEWS]->(c:Claim) WHERE c.reviewState IN $states }
RETURN n.id AS id, n.recordedFrom AS recordedFrom
ORDER BY n.id
LIMIT $limit
