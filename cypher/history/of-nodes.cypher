// one state of a node, the first first: its values, since when and until when, and the change set that brought it
UNWIND $ids AS parentId
MATCH (n:Claim|Attribution|FormerAttribution|Agent|Document|ClaimRelation|Join|Utterance {id: parentId})
CALL (n) {
  MATCH (n)<-[:STATE_OF]-(was:Revision)
  RETURN was AS state, was.recordedFrom AS since, was.recordedTo AS until
  UNION ALL
  OPTIONAL MATCH (n)<-[:STATE_OF]-(was:Revision)
  WITH n, max(was.recordedTo) AS last
  RETURN n AS state, coalesce(last, n.recordedFrom) AS since, n.recordedTo AS until
}
CALL (n, since) {
  MATCH (cs:ChangeSet)-[:CHANGED]->(n)
  WHERE cs.recordedAt = since
  RETURN head(collect(cs.id)) AS changeSetId
}
RETURN parentId, coalesce(state.revision, 1) AS revision, since AS recordedFrom, until AS recordedTo, changeSetId,
       {text: state.text, language: state.language, type: state.type, reviewState: state.reviewState, name: state.name,
        aliases: state.aliases, kind: CASE WHEN n:Agent THEN state.kind END, descriptor: state.descriptor,
        anonymityReason: state.anonymityReason, title: state.title, docType: state.docType, otherUrls: state.otherUrls,
        availability: state.availability, types: state.types, sameEvent: state.sameEvent, score: state.score,
        method: state.method, rationale: state.rationale} AS values
ORDER BY parentId, recordedFrom
