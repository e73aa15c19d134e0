// one agent at the origin of a claim's chains that assert (or deny) it, by id; of joined agents the first recorded
UNWIND $ids AS parentId
CALL (parentId) {
  MATCH (:Claim {id: parentId})<-[in:IN_CHAIN_OF]-(origin:Agent)
  WHERE in.role = 'ORIGIN' AND in.polarity = $polarity AND NOT in.presupposed
  CALL (origin) {
    MATCH joined = (origin)-[:JOINS*0..16]-(a:Agent)
    WHERE all(j IN nodes(joined) WHERE NOT j:Join OR j.reviewState = 'CONFIRMED')
    RETURN a ORDER BY a.id LIMIT 1
  }
  WITH DISTINCT a
  WHERE a.id > $afterId
  RETURN a
  ORDER BY a.id
  LIMIT $limit
}
WITH parentId, a, a AS s
RETURN parentId, a.id AS id, [label IN labels(a) WHERE label <> 'Agent'][0] AS type, s.name AS name, s.aliases AS aliases, s.kind AS kind,
       s.descriptor AS descriptor, s.anonymityReason AS anonymityReason, s.revision AS revision, a.recordedFrom.epochMillis AS recordedFrom
ORDER BY parentId, id
