// the one document that an unnamed source belongs to
UNWIND $ids AS parentId
MATCH (:Agent {id: parentId})<-[:CREDITS]-(a:Attribution|FormerAttribution)-[:REPORTED_IN]->(:DocumentVersion)-[:VERSION_OF]->(d:Document)
WHERE $at IS NULL OR a.recordedFrom <= $at
RETURN DISTINCT parentId, d.id AS id
