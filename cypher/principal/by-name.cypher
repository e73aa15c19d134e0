// the principal of this name
MATCH (p:Principal {name: $name})
RETURN p.id AS id, coalesce(p.roles, []) AS roles
