// one request for comment that a document tells of
UNWIND $ids AS parentId
MATCH (:Document {id: parentId})<-[:VERSION_OF]-(v:DocumentVersion)<-[:MADE_IN]-(q)
WHERE (q:CommentRequest OR $at IS NOT NULL AND q:FormerCommentRequest AND q.recordedTo > $at)
  AND ($at IS NULL OR q.recordedFrom <= $at)
RETURN parentId, q.id AS id, q.outcome AS outcome, v.id AS madeIn,
       COLLECT { MATCH (q)-[:ASKED]->(g:Agent) RETURN g.id ORDER BY g.id } AS asked
ORDER BY parentId, id
