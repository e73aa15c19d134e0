// one claim as it is recorded, in the shape in which it is written
UNWIND $ids AS id
MATCH (n:Claim {id: id})
RETURN id, {id: id, text: n.text, language: n.language, type: n.type, reviewState: n.reviewState,
  quantities: COLLECT { MATCH (n)-[:HAS_QUANTITY]->(q:Quantity)
    RETURN {id: q.id, measure: q.measure, unit: q.unit, value: q.value, min: q.min, max: q.max, comparator: q.comparator,
      approximate: q.approximate} ORDER BY q.id },
  events: COLLECT { MATCH (n)-[:ABOUT]->(e:Event) RETURN e.id ORDER BY e.id },
  mentions: COLLECT { MATCH (n)-[:MENTIONS]->(a:Agent) RETURN a.id ORDER BY a.id }} AS row
