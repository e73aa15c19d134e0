// one webhook given back
MATCH (w:Webhook {id: $id})
SET w.heldBy = $holder
REMOVE w.heldBy
WITH w WHERE w.leaseHolder = $holder
REMOVE w.leaseHolder, w.leaseUntil
RETURN w.id AS id
