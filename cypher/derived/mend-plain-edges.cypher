// one plain edge that is now there once (`holds`) or not at all
UNWIND $rows AS row
MATCH (l:Claim {id: row.claimId})
MATCH (r:Claim {id: row.right})
CALL (l, r, row) {
  MATCH (l)-[e:CONTRADICTS|SUPPORTS|EQUIVALENT_TO]->(r)
  WHERE type(e) = row.type
  DELETE e
}
FOREACH (_ IN CASE WHEN row.holds AND row.type = 'CONTRADICTS' THEN [1] ELSE [] END | CREATE (l)-[:CONTRADICTS]->(r))
FOREACH (_ IN CASE WHEN row.holds AND row.type = 'SUPPORTS' THEN [1] ELSE [] END | CREATE (l)-[:SUPPORTS]->(r))
FOREACH (_ IN CASE WHEN row.holds AND row.type = 'EQUIVALENT_TO' THEN [1] ELSE [] END | CREATE (l)-[:EQUIVALENT_TO]->(r))
RETURN row.claimId AS claimId
