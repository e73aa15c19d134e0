// Which relays does the wording leave open?
// A row is an attribution that may have come through somebody who is no certain hop of its chain. This question is about doubt: its state is a column.
MATCH (attribution:Attribution)-[:POSSIBLY_VIA]->(via:Agent)
OPTIONAL MATCH (attribution)-[:CREDITS]->(agent:Agent)
OPTIONAL MATCH (attribution)-[:ASSERTS|PRESUPPOSES]->(claim:Claim)
RETURN agent.name AS agent, via.name AS possiblyVia, claim.text AS claim, attribution.reviewState AS state
ORDER BY possiblyVia, agent, claim
