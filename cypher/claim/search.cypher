// one hit, best first; equal scores in the order of ids. At most $window hits are looked at
CALL db.index.fulltext.queryNodes('claim_text', $text, {limit: $window}) YIELD node AS c, score
WHERE (score < $belowScore OR score = $belowScore AND c.id > $afterId)
    AND c.reviewState IN $reviewStates
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
WITH c, score ORDER BY score DESC, c.id LIMIT $limit
RETURN c.id AS id, c.text AS text, c.language AS language, c.type AS type, c.reviewState AS reviewState,
       c.revision AS revision, c.originCount AS originCount, c.recordedFrom.epochMillis AS recordedFrom, score
