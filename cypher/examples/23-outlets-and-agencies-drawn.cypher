// Which outlets rely on which agencies, drawn?
// A row is a hop in which an outlet's document credits a news agency: the path from the one to the other. Neo4j Browser and /cypher draw all of them as one picture.
MATCH relies = (outlet:Agent)<-[:PUBLISHED_BY]-(document:Document)<-[:VERSION_OF]-(:DocumentVersion)<-[:REPORTED_IN]-(hop:Attribution {reviewState: 'CONFIRMED'})-[:CREDITS]->(agency:Organization {kind: 'NEWS_AGENCY'})
WHERE outlet <> agency
RETURN relies
ORDER BY outlet.name, agency.name, document.id, hop.id
