// the change set that everything written in this transaction belongs to; its seq and moment come last (close)
MERGE (p:Principal {name: $principal})
ON CREATE SET p.id = $principalId, p.roles = $roles, p.recordedFrom = datetime.truncate('millisecond', datetime.realtime('Z'))
CREATE (cs:ChangeSet {id: $id, key: $key, inputSha256: $inputSha256, op: $op, reason: $reason})
CREATE (cs)-[:BY]->(p)
WITH cs
OPTIONAL MATCH (log:ChangeLog {id: 'changes'})
RETURN cs.id AS id, coalesce(log.lastJoin, 0) AS lastJoin
