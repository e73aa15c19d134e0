// one claim, the newest first; each state's claims come in the order of their index
UNWIND $reviewStates AS state
CALL (state) {
  MATCH (c:Claim)
  USING INDEX c:Claim(reviewState, recordedFrom, id)
  WHERE c.reviewState = state AND c.recordedFrom <= $before AND c.id IS NOT NULL
    AND CASE WHEN c.recordedFrom < $before THEN true ELSE c.id < $beforeId END
    AND ($types IS NULL OR c.type IN $types)
    AND ($language IS NULL OR c.language = $language)
    AND ($agent IS NULL OR EXISTS { (c)<-[r:IN_CHAIN_OF]-(:Agent) WHERE r.agentId = $agent })
    AND ($outlet IS NULL OR EXISTS { (c)<-[r:IN_CHAIN_OF]-(:Agent) WHERE r.agentId = $outlet AND r.depth = 0 })
    AND CASE WHEN $hasContradiction IS NULL THEN true ELSE $hasContradiction = (size([(c)-[:CONTRADICTS]-(other:Claim) | 1]) > 0) END
    AND ($disclosures IS NULL OR EXISTS {
      (c)<-[:ASSERTS|PRESUPPOSES]-(a:Attribution WHERE a.reviewState = 'CONFIRMED' AND a.disclosure IN $disclosures)
    })
    AND ($publishedFrom IS NULL AND $publishedUntil IS NULL OR EXISTS {
      (c)<-[:ASSERTS|PRESUPPOSES]-(:Attribution {reviewState: 'CONFIRMED'})-[:REPORTED_IN]->(v:DocumentVersion)
      WHERE coalesce(v.publishedAt, v.modifiedAt) >= coalesce($publishedFrom, datetime({epochMillis: 0}))
        AND coalesce(v.publishedAt, v.modifiedAt) < coalesce($publishedUntil, datetime('9999-12-31'))
    })
  RETURN c
  ORDER BY c.reviewState DESC, c.recordedFrom DESC, c.id DESC
  LIMIT $limit
}
WITH c ORDER BY c.recordedFrom DESC, c.id DESC LIMIT $limit
RETURN c.id AS id, c.text AS text, c.language AS language, c.type AS type, c.reviewState AS reviewState,
       c.revision AS revision, c.originCount AS originCount, c.recordedFrom.epochMillis AS recordedFrom
