// With which words do outlets introduce whom?
// A row is a word of saying (the cue) and a kind of origin: how often, in how many outlets.
MATCH (origin:Attribution {reviewState: 'CONFIRMED'})-[:REPORTED_IN]->(:DocumentVersion)-[:VERSION_OF]->(:Document)-[:PUBLISHED_BY]->(outlet:Agent)
WHERE origin.cue IS NOT NULL AND origin.disclosure <> 'OWN_VOICE'
RETURN toLower(origin.cue) AS cue, origin.disclosure AS disclosure, count(*) AS times, count(DISTINCT outlet) AS outlets
ORDER BY times DESC, cue, disclosure
LIMIT 15
