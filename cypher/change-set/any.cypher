// one row if anything was ever recorded
MATCH (cs:ChangeSet)
WHERE cs.seq > 0
RETURN cs.seq AS seq
LIMIT 1
