// a key without the key, oldest first
MATCH (k:ApiKey)-[:KEY_OF]->(p:Principal)
RETURN k.id AS id, p.name AS principal, coalesce(p.roles, []) AS roles, k.label AS label, k.hint AS hint,
  k.createdAt AS createdAt, k.expiresAt AS expiresAt, k.revokedAt AS revokedAt
ORDER BY k.createdAt, k.id
