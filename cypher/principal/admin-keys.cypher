// one row: whether there ever was an admin key (that of the first principal was one), and whether the given one holds
RETURN
  EXISTS { MATCH (:ApiKey)-[:KEY_OF]->(p:Principal) WHERE p.name = $principal OR 'ADMIN' IN p.roles } AS made,
  EXISTS { MATCH (k:ApiKey {sha256: $sha256}) WHERE k.revokedAt IS NULL } AS holds
