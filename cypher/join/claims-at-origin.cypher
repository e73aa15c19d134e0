// one claim whose count of origins a join can change: both members stand at the origin of its chains
UNWIND $ids AS id
MATCH (n:Join {id: id})-[:JOINS]->(one:Agent|Utterance)
MATCH (n)-[:JOINS]->(other:Agent|Utterance)
WHERE one.id < other.id
CALL (one, other) {
  MATCH (one)<-[:CREDITS|REPORTS]-(:Attribution)-[:ASSERTS|PRESUPPOSES]->(c:Claim)
  WHERE EXISTS { (c)<-[:ASSERTS|PRESUPPOSES]-(:Attribution)-[:CREDITS|REPORTS]->(other) }
  RETURN DISTINCT c
}
RETURN DISTINCT c.id AS claimId
