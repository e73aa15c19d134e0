// one agent whose name or alias has all the words, best first. At most $window hits are looked at
CALL db.index.fulltext.queryNodes('agent_name', $text, {limit: $window}) YIELD node AS a, score
WHERE (score < $belowScore OR score = $belowScore AND a.id > $afterId)
  AND ($at IS NULL OR a.recordedFrom <= $at)
  AND ($labels IS NULL OR any(label IN labels(a) WHERE label IN $labels))
  AND ($kinds IS NULL OR a.kind IN $kinds)
WITH a, score ORDER BY score DESC, a.id LIMIT $limit
RETURN a.id AS id, [label IN labels(a) WHERE label <> 'Agent'][0] AS type, a.name AS name, a.aliases AS aliases, a.kind AS kind,
       a.descriptor AS descriptor, a.anonymityReason AS anonymityReason, a.recordedFrom AS recordedFrom, score
