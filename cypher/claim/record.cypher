// one claim recorded
MATCH (cs:ChangeSet {id: $changeSet})
UNWIND $rows AS row
CREATE (n:Claim {id: row.id})
SET n.text = row.text, n.language = row.language, n.type = row.type, n.reviewState = row.reviewState, n.originCount = 0,
    n.revision = 1
CREATE (cs)-[:CHANGED]->(n)
WITH cs, row, n
CALL (cs, row, n) {
  UNWIND row.quantities AS q
  CREATE (quantity:Quantity {id: q.id})
  SET quantity.measure = q.measure, quantity.unit = q.unit, quantity.value = toFloat(q.value), quantity.min = toFloat(q.min),
      quantity.max = toFloat(q.max), quantity.comparator = q.comparator, quantity.approximate = q.approximate
  CREATE (n)-[:HAS_QUANTITY]->(quantity)
  CREATE (cs)-[:CHANGED]->(quantity)
}
CALL (row, n) { UNWIND row.events AS id MATCH (e:Event {id: id}) CREATE (n)-[:ABOUT]->(e) }
CALL (row, n) { UNWIND row.mentions AS id MATCH (a:Agent {id: id}) CREATE (n)-[:MENTIONS]->(a) }
RETURN row.id AS id
