// one request for comment of these versions
UNWIND $ids AS version
MATCH (n:CommentRequest)-[:MADE_IN]->(:DocumentVersion {id: version})
WHERE n.recordedFrom <= $until
RETURN n.id AS id, n.recordedFrom AS recordedFrom
ORDER BY id
