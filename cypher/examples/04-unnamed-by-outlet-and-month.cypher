// How often does each outlet, month by month, rest on sources that it does not name?
// A row is an outlet and a month of publication: its origins, those of them unnamed, and their share.
MATCH (origin:Attribution {reviewState: 'CONFIRMED'})-[:REPORTED_IN]->(version:DocumentVersion)
WHERE EXISTS { (origin)-[:ASSERTS|PRESUPPOSES]->(:Claim {reviewState: 'CONFIRMED'}) }
MATCH (version)-[:VERSION_OF]->(:Document)-[:PUBLISHED_BY]->(outlet:Agent)
WITH outlet.name AS outlet, left(toString(coalesce(version.publishedAt, version.modifiedAt)), 7) AS month,
     count(*) AS origins, sum(CASE origin.disclosure WHEN 'UNNAMED' THEN 1 ELSE 0 END) AS unnamed
RETURN outlet, month, origins, unnamed, round(toFloat(unnamed) / origins, 2) AS share
ORDER BY share DESC, outlet, month
