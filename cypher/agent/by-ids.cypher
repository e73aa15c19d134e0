// one agent
UNWIND $ids AS id
MATCH (a:Agent {id: id})
WHERE $at IS NULL OR a.recordedFrom <= $at
WITH a, coalesce(CASE WHEN $at IS NULL THEN null ELSE head([(a)<-[:STATE_OF]-(was:Revision) WHERE was.recordedFrom <= $at AND was.recordedTo > $at | was]) END, a) AS s
RETURN a.id AS id, [label IN labels(a) WHERE label <> 'Agent'][0] AS type, s.name AS name, s.aliases AS aliases, s.kind AS kind,
       s.descriptor AS descriptor, s.anonymityReason AS anonymityReason, s.revision AS revision, a.recordedFrom.epochMillis AS recordedFrom
