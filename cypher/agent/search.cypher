// one agent whose name or alias has all the words, best first. At most $window hits are looked at
CALL db.index.fulltext.queryNodes('agent_name', $text, {limit: $window}) YIELD node AS a, score
WHERE (score < $belowScore OR score = $belowScore AND a.id > $afterId)
  AND ($at IS NULL OR a.recordedFrom <= $at)
  AND ($labels IS NULL OR any(label IN labels(a) WHERE label IN $labels))
  AND ($kinds IS NULL OR a.kind IN $kinds)
WITH a, score ORDER BY score DESC, a.id LIMIT $limit
WITH score, a, coalesce(CASE WHEN $at IS NULL THEN null ELSE head([(a)<-[:STATE_OF]-(was:Revision) WHERE was.recordedFrom <= $at AND was.recordedTo > $at | was]) END, a) AS s
RETURN a.id AS id, [label IN labels(a) WHERE label <> 'Agent'][0] AS type, s.name AS name, s.aliases AS aliases, s.kind AS kind,
       s.descriptor AS descriptor, s.anonymityReason AS anonymityReason, s.revision AS revision, a.recordedFrom.epochMillis AS recordedFrom, score
ORDER BY score DESC, id
