// one id of a claim, an utterance, an attribution or a span that is in the export
CALL () {
  UNWIND $claims AS id
  MATCH (n:Claim {id: id})
  WHERE n.recordedFrom <= $until AND n.reviewState IN $states
  RETURN id
  UNION ALL
  UNWIND $utterances AS id
  MATCH (n:Utterance {id: id})
  WHERE n.recordedFrom <= $until AND n.reviewState IN $states
  RETURN id
  UNION ALL
  UNWIND $attributions AS id
  MATCH (n:Attribution {id: id})
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
  RETURN id
}
RETURN id
