// one agent at the origin of a claim's chains that assert (or deny) it, by id
UNWIND $ids AS parentId
CALL (parentId) {
  MATCH (:Claim {id: parentId})<-[in:IN_CHAIN_OF]-(a:Agent)
  WHERE in.role = 'ORIGIN' AND in.polarity = $polarity AND NOT in.presupposed AND a.id > $afterId
    AND ($at IS NULL OR in.recordedFrom <= $at)
  RETURN DISTINCT a
  ORDER BY a.id
  LIMIT $limit
}
RETURN parentId, a.id AS id, [label IN labels(a) WHERE label <> 'Agent'][0] AS type, a.name AS name, a.aliases AS aliases, a.kind AS kind,
       a.descriptor AS descriptor, a.anonymityReason AS anonymityReason, a.recordedFrom AS recordedFrom
