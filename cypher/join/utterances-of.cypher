// one attribution with the utterance that it reports, if any, and when it was said
UNWIND $ids AS id
MATCH (a:Attribution {id: id})
RETURN id, a.reviewState AS reviewState, a.saidAt AS saidAt, a.medium AS medium,
       head([(a)-[:REPORTS]->(u:Utterance) | u.id]) AS utterance,
       EXISTS { (a)-[:RELAYS]->(:Attribution) } AS relays
