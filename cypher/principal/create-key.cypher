// the key made, and the roles that its principal had until then (null for a new one)
MERGE (p:Principal {name: $principal})
ON CREATE SET p.id = $principalId, p.recordedFrom = datetime.truncate('millisecond', datetime.realtime('Z'))
WITH p, p.roles AS rolesBefore
SET p.roles = $roles
MERGE (k:ApiKey {id: $id})
ON CREATE SET k.sha256 = $sha256, k.hint = $hint, k.label = $label, k.createdAt = $createdAt, k.expiresAt = $expiresAt
MERGE (k)-[:KEY_OF]->(p)
RETURN k.id AS id, p.id AS principalId, rolesBefore
