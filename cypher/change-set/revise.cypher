// one node revised: what it was is kept in a Revision, held from the node's last change to now
MATCH (cs:ChangeSet {id: $changeSet})
UNWIND $rows AS row
MATCH (n:Claim|Attribution|Utterance|Agent|Document|DocumentVersion|ClaimRelation|Join {id: row.id})
// Written first, so that its lock is held: what is read of it from here on is what was committed last.
SET n.revision = coalesce(n.revision, 1)
WITH cs, row, n
OPTIONAL MATCH (n)<-[:STATE_OF]-(former:Revision)
WITH cs, row, n, max(former.recordedTo) AS since
CREATE (was:Revision {id: row.revisionId, revision: n.revision, recordedFrom: coalesce(since, n.recordedFrom)})
FOREACH (key IN keys(row.after) | SET was[key] = n[key])
CREATE (was)-[:STATE_OF]->(n)
SET n += row.after
SET n.revision = n.revision + 1
CREATE (cs)-[:CHANGED]->(n)
CREATE (cs)-[:CHANGED]->(was)
RETURN n.id AS id
