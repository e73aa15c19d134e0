// How long are the chains through which claims reach us?
// A row is a length: the hops from the outlet to the origin, both counted; 1 is what an outlet says in its own voice.
MATCH (origin:Attribution {reviewState: 'CONFIRMED'})-[:ASSERTS|PRESUPPOSES]->(claim:Claim {reviewState: 'CONFIRMED'})
MATCH chain = (outer:Attribution)-[:RELAYS*0..7]->(origin)
WHERE NOT EXISTS { (:Attribution)-[:RELAYS]->(outer) } AND all(hop IN nodes(chain) WHERE hop.reviewState = 'CONFIRMED')
WITH claim, length(chain) + CASE WHEN length(chain) = 0 AND origin.disclosure = 'OWN_VOICE' THEN 1 ELSE 2 END AS hops
RETURN hops, count(*) AS chains, count(DISTINCT claim) AS claims
ORDER BY hops
