// Which numbers contradict each other?
// A row is a confirmed contradiction between two quantities of one measure in one unit, with both and how far they lie apart.
MATCH (relation:ClaimRelation {kind: 'CONTRADICTS', reviewState: 'CONFIRMED'})-[:LEFT]->(left:Claim)-[:HAS_QUANTITY]->(one:Quantity)
MATCH (relation)-[:RIGHT]->(right:Claim)-[:HAS_QUANTITY]->(other:Quantity {measure: one.measure})
WHERE coalesce(one.unit, '') = coalesce(other.unit, '')
  AND coalesce(one.value, one.min, one.max) <> coalesce(other.value, other.min, other.max)
RETURN one.measure AS measure, left.text AS claim, coalesce(one.value, one.min, one.max) AS number,
       right.text AS contradictedBy, coalesce(other.value, other.min, other.max) AS otherNumber,
       abs(coalesce(one.value, one.min, one.max) - coalesce(other.value, other.min, other.max)) AS apart
ORDER BY apart DESC, claim
