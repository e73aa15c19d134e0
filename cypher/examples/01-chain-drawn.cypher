// Through whom does one claim reach us, drawn?
// A row is one chain of one claim: its path from the outlet's attribution to the origin's, with the agents that its hops credit. Other words in the first line find another claim.
CALL db.index.fulltext.queryNodes('claim_text', 'Iran inform Pakistan before strike', {limit: 1}) YIELD node AS claim
MATCH states = (origin:Attribution)-[:ASSERTS|PRESUPPOSES]->(claim)
MATCH chain = (outer:Attribution)-[:RELAYS*0..7]->(origin)
WHERE NOT EXISTS { (:Attribution)-[:RELAYS]->(outer) } AND all(hop IN nodes(chain) WHERE hop.reviewState = 'CONFIRMED')
MATCH published = (outer)-[:REPORTED_IN]->(:DocumentVersion)-[:VERSION_OF]->(:Document)-[:PUBLISHED_BY]->(:Agent)
UNWIND nodes(chain) AS hop
OPTIONAL MATCH credits = (hop)-[:CREDITS]->(:Agent)
RETURN states, chain, published, collect(credits) AS credits
