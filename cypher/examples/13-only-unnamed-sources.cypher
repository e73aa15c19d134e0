// Which claims rest on unnamed sources alone?
// A row is a claim of which every asserting origin is unnamed, with the sources and the reasons given for leaving out their names.
MATCH (claim:Claim {reviewState: 'CONFIRMED'})<-[:ASSERTS {polarity: 'ASSERTED'}]-(origin:Attribution {reviewState: 'CONFIRMED'})
WITH claim, collect(origin) AS origins
WHERE all(origin IN origins WHERE origin.disclosure = 'UNNAMED')
UNWIND origins AS origin
OPTIONAL MATCH (origin)-[:CREDITS]->(source:UnnamedSource)
WITH claim, source.name AS source, source.anonymityReason AS reason
ORDER BY source, reason
RETURN claim.text AS claim, collect(DISTINCT source) AS sources, collect(DISTINCT reason) AS reasons
ORDER BY claim
