// migration: data
// Documents recorded before V0007. Whom a document was published by never changes.
MATCH (d:Document)-[:PUBLISHED_BY]->(a:Agent) WHERE d.publisherId IS NULL
CALL (d, a) { SET d.publisherId = a.id } IN TRANSACTIONS OF 10000 ROWS;
