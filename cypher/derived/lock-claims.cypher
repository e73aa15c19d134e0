// one claim whose write lock is held from here on, so that what is read of its chains is all that was committed
UNWIND $ids AS id
MATCH (c:Claim {id: id})
SET c.originCount = coalesce(c.originCount, 0)
RETURN id
