// one relation whose plain edge is now there exactly if the relation is confirmed
UNWIND $ids AS id
MATCH (n:ClaimRelation {id: id})
MATCH (n)-[:LEFT]->(l:Claim)
MATCH (n)-[:RIGHT]->(r:Claim)
WITH id, n, l, r, n.reviewState = 'CONFIRMED' AS holds
FOREACH (_ IN CASE WHEN holds AND n.kind = 'CONTRADICTS' THEN [1] ELSE [] END | MERGE (l)-[:CONTRADICTS]->(r))
FOREACH (_ IN CASE WHEN holds AND n.kind = 'SUPPORTS' THEN [1] ELSE [] END | MERGE (l)-[:SUPPORTS]->(r))
FOREACH (_ IN CASE WHEN holds AND n.kind = 'EQUIVALENT' THEN [1] ELSE [] END | MERGE (l)-[:EQUIVALENT_TO]->(r))
WITH id, n, l, r, holds
CALL (n, l, r, holds) {
  MATCH (l)-[plain:CONTRADICTS|SUPPORTS|EQUIVALENT_TO]->(r)
  WHERE NOT holds AND type(plain) = CASE n.kind WHEN 'EQUIVALENT' THEN 'EQUIVALENT_TO' ELSE n.kind END
  DELETE plain
}
RETURN id
