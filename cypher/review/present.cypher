// one review as it is recorded, in the shape in which it is written
UNWIND $ids AS id
MATCH (n:Review {id: id})-[on:REVIEWS]->(c:Claim)
RETURN id, {id: id, url: n.url, claim: c.id, claimRevision: on.claimRevision, documentVersion: on.documentVersion,
  author: head([(n)-[:AUTHORED_BY]->(a:Agent) | a.id]), claimReviewed: n.claimReviewed, datePublished: n.datePublished, raw: n.raw,
  rating: head([(n)-[:HAS_RATING]->(t:Rating) | {id: t.id, ratingValue: t.ratingValue, bestRating: t.bestRating,
    worstRating: t.worstRating, alternateName: t.alternateName}])} AS row
