// one review
UNWIND $ids AS id
MATCH (w:Review|FormerReview {id: id})-[on:REVIEWS]->(:Claim)
WHERE $at IS NULL OR w.recordedFrom <= $at AND (w.recordedTo IS NULL OR w.recordedTo > $at)
RETURN w.id AS id, w.url AS url, w.datePublished AS datePublished, w.raw AS raw, w.claimReviewed AS claimReviewed,
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
