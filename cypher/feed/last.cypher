// the place of the newest change set; no row where nothing was ever recorded
MATCH (cs:ChangeSet)
USING INDEX cs:ChangeSet(seq)
WHERE cs.seq > 0
RETURN cs.seq AS seq
ORDER BY seq DESC
LIMIT 1
