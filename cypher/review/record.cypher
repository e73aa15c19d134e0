// one review recorded
MATCH (cs:ChangeSet {id: $changeSet})
UNWIND $rows AS row
MATCH (c:Claim {id: row.claim})
// Its id tells what it is: two writers of one meet at the constraint, and the later one looks again.
CREATE (n:Review {id: row.id})
SET n.url = row.url, n.claimReviewed = row.claimReviewed, n.datePublished = datetime(row.datePublished), n.raw = row.raw
CREATE (n)-[on:REVIEWS]->(c)
SET on.claimRevision = row.claimRevision, on.documentVersion = row.documentVersion
CREATE (cs)-[:CHANGED]->(n)
WITH cs, row, n
CALL (row, n) { UNWIND [id IN [row.author] WHERE id IS NOT NULL] AS id MATCH (a:Agent {id: id}) CREATE (n)-[:AUTHORED_BY]->(a) }
CALL (cs, row, n) {
  UNWIND [rating IN [row.rating] WHERE rating IS NOT NULL] AS r
  CREATE (t:Rating {id: r.id})
  SET t.ratingValue = toFloat(r.ratingValue), t.bestRating = toFloat(r.bestRating), t.worstRating = toFloat(r.worstRating),
      t.alternateName = r.alternateName
  CREATE (n)-[:HAS_RATING]->(t)
  CREATE (cs)-[:CHANGED]->(t)
}
RETURN row.id AS id
