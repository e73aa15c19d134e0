// one organisation that an unnamed source is said to belong to
UNWIND $ids AS parentId
MATCH (:Agent {id: parentId})-[:AFFILIATED_WITH]->(a:Agent)
WHERE $at IS NULL OR a.recordedFrom <= $at
RETURN parentId, a.id AS id, [label IN labels(a) WHERE label <> 'Agent'][0] AS type, a.name AS name, a.aliases AS aliases, a.kind AS kind,
       a.descriptor AS descriptor, a.anonymityReason AS anonymityReason, a.recordedFrom AS recordedFrom
ORDER BY parentId, id
