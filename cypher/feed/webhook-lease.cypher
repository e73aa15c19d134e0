// one webhook, taken by $holder until the lease runs out; no row where another has it, or it is not due
MATCH (w:Webhook {id: $id})
// A property is read as it was before the lock was had, unless something was written first.
SET w.heldBy = $holder
REMOVE w.heldBy
WITH w, datetime.realtime('Z') AS now
WHERE w.disabledAt IS NULL AND (w.leaseUntil IS NULL OR w.leaseUntil < now) AND (w.nextTryAt IS NULL OR w.nextTryAt <= now)
SET w.leaseHolder = $holder, w.leaseUntil = now + duration({milliseconds: $leaseMs})
RETURN w.id AS id, w.url AS url, w.secretSealed AS secretSealed, w.ops AS ops, w.kinds AS kinds, w.lastSeq AS lastSeq,
       w.attempts AS attempts
