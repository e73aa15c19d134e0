// one dead delivery, tried once more
MATCH (d:DeadDelivery {id: $id})
SET d.attempts = $attempts, d.lastError = $lastError
WITH d
CALL (d) {
  WITH d WHERE $lastError IS NULL
  SET d.deliveredAt = datetime.truncate('millisecond', datetime.realtime('Z'))
}
RETURN d.id AS id
