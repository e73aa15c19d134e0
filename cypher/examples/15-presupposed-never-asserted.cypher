// What does everybody take for granted that nobody says?
// A row is a claim that is presupposed and never asserted, with those who presuppose it.
MATCH (agent:Agent)-[:IN_CHAIN_OF {role: 'ORIGIN', presupposed: true}]->(claim:Claim {reviewState: 'CONFIRMED'})
WHERE NOT EXISTS { (:Attribution {reviewState: 'CONFIRMED'})-[:ASSERTS {polarity: 'ASSERTED'}]->(claim) }
WITH claim, agent.name AS agent
ORDER BY agent
RETURN claim.text AS claim, collect(agent) AS presupposedBy
ORDER BY size(presupposedBy) DESC, claim
