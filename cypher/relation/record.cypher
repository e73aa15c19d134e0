// one relation recorded
MATCH (cs:ChangeSet {id: $changeSet})
UNWIND $rows AS row
MATCH (l:Claim {id: row.left})
MATCH (r:Claim {id: row.right})
// Its id tells what it is: two writers of one meet at the constraint, and the later one looks again.
CREATE (n:ClaimRelation {id: row.id})
SET n.kind = row.kind, n.types = row.types, n.sameEvent = row.sameEvent, n.score = toFloat(row.score), n.method = row.method,
    n.rationale = row.rationale, n.reviewState = row.reviewState, n.revision = 1
CREATE (n)-[:LEFT]->(l)
CREATE (n)-[:RIGHT]->(r)
CREATE (cs)-[:CHANGED]->(n)
WITH row, n
CALL (row, n) { UNWIND row.basedOn AS id MATCH (b:Attribution|TextSpan {id: id}) CREATE (n)-[:BASED_ON]->(b) }
RETURN row.id AS id
