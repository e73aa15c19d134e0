// the place in the order of changes that reading begins at, its moment, the graph's first change set, and the last migration
OPTIONAL MATCH (log:ChangeLog {id: 'changes'})
OPTIONAL MATCH (first:ChangeSet {seq: 1})
RETURN coalesce(log.lastSeq, 0) AS seq, log.lastRecordedAt AS recordedAt, first.id AS graph,
       COLLECT { MATCH (m:Migration) RETURN m.version ORDER BY m.version DESC LIMIT 1 }[0] AS schemaVersion
