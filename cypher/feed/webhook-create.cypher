// one webhook made; it begins at the end of the feed
WITH coalesce(head(COLLECT { MATCH (cs:ChangeSet) WHERE cs.seq > 0 RETURN cs.seq ORDER BY cs.seq DESC LIMIT 1 }), 0) AS last
MERGE (w:Webhook {id: $id})
ON CREATE SET w.url = $url, w.secretSealed = $secretSealed, w.ops = $ops, w.kinds = $kinds, w.attempts = 0,
  w.lastSeq = last, w.createdAt = datetime.truncate('millisecond', datetime.realtime('Z'))
RETURN w.id AS id, w.lastSeq AS lastSeq
