// one review
UNWIND $ids AS id
MATCH (w:Review {id: id})-[on:REVIEWS]->(:Claim)
WHERE $at IS NULL OR w.recordedFrom <= $at
RETURN w.id AS id, w.url AS url, w.datePublished AS datePublished, w.raw AS raw, on.claimRevision AS claimRevision,
       head([(w)-[:REVIEWS]->(c:Claim) | c.id]) AS claimId, head([(w)-[:AUTHORED_BY]->(g:Agent) | {id: g.id, type: [label IN labels(g) WHERE label <> 'Agent'][0], name: g.name,
         aliases: g.aliases, kind: g.kind, descriptor: g.descriptor, anonymityReason: g.anonymityReason,
         recordedFrom: g.recordedFrom}]) AS author,
       head([(w)-[:HAS_RATING]->(t:Rating) | {ratingValue: t.ratingValue, bestRating: t.bestRating,
         worstRating: t.worstRating, alternateName: t.alternateName}]) AS rating
