// the principal of this name, made if there is none, with these roles
MERGE (p:Principal {name: $name})
ON CREATE SET p.id = $id, p.recordedFrom = datetime.truncate('millisecond', datetime.realtime('Z'))
SET p.roles = $roles
RETURN p.id AS id
