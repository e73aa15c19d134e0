// the last place in the order of changes; from here to the commit no writer gets one. A commit is no moment to readers: they
// may see a place of which not all is there yet, but whoever has had this lock sees all of it
MERGE (log:ChangeLog {id: 'changes'})
// What follows is read as it was before the lock was had, unless something was written first.
SET log.heldBy = 'reader'
WITH log, coalesce(log.lastSeq, 0) AS seq
REMOVE log.heldBy
RETURN seq
