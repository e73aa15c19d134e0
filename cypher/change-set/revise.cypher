// one node revised: what it was is kept in a Revision, held from the node's last change to now
MATCH (cs:ChangeSet {id: $changeSet})
UNWIND $rows AS row
MATCH (n:Claim|Attribution|Utterance|Agent|Document|DocumentVersion|ClaimRelation|Join {id: row.id})
OPTIONAL MATCH (n)<-[:STATE_OF]-(former:Revision)
WITH cs, row, n, max(former.recordedTo) AS since, coalesce(n.revision, 1) AS revision
CREATE (was:Revision {id: row.revisionId, revision: revision, recordedFrom: coalesce(since, n.recordedFrom)})
SET was += row.before
CREATE (was)-[:STATE_OF]->(n)
SET n += row.after
SET n.revision = revision + 1
CREATE (cs)-[:CHANGED]->(n)
CREATE (cs)-[:CHANGED]->(was)
RETURN n.id AS id
