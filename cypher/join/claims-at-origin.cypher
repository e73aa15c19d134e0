// one claim whose count of origins a join can change: somebody of both sides stands at its origin. Joins
// of any state are walked: one that was undone in the same change set tied its sides a moment ago
UNWIND $ids AS id
MATCH (n:Join {id: id})-[:JOINS]->(one:Agent|Utterance)
MATCH (n)-[:JOINS]->(other:Agent|Utterance)
WHERE one.id < other.id
CALL (n, one) {
  MATCH joined = (one)-[:JOINS*0..16]-(m:Agent|Utterance)
  WHERE all(j IN nodes(joined) WHERE j <> n)
  WITH DISTINCT m
  RETURN collect(m) AS ones, sum(count { (m)<-[:CREDITS]-() } + count { (m)<-[:REPORTS]-() }) AS onesDegree
}
CALL (n, other) {
  MATCH joined = (other)-[:JOINS*0..16]-(m:Agent|Utterance)
  WHERE all(j IN nodes(joined) WHERE j <> n)
  WITH DISTINCT m
  RETURN collect(m) AS others, sum(count { (m)<-[:CREDITS]-() } + count { (m)<-[:REPORTS]-() }) AS othersDegree
}
// From the rarer side: what the other side says besides, however much, is not looked at.
WITH CASE WHEN onesDegree <= othersDegree THEN ones ELSE others END AS rare,
     [m IN CASE WHEN onesDegree <= othersDegree THEN others ELSE ones END | m.id] AS popular
UNWIND rare AS m
MATCH (m)<-[:CREDITS|REPORTS]-(:Attribution)-[:ASSERTS|PRESUPPOSES]->(c:Claim)
WITH DISTINCT c, popular
WHERE any(at IN [(c)<-[:ASSERTS|PRESUPPOSES]-(:Attribution)-[:CREDITS|REPORTS]->(o) | o.id] WHERE at IN popular)
RETURN DISTINCT c.id AS claimId
