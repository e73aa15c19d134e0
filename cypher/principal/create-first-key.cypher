// the key, made as the first of its principal; no row where the principal has another
MERGE (p:Principal {name: $principal})
ON CREATE SET p.id = $principalId, p.recordedFrom = datetime.truncate('millisecond', datetime.realtime('Z'))
// Written first for its lock: of two servers that start at once, the second waits here and then sees the first one's key.
SET p.name = $principal
WITH p WHERE NOT EXISTS { MATCH (other:ApiKey)-[:KEY_OF]->(p) WHERE other.id <> $id }
SET p.roles = $roles
MERGE (k:ApiKey {id: $id})
ON CREATE SET k.sha256 = $sha256, k.hint = $hint, k.label = $label, k.createdAt = $createdAt
MERGE (k)-[:KEY_OF]->(p)
RETURN k.id AS id
