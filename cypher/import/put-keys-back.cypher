// one principal or key that stood in the database before an offline import
UNWIND $principals AS row
MERGE (p:Principal {name: row.name})
ON CREATE SET p = row
ON MATCH SET p.roles = row.roles
WITH count(*) AS principals
UNWIND $keys AS row
MATCH (p:Principal {name: row.principal})
CREATE (k:ApiKey)
SET k = row.key
CREATE (k)-[:KEY_OF]->(p)
RETURN row.key.id AS id
