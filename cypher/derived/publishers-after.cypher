// one document, in the order of the ids, after a place in it, with who published it and whom it keeps as that
MATCH (d:Document)
USING INDEX d:Document(id)
WHERE d.id > $afterId
WITH d ORDER BY d.id LIMIT $limit
RETURN d.id AS id, d.publisherId AS recorded, head([(d)-[:PUBLISHED_BY]->(a:Agent) | a.id]) AS publisher
ORDER BY id
