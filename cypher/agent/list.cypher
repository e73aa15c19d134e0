// one agent, the newest first, in the order of the index
MATCH (a:Agent)
USING INDEX a:Agent(recordedFrom, id)
WHERE a.recordedFrom <= $before AND a.id IS NOT NULL AND CASE WHEN a.recordedFrom < $before THEN true ELSE a.id < $beforeId END
  AND ($labels IS NULL OR any(label IN labels(a) WHERE label IN $labels))
  AND ($kinds IS NULL OR a.kind IN $kinds)
WITH a ORDER BY a.recordedFrom DESC, a.id DESC LIMIT $limit
WITH a, coalesce(CASE WHEN $at IS NULL THEN null ELSE head([(a)<-[:STATE_OF]-(was:Revision) WHERE was.recordedFrom <= $at AND was.recordedTo > $at | was]) END, a) AS s
RETURN a.id AS id, [label IN labels(a) WHERE label <> 'Agent'][0] AS type, s.name AS name, s.aliases AS aliases, s.kind AS kind,
       s.descriptor AS descriptor, s.anonymityReason AS anonymityReason, s.revision AS revision, a.recordedFrom.epochMillis AS recordedFrom
ORDER BY recordedFrom DESC, id DESC
