// one claim whose count of origins a join can change: somebody joined to one of its members, however far, stands at its origin
UNWIND $ids AS id
MATCH (n:Join {id: id})-[:JOINS]->(member:Agent|Utterance)
MATCH (member)-[:JOINS*0..16]-(same:Agent|Utterance)
WITH DISTINCT same
MATCH (same)<-[:CREDITS|REPORTS]-(:Attribution)-[:ASSERTS|PRESUPPOSES]->(c:Claim)
RETURN DISTINCT c.id AS claimId
