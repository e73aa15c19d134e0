// one agent's place in the order of the ids: of unnamed sources, or of all others
MATCH (n:Agent)
USING INDEX n:Agent(id)
WHERE n.id > $afterId AND n.recordedFrom <= $until AND n:UnnamedSource = $unnamed
RETURN n.id AS id, n.recordedFrom AS recordedFrom
ORDER BY n.id
LIMIT $limit
