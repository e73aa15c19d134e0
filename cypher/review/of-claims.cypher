// one review of a claim, by id
UNWIND $ids AS parentId
CALL (parentId) {
  MATCH (:Claim {id: parentId})<-[on:REVIEWS]-(w)
  WHERE w.id > $afterId AND (w:Review OR $at IS NOT NULL AND w:FormerReview AND w.recordedTo > $at)
    AND ($at IS NULL OR w.recordedFrom <= $at)
  RETURN w, on
  ORDER BY w.id
  LIMIT $limit
}
RETURN parentId, w.id AS id, w.url AS url, w.datePublished AS datePublished, w.raw AS raw, w.claimReviewed AS claimReviewed,
       on.claimRevision AS claimRevision, on.documentVersion AS documentVersion,
       head([(w)-[:REVIEWS]->(c:Claim) | c.id]) AS claimId, head(COLLECT {
         MATCH (w)-[:AUTHORED_BY]->(g:Agent)
         WITH g, coalesce(CASE WHEN $at IS NULL THEN null ELSE head([(g)<-[:STATE_OF]-(was:Revision) WHERE was.recordedFrom <= $at AND was.recordedTo > $at | was]) END, g) AS s
         RETURN {id: g.id, type: [label IN labels(g) WHERE label <> 'Agent'][0], name: s.name, aliases: s.aliases,
           kind: s.kind, descriptor: s.descriptor, anonymityReason: s.anonymityReason, revision: s.revision,
           recordedFrom: g.recordedFrom}
       }) AS author,
       head([(w)-[:HAS_RATING]->(t:Rating) | {ratingValue: t.ratingValue, bestRating: t.bestRating,
         worstRating: t.worstRating, alternateName: t.alternateName}]) AS rating
