// one relation of a kind as it was at a moment, the newest recorded first, in the order of the index
MATCH (r:ClaimRelation)
USING INDEX r:ClaimRelation(kind, recordedFrom, id)
WHERE r.kind = $kind AND r.recordedFrom <= $before AND r.id IS NOT NULL AND CASE WHEN r.recordedFrom < $before THEN true ELSE r.id < $beforeId END
  AND ($claim IS NULL OR EXISTS { (r)-[:LEFT|RIGHT]->(:Claim {id: $claim}) })
WITH r, coalesce(CASE WHEN $at IS NULL THEN null ELSE head([(r)<-[:STATE_OF]-(was:Revision) WHERE was.recordedFrom <= $at AND was.recordedTo > $at | was]) END, r) AS s
WHERE s.reviewState IN $reviewStates
  AND ($types IS NULL OR any(type IN s.types WHERE type IN $types))
  AND ($methods IS NULL OR s.method IN $methods)
  AND ($agent IS NULL OR EXISTS {
    MATCH (r)-[:LEFT|RIGHT]->(:Claim)<-[:ASSERTS|PRESUPPOSES]-(inner)
    MATCH path = (outer)-[:RELAYS*0..7]->(inner)
    WHERE NOT EXISTS {
        MATCH (o)-[:RELAYS]->(outer) WHERE o.recordedFrom <= $at AND (o.recordedTo IS NULL OR o.recordedTo > $at)
      }
      AND all(hop IN nodes(path) WHERE hop.recordedFrom <= $at AND (hop.recordedTo IS NULL OR hop.recordedTo > $at)
        AND coalesce(head([(hop)<-[:STATE_OF]-(w:Revision) WHERE w.recordedFrom <= $at AND w.recordedTo > $at | w.reviewState]), hop.reviewState) = 'CONFIRMED')
      AND (any(hop IN nodes(path) WHERE EXISTS { (hop)-[:CREDITS]->(:Agent {id: $agent}) })
        OR EXISTS { (outer)-[:REPORTED_IN]->(:DocumentVersion)-[:VERSION_OF]->(:Document)-[:PUBLISHED_BY]->(:Agent {id: $agent}) })
  })
WITH r, s ORDER BY r.kind DESC, r.recordedFrom DESC, r.id DESC LIMIT $limit
RETURN r.id AS id, r.kind AS kind, s.types AS types, s.sameEvent AS sameEvent, s.score AS score, s.method AS method,
       s.rationale AS rationale, s.reviewState AS reviewState, s.revision AS revision, r.recordedFrom.epochMillis AS recordedFrom,
       head([(r)-[:LEFT]->(l:Claim) | l.id]) AS leftId, head([(r)-[:RIGHT]->(l:Claim) | l.id]) AS rightId
