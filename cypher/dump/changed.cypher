// one node that a change set changed, or one of its former states, which a redaction changes as well, or one that got a
// relationship to it: an import may record an attribution in one change set and its spans in the next, and who is said to
// have been heard with others gets an utterance
MATCH (:ChangeSet {id: $changeSet})-[:CHANGED]->(n)
CALL (n) {
  RETURN n.id AS id
  UNION
  MATCH (n)<-[:STATE_OF]-(was:Revision)
  RETURN was.id AS id
  UNION
  MATCH (n)<-[:HAS_SPAN|REPORTS]-(from)
  RETURN from.id AS id
}
RETURN DISTINCT id
ORDER BY id
