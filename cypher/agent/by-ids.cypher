// one agent
UNWIND $ids AS id
MATCH (a:Agent {id: id})
WHERE $at IS NULL OR a.recordedFrom <= $at
RETURN a.id AS id, [label IN labels(a) WHERE label <> 'Agent'][0] AS type, a.name AS name, a.aliases AS aliases, a.kind AS kind,
       a.descriptor AS descriptor, a.anonymityReason AS anonymityReason, a.recordedFrom AS recordedFrom
