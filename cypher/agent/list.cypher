// one agent, the newest first, in the order of the index
MATCH (a:Agent)
USING INDEX a:Agent(recordedFrom, id)
WHERE a.recordedFrom <= $before AND a.id IS NOT NULL AND CASE WHEN a.recordedFrom < $before THEN true ELSE a.id < $beforeId END
  AND ($labels IS NULL OR any(label IN labels(a) WHERE label IN $labels))
  AND ($kinds IS NULL OR a.kind IN $kinds)
WITH a ORDER BY a.recordedFrom DESC, a.id DESC LIMIT $limit
RETURN a.id AS id, [label IN labels(a) WHERE label <> 'Agent'][0] AS type, a.name AS name, a.aliases AS aliases, a.kind AS kind,
       a.descriptor AS descriptor, a.anonymityReason AS anonymityReason, a.recordedFrom AS recordedFrom
