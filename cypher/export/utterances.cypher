// one utterance's place in the order of the ids
MATCH (n:Utterance)
USING INDEX n:Utterance(id)
WHERE n.id > $afterId AND n.recordedFrom <= $until AND n.reviewState IN $states
RETURN n.id AS id, n.recordedFrom AS recordedFrom
ORDER BY n.id
LIMIT $limit
