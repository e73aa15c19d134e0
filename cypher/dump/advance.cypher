// one row where this step is the next one, which is then the one after it
MATCH (r:Restoring {id: 'restore'})
// Written first, so that its lock is held before it is read.
SET r.heldBy = $dump
REMOVE r.heldBy
WITH r WHERE r.dump = $dump AND r.next = $step
SET r.next = $step + 1
RETURN r.next AS next
