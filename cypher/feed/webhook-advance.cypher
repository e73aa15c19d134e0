// one webhook that has been told of everything up to $seq; no row where the lease is another's by now
MATCH (w:Webhook {id: $id})
SET w.heldBy = $holder
REMOVE w.heldBy
WITH w WHERE w.leaseHolder = $holder AND w.disabledAt IS NULL
SET w.lastSeq = $seq, w.attempts = 0, w.leaseUntil = datetime.realtime('Z') + duration({milliseconds: $leaseMs})
REMOVE w.nextTryAt, w.lastError
RETURN w.id AS id
