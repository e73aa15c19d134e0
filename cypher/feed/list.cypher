// one change set after $after, in the order of changes; the order is that of the index
MATCH (cs:ChangeSet)
USING INDEX cs:ChangeSet(seq)
WHERE cs.seq > $after
WITH cs ORDER BY cs.seq LIMIT $limit
MATCH (cs)-[:BY]->(p:Principal)
RETURN cs.id AS id, cs.seq AS seq, cs.op AS op, cs.recordedAt AS recordedAt, p.name AS principalName, cs.reason AS reason
ORDER BY seq
