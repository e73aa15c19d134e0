// one claim as it was at a moment, the newest recorded first, in the order of the index
MATCH (c:Claim)
USING INDEX c:Claim(recordedFrom, id)
WHERE c.recordedFrom <= $before AND c.id IS NOT NULL AND CASE WHEN c.recordedFrom < $before THEN true ELSE c.id < $beforeId END
WITH c, coalesce(CASE WHEN $at IS NULL THEN null ELSE head([(c)<-[:STATE_OF]-(was:Revision) WHERE was.recordedFrom <= $at AND was.recordedTo > $at | was]) END, c) AS s
WHERE s.reviewState IN $reviewStates
  AND ($types IS NULL OR s.type IN $types)
  AND ($language IS NULL OR s.language = $language)
  AND ($agent IS NULL OR EXISTS {
    MATCH (c)<-[:ASSERTS|PRESUPPOSES]-(inner)
    MATCH path = (outer)-[:RELAYS*0..7]->(inner)
    WHERE NOT EXISTS {
    MATCH (o)-[:RELAYS]->(outer)
    WHERE (o:Attribution OR $at IS NOT NULL AND o.recordedTo > $at) AND ($at IS NULL OR o.recordedFrom <= $at)
  }
      AND all(hop IN nodes(path) WHERE (hop:Attribution OR $at IS NOT NULL AND hop.recordedTo > $at) AND ($at IS NULL OR hop.recordedFrom <= $at))
      AND all(state IN [hop IN nodes(path) | CASE WHEN $at IS NULL THEN hop.reviewState ELSE
         coalesce(head([(hop)<-[:STATE_OF]-(w:Revision) WHERE w.recordedFrom <= $at AND w.recordedTo > $at | w.reviewState]), hop.reviewState) END] WHERE state = 'CONFIRMED')
      AND (any(hop IN nodes(path) WHERE EXISTS { (hop)-[:CREDITS]->(g:Agent) WHERE g.id = $agent }) OR EXISTS { (outer)-[:REPORTED_IN]->(:DocumentVersion)-[:VERSION_OF]->(:Document)-[:PUBLISHED_BY]->(g:Agent) WHERE g.id = $agent })
  })
  AND ($outlet IS NULL OR EXISTS {
    MATCH (c)<-[:ASSERTS|PRESUPPOSES]-(inner)
    MATCH path = (outer)-[:RELAYS*0..7]->(inner)
    WHERE NOT EXISTS {
    MATCH (o)-[:RELAYS]->(outer)
    WHERE (o:Attribution OR $at IS NOT NULL AND o.recordedTo > $at) AND ($at IS NULL OR o.recordedFrom <= $at)
  }
      AND all(hop IN nodes(path) WHERE (hop:Attribution OR $at IS NOT NULL AND hop.recordedTo > $at) AND ($at IS NULL OR hop.recordedFrom <= $at))
      AND all(state IN [hop IN nodes(path) | CASE WHEN $at IS NULL THEN hop.reviewState ELSE
         coalesce(head([(hop)<-[:STATE_OF]-(w:Revision) WHERE w.recordedFrom <= $at AND w.recordedTo > $at | w.reviewState]), hop.reviewState) END] WHERE state = 'CONFIRMED')
      AND (EXISTS { (outer)-[:REPORTED_IN]->(:DocumentVersion)-[:VERSION_OF]->(:Document)-[:PUBLISHED_BY]->(g:Agent) WHERE g.id = $outlet })
  })
  AND ($hasContradiction IS NULL OR $hasContradiction = EXISTS {
    MATCH (c)<-[:LEFT|RIGHT]-(r:ClaimRelation {kind: 'CONTRADICTS'})
    WHERE r.recordedFrom <= $at AND 'CONFIRMED' =
      coalesce(head([(r)<-[:STATE_OF]-(w:Revision) WHERE w.recordedFrom <= $at AND w.recordedTo > $at | w.reviewState]), r.reviewState)
  })
  AND ($disclosures IS NULL OR EXISTS {
    (c)<-[:ASSERTS|PRESUPPOSES]-(a)
    WHERE a.recordedFrom <= $at AND (a.recordedTo IS NULL OR a.recordedTo > $at) AND a.disclosure IN $disclosures
      AND 'CONFIRMED' = coalesce(head([(a)<-[:STATE_OF]-(w:Revision) WHERE w.recordedFrom <= $at AND w.recordedTo > $at | w.reviewState]), a.reviewState)
  })
  AND ($publishedFrom IS NULL AND $publishedUntil IS NULL OR EXISTS {
    (c)<-[:ASSERTS|PRESUPPOSES]-(a)-[:REPORTED_IN]->(v:DocumentVersion)
    WHERE a.recordedFrom <= $at AND (a.recordedTo IS NULL OR a.recordedTo > $at)
      AND 'CONFIRMED' = coalesce(head([(a)<-[:STATE_OF]-(w:Revision) WHERE w.recordedFrom <= $at AND w.recordedTo > $at | w.reviewState]), a.reviewState)
      AND coalesce(v.publishedAt, v.modifiedAt) >= coalesce($publishedFrom, datetime({epochMillis: 0}))
      AND coalesce(v.publishedAt, v.modifiedAt) < coalesce($publishedUntil, datetime('9999-12-31'))
  })
WITH c, s ORDER BY c.recordedFrom DESC, c.id DESC LIMIT $limit
RETURN c.id AS id, s.text AS text, s.language AS language, s.type AS type, s.reviewState AS reviewState,
       s.revision AS revision, c.originCount AS originCount, c.recordedFrom.epochMillis AS recordedFrom
ORDER BY recordedFrom DESC, id DESC
