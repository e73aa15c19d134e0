// one change set after a place in the order of changes
MATCH (cs:ChangeSet)
USING INDEX cs:ChangeSet(seq)
WHERE cs.seq > $after AND cs.seq <= $to
RETURN cs.id AS id, cs.seq AS seq
ORDER BY cs.seq
LIMIT $limit
