// one relation as it is recorded, in the shape in which it is written
UNWIND $ids AS id
MATCH (n:ClaimRelation {id: id})
RETURN id, {id: id, kind: n.kind, left: head([(n)-[:LEFT]->(c:Claim) | c.id]), right: head([(n)-[:RIGHT]->(c:Claim) | c.id]),
  types: n.types, sameEvent: n.sameEvent, score: n.score, method: n.method, rationale: n.rationale, reviewState: n.reviewState,
  basedOn: COLLECT { MATCH (n)-[:BASED_ON]->(b:Attribution|TextSpan) RETURN b.id ORDER BY b.id }} AS row
