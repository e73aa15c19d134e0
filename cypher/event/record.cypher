// one event recorded
MATCH (cs:ChangeSet {id: $changeSet})
UNWIND $rows AS row
CREATE (n:Event {id: row.id})
SET n.label = row.label, n.time = row.time, n.type = row.type
CREATE (cs)-[:CHANGED]->(n)
RETURN row.id AS id
