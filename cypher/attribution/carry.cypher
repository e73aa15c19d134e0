// one attribution that a later version carries
MATCH (cs:ChangeSet {id: $changeSet})
UNWIND $rows AS row
MATCH (a:Attribution {id: row.id})
MATCH (v:DocumentVersion {id: row.version})
MERGE (a)-[:CARRIED_IN]->(v)
MERGE (cs)-[:CHANGED]->(a)
RETURN row.id AS id
