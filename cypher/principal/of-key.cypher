// the principal that a key belongs to, whether the key still holds or not
MATCH (k:ApiKey {sha256: $sha256})-[:KEY_OF]->(p:Principal)
RETURN p.id AS id, p.name AS name, coalesce(p.roles, []) AS roles, k.expiresAt AS expiresAt, k.revokedAt AS revokedAt
