// one agent or utterance with all that confirmed joins make one with it, itself among them, and whether it is confirmed
// itself (an agent always is)
UNWIND $ids AS id
MATCH (n:Agent|Utterance {id: id})
RETURN id, coalesce(n.reviewState, 'CONFIRMED') = 'CONFIRMED' AS confirmed, COLLECT {
  MATCH joined = (n)-[:JOINS*0..16]-(other:Agent|Utterance)
  WHERE all(j IN nodes(joined) WHERE NOT j:Join OR j.reviewState = 'CONFIRMED')
  RETURN DISTINCT other.id
} AS same
