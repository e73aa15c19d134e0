// How does each outlet disclose where it has things from?
// A row is an outlet and a way of naming the origin (a person by name, an institution, a group, nobody …): how many attributions.
MATCH (outlet:Agent)<-[:PUBLISHED_BY]-(:Document)<-[:VERSION_OF]-(:DocumentVersion)<-[:REPORTED_IN]-(origin:Attribution {reviewState: 'CONFIRMED'})
WHERE EXISTS { (origin)-[:ASSERTS|PRESUPPOSES]->(:Claim {reviewState: 'CONFIRMED'}) }
RETURN outlet.name AS outlet, origin.disclosure AS disclosure, count(*) AS attributions
ORDER BY outlet, attributions DESC, disclosure
