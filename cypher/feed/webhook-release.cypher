// one webhook given back
MATCH (w:Webhook {id: $id})
SET w.leaseTry = $holder
REMOVE w.leaseTry
WITH w WHERE w.leaseHolder = $holder
REMOVE w.leaseHolder, w.leaseUntil
RETURN w.id AS id
