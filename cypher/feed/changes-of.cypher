// one node that a change set changed, by id; a revision is none of its own: what it is a state of was changed, too
UNWIND $ids AS parentId
CALL (parentId) {
  MATCH (:ChangeSet {id: parentId})-[:CHANGED]->(n)
  WHERE n.id > $afterId AND NOT n:Revision
  RETURN DISTINCT n.id AS nodeId
  ORDER BY nodeId
  LIMIT $limit
}
RETURN parentId, nodeId
ORDER BY parentId, nodeId
