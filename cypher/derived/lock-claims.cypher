// one claim whose write lock is held from here on, so that what is read of its chains is all that was committed
UNWIND $ids AS id
MATCH (c:Claim {id: id})
// Another property than any that is read: a value set to itself may be one that was read before the lock was had, and so
// undo what was committed meanwhile.
SET c.heldBy = true
REMOVE c.heldBy
WITH c, id
RETURN id, c.originCount AS originCount
