// one confirmed chain of a claim as the counting of origins sees it: who and what stands at its origin and on its way
UNWIND $ids AS parentId
MATCH (:Claim {id: parentId})<-[e:ASSERTS|PRESUPPOSES]-(inner:Attribution)
MATCH path = (outer:Attribution)-[:RELAYS*0..7]->(inner)
WHERE NOT EXISTS { (o:Attribution)-[:RELAYS]->(outer) WHERE $at IS NULL OR o.recordedFrom <= $at }
  AND all(hop IN nodes(path) WHERE hop:Attribution AND hop.reviewState = 'CONFIRMED' AND ($at IS NULL OR hop.recordedFrom <= $at))
MATCH (outer)-[:REPORTED_IN]->(:DocumentVersion)-[:VERSION_OF]->(d:Document)
RETURN parentId, coalesce(e.polarity, 'ASSERTED') AS polarity, type(e) = 'PRESUPPOSES' AS presupposed,
       inner.disclosure = 'OWN_VOICE' AND size(nodes(path)) = 1 AS narrated,
       d.id AS documentId, head([(d)-[:PUBLISHED_BY]->(p:Agent) | p.id]) AS publisherId,
       [hop IN nodes(path) | head([(hop)-[:CREDITS]->(g:Agent) | g.id])] AS hopAgents,
       EXISTS { (inner)-[:CREDITS]->(:UnnamedSource) } AS unnamed,
       COLLECT {
         MATCH (inner)-[:CREDITS]->(g:Agent)
         MATCH (g) (()<-[:JOINS]-(j:Join WHERE j.reviewState = 'CONFIRMED')-[:JOINS]->()){0,8} (other:Agent)
         RETURN DISTINCT other.id
       } AS sameAgents,
       COLLECT {
         MATCH (inner)-[:REPORTS]->(u:Utterance WHERE u.reviewState = 'CONFIRMED')
         MATCH (u) (()<-[:JOINS]-(j:Join WHERE j.reviewState = 'CONFIRMED')-[:JOINS]->()){0,8} (other:Utterance)
         RETURN DISTINCT other.id
       } AS sameUtterances,
       [hop IN nodes(path) | head([(hop)-[:REPORTS]->(u:Utterance) | u.id])] AS hopUtterances,
       outer.recordedFrom AS recordedFrom
