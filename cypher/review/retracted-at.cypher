// how many reviews of a claim at an address were retracted
MATCH (:Claim {id: $claim})<-[:REVIEWS]-(w:FormerReview)
WHERE w.url = $url
RETURN count(w) AS retracted
