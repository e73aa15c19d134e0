// where the graph stands: its first change set, its last place in the order of changes, and the schema's migrations
OPTIONAL MATCH (log:ChangeLog {id: 'changes'})
OPTIONAL MATCH (first:ChangeSet {seq: 1})
RETURN coalesce(log.lastSeq, 0) AS seq, first.id AS graph,
       COLLECT { MATCH (m:Migration) RETURN {version: m.version, checksum: m.checksum} ORDER BY m.version } AS migrations
