// one agent that stood at the origin of a claim's chains at a moment, by id; of joined agents the first recorded
UNWIND $ids AS parentId
CALL (parentId) {
  MATCH (:Claim {id: parentId})<-[e:ASSERTS]-(inner)
  WHERE e.polarity = $polarity
  MATCH path = (outer)-[:RELAYS*0..7]->(inner)
  WHERE NOT EXISTS {
    MATCH (o)-[:RELAYS]->(outer)
    WHERE (o:Attribution OR $at IS NOT NULL AND o.recordedTo > $at) AND ($at IS NULL OR o.recordedFrom <= $at)
  }
    AND all(hop IN nodes(path) WHERE (hop:Attribution OR $at IS NOT NULL AND hop.recordedTo > $at) AND ($at IS NULL OR hop.recordedFrom <= $at))
    AND all(state IN [hop IN nodes(path) | CASE WHEN $at IS NULL THEN hop.reviewState ELSE
         coalesce(head([(hop)<-[:STATE_OF]-(w:Revision) WHERE w.recordedFrom <= $at AND w.recordedTo > $at | w.reviewState]), hop.reviewState) END] WHERE state = 'CONFIRMED')
  MATCH (inner)-[:CREDITS]->(origin:Agent)
  WITH DISTINCT origin
  CALL (origin) {
    MATCH joined = (origin)-[:JOINS*0..16]-(a:Agent)
         WHERE all(j IN nodes(joined) WHERE NOT j:Join OR CASE WHEN $at IS NULL THEN j.reviewState = 'CONFIRMED'
           ELSE j.recordedFrom <= $at AND 'CONFIRMED' = coalesce(head([(j)<-[:STATE_OF]-(w:Revision) WHERE w.recordedFrom <= $at AND w.recordedTo > $at | w.reviewState]), j.reviewState) END)
    RETURN a ORDER BY a.id LIMIT 1
  }
  WITH DISTINCT a
  WHERE a.id > $afterId
  RETURN a
  ORDER BY a.id
  LIMIT $limit
}
WITH parentId, a, coalesce(CASE WHEN $at IS NULL THEN null ELSE head([(a)<-[:STATE_OF]-(was:Revision) WHERE was.recordedFrom <= $at AND was.recordedTo > $at | was]) END, a) AS s
RETURN parentId, a.id AS id, [label IN labels(a) WHERE label <> 'Agent'][0] AS type, s.name AS name, s.aliases AS aliases, s.kind AS kind,
       s.descriptor AS descriptor, s.anonymityReason AS anonymityReason, s.revision AS revision, a.recordedFrom.epochMillis AS recordedFrom
ORDER BY parentId, id
