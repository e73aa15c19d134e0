// Who is never quoted directly?
// A row is a person, group or organisation that outlets credit at least twice as an origin, always in the outlet's own words.
MATCH (agent:Agent)<-[:CREDITS]-(origin:Attribution {reviewState: 'CONFIRMED'})
WHERE origin.quoteType IS NOT NULL AND EXISTS { (origin)-[:ASSERTS]->(:Claim {reviewState: 'CONFIRMED'}) }
MATCH (origin)-[:REPORTED_IN]->(version:DocumentVersion)
WITH agent, count(DISTINCT origin) AS attributions, count(DISTINCT version) AS versions,
     sum(CASE WHEN origin.quoteType IN ['DIRECT', 'MIXED'] THEN 1 ELSE 0 END) AS quoted
WHERE attributions > 1 AND quoted = 0
RETURN agent.name AS agent, attributions, versions
ORDER BY attributions DESC, agent
