// one claim that $chainAgent stands in a chain of, the newest such first; the order is that of the relationship index
MATCH (:Agent)-[in:IN_CHAIN_OF]->(c:Claim)
USING INDEX in:IN_CHAIN_OF(agentId, recordedFrom, claimId)
WHERE in.agentId = $chainAgent AND in.recordedFrom <= $before AND in.claimId IS NOT NULL
  AND CASE WHEN in.recordedFrom < $before THEN true ELSE in.claimId < $beforeId END
  AND ($atDepth IS NULL OR in.depth = $atDepth)
  AND c.reviewState IN $reviewStates
  // An agent may stand in a claim's chains in two roles: the newest relationship speaks for both.
  AND NOT EXISTS {
    (c)<-[other:IN_CHAIN_OF]-(:Agent)
    WHERE other.agentId = $chainAgent AND ($atDepth IS NULL OR other.depth = $atDepth)
      AND (other.recordedFrom > in.recordedFrom
           OR other.recordedFrom = in.recordedFrom AND other.role + other.polarity + other.presupposed + other.agentId < in.role + in.polarity + in.presupposed + in.agentId)
  }
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
WITH c, in
ORDER BY in.agentId DESC, in.recordedFrom DESC, in.claimId DESC
LIMIT $limit
RETURN c.id AS id, c.text AS text, c.language AS language, c.type AS type, c.reviewState AS reviewState,
       c.revision AS revision, c.originCount AS originCount, c.recordedFrom.epochMillis AS recordedFrom, in.recordedFrom.epochMillis AS inChainFrom
