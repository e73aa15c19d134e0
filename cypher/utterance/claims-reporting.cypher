// one claim at whose origin an utterance is reported
UNWIND $ids AS id
MATCH (:Utterance {id: id})<-[:REPORTS]-(:Attribution)-[:ASSERTS|PRESUPPOSES]->(c:Claim)
RETURN DISTINCT c.id AS claimId
