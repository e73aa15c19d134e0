// one node revised: what it was is kept whole in a Revision, held from the node's last change to now. A second revision in
// the same change set, or of what that made, only adds to the first: no state in between ever held
MATCH (cs:ChangeSet {id: $changeSet})
UNWIND $rows AS row
MATCH (n:Claim|Attribution|Utterance|Agent|Document|DocumentVersion|ClaimRelation|Join|TextSpan {id: row.id})
// Written first, so that its lock is held: what is read of it from here on is what was committed last.
SET n.heldBy = true
REMOVE n.heldBy
SET n.revision = coalesce(n.revision, 1)
WITH cs, row, n, n.recordedFrom IS NULL OR EXISTS { (cs)-[:CHANGED]->(:Revision)-[:STATE_OF]->(n) } AS adds
CALL (cs, row, n, adds) {
  WITH cs, row, n WHERE NOT adds
  OPTIONAL MATCH (n)<-[:STATE_OF]-(former:Revision)
  WITH cs, row, n, max(former.recordedTo) AS since
  CREATE (was:Revision)
  SET was = n {.*, id: row.revisionId, recordedFrom: coalesce(since, n.recordedFrom)}
  CREATE (was)-[:STATE_OF]->(n)
  CREATE (cs)-[:CHANGED]->(was)
  SET n.revision = n.revision + 1
}
SET n += row.after
MERGE (cs)-[:CHANGED]->(n)
RETURN n.id AS id
