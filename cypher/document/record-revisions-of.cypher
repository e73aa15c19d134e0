// one version linked to the one it revises
UNWIND $rows AS row
MATCH (n:DocumentVersion {id: row.id})
MATCH (o:DocumentVersion {id: row.revisionOf})
CREATE (n)-[:REVISION_OF]->(o)
RETURN row.id AS id
