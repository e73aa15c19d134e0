// one request for comment that a document tells of
UNWIND $ids AS parentId
MATCH (:Document {id: parentId})<-[:VERSION_OF]-(v:DocumentVersion)<-[:MADE_IN]-(q:CommentRequest)
WHERE $at IS NULL OR q.recordedFrom <= $at
RETURN parentId, q.id AS id, q.outcome AS outcome, v.id AS madeIn,
       COLLECT { MATCH (q)-[:ASKED]->(g:Agent) RETURN g.id ORDER BY g.id } AS asked
ORDER BY parentId, id
