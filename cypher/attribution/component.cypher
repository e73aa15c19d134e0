// one live attribution that is linked to another by relaying, however far, with what it relays and what relays it
MATCH (start:Attribution {id: $id})
MATCH (start)-[:RELAYS*0..14]-(a:Attribution)
WITH DISTINCT a
RETURN a.id AS id, a.reviewState AS reviewState,
       COLLECT { MATCH (a)-[:RELAYS]->(o:Attribution) RETURN o.id } AS relays,
       COLLECT { MATCH (a)<-[:RELAYS]-(o:Attribution) RETURN o.id } AS relayedBy
