// one utterance recorded
MATCH (cs:ChangeSet {id: $changeSet})
UNWIND $rows AS row
CREATE (n:Utterance {id: row.id})
SET n.saidAt = row.saidAt, n.place = row.place, n.medium = row.medium, n.reviewState = row.reviewState
CREATE (cs)-[:CHANGED]->(n)
RETURN row.id AS id
