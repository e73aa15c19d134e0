// one document recorded
MATCH (cs:ChangeSet {id: $changeSet})
UNWIND $rows AS row
// Its id tells what it is: two writers of one meet at the constraint, and the later one looks again.
CREATE (n:Document {id: row.id})
SET n.url = row.url, n.otherUrls = row.otherUrls, n.title = row.title, n.docType = row.docType, n.language = row.language,
    n.availability = row.availability, n.publisherId = row.publisher, n.revision = 1
CREATE (cs)-[:CHANGED]->(n)
WITH row, n
CALL (row, n) { UNWIND [id IN [row.publisher] WHERE id IS NOT NULL] AS id MATCH (a:Agent {id: id}) CREATE (n)-[:PUBLISHED_BY]->(a) }
CALL (row, n) { UNWIND row.authors AS id MATCH (a:Agent {id: id}) CREATE (n)-[:WRITTEN_BY]->(a) }
RETURN row.id AS id
