// one later place of these spans
UNWIND $ids AS earlier
MATCH (n:TextSpan)-[:ANCHORED_FROM]->(:TextSpan {id: earlier})
WHERE n.recordedFrom <= $until
RETURN DISTINCT n.id AS id, n.recordedFrom AS recordedFrom
ORDER BY id
