// one attribution that is in the export: it stands in a chain all of whose hops are, from its outlet down to a claim that is
UNWIND $ids AS version
MATCH (n:Attribution)-[:REPORTED_IN]->(:DocumentVersion {id: version})
WHERE n.recordedFrom <= $until
  AND EXISTS {
    MATCH path = (outer:Attribution)-[:RELAYS*0..7]->(n)
    WHERE NOT EXISTS { (:Attribution)-[:RELAYS]->(outer) } AND all(hop IN nodes(path) WHERE hop.reviewState IN $states)
  }
  AND EXISTS {
    MATCH path = (n)-[:RELAYS*0..7]->(inner:Attribution)
    WHERE all(hop IN nodes(path) WHERE hop:Attribution AND hop.reviewState IN $states)
      AND EXISTS { MATCH (inner)-[:ASSERTS|PRESUPPOSES]->(c:Claim) WHERE c.reviewState IN $states }
  }
RETURN n.id AS id, n.recordedFrom AS recordedFrom, version
ORDER BY version, id
