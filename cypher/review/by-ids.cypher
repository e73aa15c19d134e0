// one review
UNWIND $ids AS id
MATCH (w:Review {id: id})-[on:REVIEWS]->(:Claim)
WHERE $at IS NULL OR w.recordedFrom <= $at
RETURN w.id AS id, w.url AS url, w.datePublished AS datePublished, w.raw AS raw, on.claimRevision AS claimRevision,
       head([(w)-[:REVIEWS]->(c:Claim) | c.id]) AS claimId, head([(w)-[:AUTHORED_BY]->(g:Agent) | g.id]) AS authorId,
       head([(w)-[:HAS_RATING]->(t:Rating) | {ratingValue: t.ratingValue, bestRating: t.bestRating,
         worstRating: t.worstRating, alternateName: t.alternateName}]) AS rating
