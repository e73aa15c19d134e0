// one span of these owners
UNWIND $ids AS owner
MATCH (o:Attribution|CorrectionNotice|CommentRequest {id: owner})-[:HAS_SPAN]->(n:TextSpan)
WHERE n.recordedFrom <= $until
RETURN n.id AS id, n.recordedFrom AS recordedFrom, owner
ORDER BY owner, id
