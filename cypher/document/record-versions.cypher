// one version recorded; rows come in the order of their seq
MATCH (cs:ChangeSet {id: $changeSet})
UNWIND $rows AS row
MATCH (d:Document {id: row.document})
// Its id tells what it is: two writers of one meet at the constraint, and the later one looks again.
CREATE (n:DocumentVersion {id: row.id})
SET n.seq = row.seq, n.contentSha256 = row.contentSha256, n.text = row.text, n.textAccess = row.textAccess,
    n.publishedAt = datetime(row.publishedAt), n.modifiedAt = datetime(row.modifiedAt),
    n.retrievedAt = datetime(row.retrievedAt), n.archivedUrl = row.archivedUrl, n.availability = row.availability
CREATE (n)-[:VERSION_OF]->(d)
CREATE (cs)-[:CHANGED]->(n)
RETURN row.id AS id
