// one webhook whose delivery failed: given back, to be tried again after $delayMs
MATCH (w:Webhook {id: $id})
SET w.heldBy = $holder
REMOVE w.heldBy
WITH w WHERE w.leaseHolder = $holder AND w.disabledAt IS NULL
SET w.attempts = $attempts, w.lastError = $lastError,
    w.nextTryAt = datetime.realtime('Z') + duration({milliseconds: $delayMs})
REMOVE w.leaseHolder, w.leaseUntil
RETURN w.id AS id
