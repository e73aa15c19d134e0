// one change set; at a moment, one that was recorded by then
UNWIND $ids AS id
MATCH (cs:ChangeSet {id: id})-[:BY]->(p:Principal)
WHERE $at IS NULL OR cs.recordedAt <= $at
RETURN cs.id AS id, cs.seq AS seq, cs.op AS op, cs.recordedAt AS recordedAt, p.name AS principalName, cs.reason AS reason
