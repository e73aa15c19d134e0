// one relation of a kind, the newest first; each state's relations come in the order of their index
UNWIND $reviewStates AS state
CALL (state) {
  MATCH (r:ClaimRelation)
  USING INDEX r:ClaimRelation(kind, reviewState, recordedFrom, id)
  WHERE r.kind = $kind AND r.reviewState = state AND r.recordedFrom <= $before AND r.id IS NOT NULL
    AND CASE WHEN r.recordedFrom < $before THEN true ELSE r.id < $beforeId END
    AND ($types IS NULL OR any(type IN r.types WHERE type IN $types))
    AND ($methods IS NULL OR r.method IN $methods)
    AND ($claim IS NULL OR EXISTS { (r)-[:LEFT|RIGHT]->(:Claim {id: $claim}) })
    AND ($agent IS NULL OR EXISTS { (r)-[:LEFT|RIGHT]->(:Claim)<-[in:IN_CHAIN_OF]-(:Agent) WHERE in.agentId = $agent })
  RETURN r
  ORDER BY r.kind DESC, r.reviewState DESC, r.recordedFrom DESC, r.id DESC
  LIMIT $limit
}
WITH r ORDER BY r.recordedFrom DESC, r.id DESC LIMIT $limit
RETURN r.id AS id, r.kind AS kind, r.types AS types, r.sameEvent AS sameEvent, r.score AS score, r.method AS method,
       r.rationale AS rationale, r.reviewState AS reviewState, r.revision AS revision, r.recordedFrom.epochMillis AS recordedFrom,
       head([(r)-[:LEFT]->(l:Claim) | l.id]) AS leftId, head([(r)-[:RIGHT]->(l:Claim) | l.id]) AS rightId
