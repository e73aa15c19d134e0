// Which outlets rely on which agencies?
// A row is an outlet and a news agency: the attributions in which the outlet credits it, and the claims that come through them.
MATCH (agency:Organization {kind: 'NEWS_AGENCY'})<-[:CREDITS]-(hop:Attribution)
MATCH (hop)-[:REPORTED_IN]->(:DocumentVersion)-[:VERSION_OF]->(:Document)-[:PUBLISHED_BY]->(outlet:Agent)
WHERE outlet <> agency
MATCH chain = (hop)-[:RELAYS*0..7]->(:Attribution)-[:ASSERTS|PRESUPPOSES]->(claim:Claim)
WHERE all(n IN nodes(chain) WHERE n.reviewState = 'CONFIRMED')
RETURN outlet.name AS outlet, agency.name AS agency, count(DISTINCT hop) AS attributions, count(DISTINCT claim) AS claims
ORDER BY claims DESC, outlet, agency
