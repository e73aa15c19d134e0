// the key, revoked now unless it was before
MATCH (k:ApiKey {id: $id})-[:KEY_OF]->(p:Principal)
SET k.revokedAt = coalesce(k.revokedAt, $now)
RETURN k.id AS id, p.name AS principal, k.revokedAt AS revokedAt
