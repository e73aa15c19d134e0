// one plain edge of a claim that is there, or should be: `relations` are the confirmed relations that give it, `edges` how many there are
UNWIND $ids AS claimId
MATCH (c:Claim {id: claimId})
CALL (c) {
  MATCH (c)-[e:CONTRADICTS|SUPPORTS|EQUIVALENT_TO]->(r:Claim)
  RETURN type(e) AS type, r.id AS right, 1 AS edge, 0 AS relation
  UNION ALL
  MATCH (c)<-[:LEFT]-(n:ClaimRelation)-[:RIGHT]->(r:Claim)
  WHERE n.reviewState = 'CONFIRMED' AND n.kind IN ['CONTRADICTS', 'SUPPORTS', 'EQUIVALENT']
  RETURN CASE n.kind WHEN 'EQUIVALENT' THEN 'EQUIVALENT_TO' ELSE n.kind END AS type, r.id AS right, 0 AS edge, 1 AS relation
}
RETURN claimId, type, right, sum(edge) AS edges, sum(relation) AS relations
