// one row: the label of a node besides those that every new database has, or null, and who may sign in with which keys
RETURN
  head(COLLECT { MATCH (n) WHERE NOT n:Migration AND NOT n:Principal AND NOT n:ApiKey AND NOT n:ChangeLog RETURN labels(n)[0] LIMIT 1 }) AS label,
  COLLECT { MATCH (p:Principal) RETURN properties(p) } AS principals,
  COLLECT { MATCH (k:ApiKey)-[:KEY_OF]->(p:Principal) RETURN {principal: p.name, key: properties(k)} } AS keys
