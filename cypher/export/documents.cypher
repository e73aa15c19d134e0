// one document's place in the order of the ids
MATCH (n:Document)
USING INDEX n:Document(id)
WHERE n.id > $afterId AND n.recordedFrom <= $until
RETURN n.id AS id, n.recordedFrom AS recordedFrom
ORDER BY n.id
LIMIT $limit
