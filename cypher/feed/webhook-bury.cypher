// one delivery given up: kept as dead, and the webhook moves on
MATCH (w:Webhook {id: $id})
SET w.heldBy = $holder
REMOVE w.heldBy
WITH w WHERE w.leaseHolder = $holder AND w.disabledAt IS NULL
SET w.lastSeq = $seq, w.attempts = 0, w.leaseUntil = datetime.realtime('Z') + duration({milliseconds: $leaseMs})
REMOVE w.nextTryAt, w.lastError
MERGE (d:DeadDelivery {id: $delivery})
ON CREATE SET d.seq = $seq, d.attempts = $attempts, d.lastError = $lastError,
  d.at = datetime.truncate('millisecond', datetime.realtime('Z'))
MERGE (d)-[:MEANT_FOR]->(w)
RETURN w.id AS id
