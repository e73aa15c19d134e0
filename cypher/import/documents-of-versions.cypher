// one version with its document and that document's publisher
UNWIND $ids AS id
MATCH (n:DocumentVersion {id: id})-[:VERSION_OF]->(d:Document)
RETURN id, d.id AS document, head([(d)-[:PUBLISHED_BY]->(p:Agent) | p.id]) AS publisher
