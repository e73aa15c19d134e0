// Which outlets have origins in common?
// A row is two outlets with the origins that both have printed something from, however it came to them; most in common first.
MATCH (origin:Agent)<-[:CREDITS]-(said:Attribution {reviewState: 'CONFIRMED'})
WHERE EXISTS { (said)-[:ASSERTS|PRESUPPOSES]->(:Claim {reviewState: 'CONFIRMED'}) }
MATCH (said)-[:REPORTED_IN]->(:DocumentVersion)-[:VERSION_OF]->(:Document)-[:PUBLISHED_BY]->(outlet:Agent)
WHERE origin <> outlet
WITH DISTINCT origin, outlet
ORDER BY outlet.name
WITH origin, collect(outlet.name) AS outlets
UNWIND range(0, size(outlets) - 2) AS i
UNWIND outlets[i + 1 ..] AS other
WITH outlets[i] AS outlet, other, origin.name AS origin
ORDER BY origin
RETURN outlet, other, count(*) AS shared, collect(origin) AS origins
ORDER BY shared DESC, outlet, other
