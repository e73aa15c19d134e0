// one webhook, the oldest first, with how many of its deliveries are dead
MATCH (w:Webhook)
RETURN w.id AS id, w.url AS url, w.ops AS ops, w.kinds AS kinds, w.createdAt AS createdAt, w.disabledAt AS disabledAt,
       w.lastSeq AS lastSeq, w.attempts AS attempts, w.nextTryAt AS nextTryAt, w.lastError AS lastError,
       COUNT { (w)<-[:MEANT_FOR]-(d:DeadDelivery) WHERE d.deliveredAt IS NULL } AS dead
ORDER BY id
