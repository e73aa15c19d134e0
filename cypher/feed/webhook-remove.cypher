// one webhook that is called no more; its secret goes, what it was told stays on record
MATCH (w:Webhook {id: $id})
WHERE w.disabledAt IS NULL
SET w.disabledAt = datetime.truncate('millisecond', datetime.realtime('Z'))
REMOVE w.secretSealed, w.leaseHolder, w.leaseUntil, w.nextTryAt
RETURN w.id AS id
