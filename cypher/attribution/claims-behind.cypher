// one claim whose chains pass through one of these attributions, former ones too
UNWIND $ids AS id
MATCH (a:Attribution|FormerAttribution {id: id})
MATCH (a)-[:RELAYS*0..7]->(inner)-[:ASSERTS|PRESUPPOSES]->(c:Claim)
RETURN DISTINCT c.id AS claimId
