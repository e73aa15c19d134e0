// Which claims look widely reported and come from one origin?
// A row is a claim that several documents carry, though all their chains end at one and the same origin.
MATCH (claim:Claim)
USING INDEX claim:Claim(reviewState, originCount, id)
WHERE claim.reviewState = 'CONFIRMED' AND claim.originCount = 1 AND claim.id IS NOT NULL
MATCH (origin:Attribution {reviewState: 'CONFIRMED'})-[stands:ASSERTS|PRESUPPOSES]->(claim)
WHERE coalesce(stands.polarity, 'ASSERTED') = 'ASSERTED'
MATCH (origin)-[:REPORTED_IN]->(:DocumentVersion)-[:VERSION_OF]->(document:Document)-[:PUBLISHED_BY]->(outlet:Agent)
WITH claim, count(DISTINCT document) AS documents, collect(DISTINCT outlet.name) AS outlets
WHERE documents > 1
UNWIND outlets AS outlet
WITH claim, documents, outlet
ORDER BY outlet
RETURN claim.text AS claim, documents, collect(outlet) AS outlets
ORDER BY documents DESC, claim
