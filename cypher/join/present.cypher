// one join as it is recorded, in the shape in which it is written
UNWIND $ids AS id
MATCH (n:Join {id: id})
RETURN id, {id: id, joins: COLLECT { MATCH (n)-[:JOINS]->(m:Agent|Utterance) RETURN m.id ORDER BY m.id },
  reviewState: n.reviewState, rationale: n.rationale} AS row
