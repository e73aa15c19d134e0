// one join's place in the order of the ids; what it joins is in the export
MATCH (n:Join)
USING INDEX n:Join(id)
WHERE n.id > $afterId AND n.recordedFrom <= $until AND n.reviewState IN $states
  AND NOT EXISTS { MATCH (n)-[:JOINS]->(u:Utterance) WHERE NOT u.reviewState IN $states }
RETURN n.id AS id, n.recordedFrom AS recordedFrom
ORDER BY n.id
LIMIT $limit
