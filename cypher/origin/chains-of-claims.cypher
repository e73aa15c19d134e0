// one confirmed chain of a claim as the counting of origins sees it: who and what stands at its origin and on its way
UNWIND $ids AS parentId
MATCH (:Claim {id: parentId})<-[e:ASSERTS|PRESUPPOSES]-(inner)
MATCH path = (outer)-[:RELAYS*0..7]->(inner)
WHERE NOT EXISTS {
    MATCH (o)-[:RELAYS]->(outer)
    WHERE (o:Attribution OR $at IS NOT NULL AND o.recordedTo > $at) AND ($at IS NULL OR o.recordedFrom <= $at)
  }
  AND all(hop IN nodes(path) WHERE (hop:Attribution OR $at IS NOT NULL AND hop.recordedTo > $at) AND ($at IS NULL OR hop.recordedFrom <= $at))
  AND all(state IN [hop IN nodes(path) | CASE WHEN $at IS NULL THEN hop.reviewState ELSE
         coalesce(head([(hop)<-[:STATE_OF]-(w:Revision) WHERE w.recordedFrom <= $at AND w.recordedTo > $at | w.reviewState]), hop.reviewState) END] WHERE state = 'CONFIRMED')
MATCH (outer)-[:REPORTED_IN]->(:DocumentVersion)-[:VERSION_OF]->(d:Document)
RETURN parentId, coalesce(e.polarity, 'ASSERTED') AS polarity, type(e) = 'PRESUPPOSES' AS presupposed,
       inner.disclosure = 'OWN_VOICE' AND size(nodes(path)) = 1 AS narrated,
       d.id AS documentId, head([(d)-[:PUBLISHED_BY]->(p:Agent) | p.id]) AS publisherId,
       [hop IN nodes(path) | head([(hop)-[:CREDITS]->(g:Agent) | g.id])] AS hopAgents,
       EXISTS { (inner)-[:CREDITS]->(:UnnamedSource) } AS unnamed,
       COLLECT {
         MATCH (inner)-[:CREDITS]->(g:Agent)
         MATCH joined = (g)-[:JOINS*0..16]-(other:Agent)
         WHERE all(j IN nodes(joined) WHERE NOT j:Join OR CASE WHEN $at IS NULL THEN j.reviewState = 'CONFIRMED'
           ELSE j.recordedFrom <= $at AND 'CONFIRMED' = coalesce(head([(j)<-[:STATE_OF]-(w:Revision) WHERE w.recordedFrom <= $at AND w.recordedTo > $at | w.reviewState]), j.reviewState) END)
         RETURN DISTINCT other.id
       } AS sameAgents,
       COLLECT {
         MATCH (inner)-[:REPORTS]->(u:Utterance)
         WHERE $at IS NULL OR u.recordedFrom <= $at
         WITH u, coalesce(CASE WHEN $at IS NULL THEN null ELSE head([(u)<-[:STATE_OF]-(was:Revision) WHERE was.recordedFrom <= $at AND was.recordedTo > $at | was]) END, u) AS us
         WHERE us.reviewState = 'CONFIRMED'
         MATCH joined = (u)-[:JOINS*0..16]-(other:Utterance)
         WHERE all(j IN nodes(joined) WHERE NOT j:Join OR CASE WHEN $at IS NULL THEN j.reviewState = 'CONFIRMED'
           ELSE j.recordedFrom <= $at AND 'CONFIRMED' = coalesce(head([(j)<-[:STATE_OF]-(w:Revision) WHERE w.recordedFrom <= $at AND w.recordedTo > $at | w.reviewState]), j.reviewState) END)
         RETURN DISTINCT other.id
       } AS sameUtterances,
       [hop IN nodes(path) | head([(hop)-[:REPORTS]->(u:Utterance) WHERE $at IS NULL OR u.recordedFrom <= $at | u.id])] AS hopUtterances,
       outer.recordedFrom.epochMillis AS recordedFrom
