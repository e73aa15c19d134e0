// one version of these documents, the first first
UNWIND $ids AS document
MATCH (n:DocumentVersion)-[:VERSION_OF]->(:Document {id: document})
WHERE n.recordedFrom <= $until
RETURN n.id AS id, n.recordedFrom AS recordedFrom, n.textAccess AS textAccess, document, n.seq AS seq
ORDER BY document, seq, id
