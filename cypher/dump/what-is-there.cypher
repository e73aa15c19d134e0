// the labels of a node that is none of the schema's, where there is one, and the restore that is under way
OPTIONAL MATCH (r:Restoring)
WITH r.dump AS dump LIMIT 1
RETURN dump, COLLECT { MATCH (n) WHERE NOT n:Migration AND NOT n:Restoring RETURN labels(n)[0] LIMIT 1 }[0] AS label
