// one join recorded
MATCH (cs:ChangeSet {id: $changeSet})
UNWIND $rows AS row
// Its id tells what it is: two writers of one meet at the constraint, and the later one looks again.
CREATE (n:Join {id: row.id})
SET n.reviewState = row.reviewState, n.rationale = row.rationale, n.revision = 1
CREATE (cs)-[:CHANGED]->(n)
WITH row, n
CALL (row, n) { UNWIND row.joins AS id MATCH (m:Agent|Utterance {id: id}) CREATE (n)-[:JOINS]->(m) }
RETURN row.id AS id
