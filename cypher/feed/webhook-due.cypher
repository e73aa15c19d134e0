// one webhook that something waits for, that nobody delivers for at present and that is not to wait for its next try
WITH coalesce(head(COLLECT {
  MATCH (cs:ChangeSet) WHERE cs.seq > 0 RETURN cs.seq ORDER BY cs.seq DESC LIMIT 1
}), 0) AS last, datetime.realtime('Z') AS now
MATCH (w:Webhook)
WHERE w.disabledAt IS NULL AND w.lastSeq < last
  AND (w.leaseUntil IS NULL OR w.leaseUntil < now) AND (w.nextTryAt IS NULL OR w.nextTryAt <= now)
RETURN w.id AS id
ORDER BY w.lastSeq, id
