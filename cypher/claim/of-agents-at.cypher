// one claim that an agent, or one joined to it, stood in a chain of at a moment; the newest such first
UNWIND $ids AS parentId
CALL (parentId) {
  MATCH joined = (start:Agent {id: parentId})-[:JOINS*0..16]-(member:Agent)
         WHERE all(j IN nodes(joined) WHERE NOT j:Join OR CASE WHEN $at IS NULL THEN j.reviewState = 'CONFIRMED'
           ELSE j.recordedFrom <= $at AND 'CONFIRMED' = coalesce(head([(j)<-[:STATE_OF]-(w:Revision) WHERE w.recordedFrom <= $at AND w.recordedTo > $at | w.reviewState]), j.reviewState) END)
  WITH collect(DISTINCT member) AS members
  CALL (members) {
    UNWIND members AS member
    MATCH (member)<-[:CREDITS]-(hop)
    RETURN hop
    UNION
    UNWIND members AS member
    MATCH (member)<-[:PUBLISHED_BY]-(:Document)<-[:VERSION_OF]-(:DocumentVersion)<-[:REPORTED_IN]-(hop)
    RETURN hop
  }
  MATCH (hop)-[:RELAYS*0..7]->(inner)-[e:ASSERTS|PRESUPPOSES]->(c:Claim)
  WITH DISTINCT members, inner, e, c
  MATCH path = (outer)-[:RELAYS*0..7]->(inner)
  WHERE NOT EXISTS {
    MATCH (o)-[:RELAYS]->(outer)
    WHERE (o:Attribution OR $at IS NOT NULL AND o.recordedTo > $at) AND ($at IS NULL OR o.recordedFrom <= $at)
  }
    AND all(hop IN nodes(path) WHERE (hop:Attribution OR $at IS NOT NULL AND hop.recordedTo > $at) AND ($at IS NULL OR hop.recordedFrom <= $at))
    AND all(state IN [hop IN nodes(path) | CASE WHEN $at IS NULL THEN hop.reviewState ELSE
         coalesce(head([(hop)<-[:STATE_OF]-(w:Revision) WHERE w.recordedFrom <= $at AND w.recordedTo > $at | w.reviewState]), hop.reviewState) END] WHERE state = 'CONFIRMED')
  MATCH (outer)-[:REPORTED_IN]->(:DocumentVersion)-[:VERSION_OF]->(d:Document)
  WITH members, c, coalesce(e.polarity, 'ASSERTED') AS polarity, type(e) = 'PRESUPPOSES' AS presupposed, outer.recordedFrom AS chainFrom,
       [hop IN nodes(path) | head([(hop)-[:CREDITS]->(g:Agent) | g])] AS credited, head([(d)-[:PUBLISHED_BY]->(p:Agent) | p]) AS publisher,
       inner.disclosure = 'OWN_VOICE' AND size(nodes(path)) = 1 AS narrated
  WITH members, c, polarity, presupposed, chainFrom, CASE WHEN narrated THEN credited ELSE [publisher] + credited END AS stand
  UNWIND range(0, size(stand) - 1) AS depth
  WITH c, polarity, presupposed, chainFrom, depth, stand[depth] IN members AS stands, stand[depth] AS member,
       CASE WHEN depth = size(stand) - 1 THEN 'ORIGIN' WHEN depth = 0 THEN 'OUTLET' ELSE 'RELAY' END AS role
  WHERE stands AND ($role IS NULL OR role = $role) AND ($polarity IS NULL OR polarity = $polarity)
  // As the derived relationships: each is the earliest chain and the least position; the newest of them speaks.
  WITH c, role, polarity, presupposed, member, min(chainFrom) AS since, min(depth) AS depth
  ORDER BY since DESC, role + polarity + presupposed + member.id
  WITH c, collect({role: role, polarity: polarity, recordedFrom: since, depth: depth})[0] AS in
  WHERE in.recordedFrom <= $before AND CASE WHEN in.recordedFrom < $before THEN true ELSE c.id < $beforeId END
  WITH c, in, coalesce(CASE WHEN $at IS NULL THEN null ELSE head([(c)<-[:STATE_OF]-(was:Revision) WHERE was.recordedFrom <= $at AND was.recordedTo > $at | was]) END, c) AS s
  WHERE s.reviewState = 'CONFIRMED'
  RETURN c, s, in
  ORDER BY in.recordedFrom DESC, c.id DESC
  LIMIT $limit
}
RETURN parentId, c.id AS id, s.text AS text, s.language AS language, s.type AS type, s.reviewState AS reviewState,
       s.revision AS revision, c.originCount AS originCount, c.recordedFrom.epochMillis AS recordedFrom, in.recordedFrom.epochMillis AS inChainFrom, in.role AS role, in.polarity AS polarity, in.depth AS depth
ORDER BY parentId, inChainFrom DESC, id DESC
