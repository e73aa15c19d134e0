// one event's place in the order of the ids
MATCH (n:Event)
USING INDEX n:Event(id)
WHERE n.id > $afterId AND n.recordedFrom <= $until
RETURN n.id AS id, n.recordedFrom AS recordedFrom
ORDER BY n.id
LIMIT $limit
