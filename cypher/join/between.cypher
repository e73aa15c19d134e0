// one join that ties two of these members, or that has one of them where only one is given
UNWIND $ids AS id
MATCH (m:Agent|Utterance {id: id})<-[:JOINS]-(n:Join)
MATCH (n)-[:JOINS]->(other:Agent|Utterance)
WHERE other <> m AND (size($ids) = 1 OR other.id IN $ids)
RETURN DISTINCT n.id AS id, n.reviewState AS reviewState,
       COLLECT { MATCH (n)-[:JOINS]->(o:Agent|Utterance) RETURN o.id ORDER BY o.id } AS joins
