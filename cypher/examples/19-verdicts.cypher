// What have fact-checkers said, and of which wording?
// A row is a review of a claim: whose, its verdict on its author's own scale, and whether the claim still reads as it did then.
MATCH (review:Review)-[judged:REVIEWS]->(claim:Claim {reviewState: 'CONFIRMED'})
OPTIONAL MATCH (review)-[:AUTHORED_BY]->(author:Agent)
OPTIONAL MATCH (review)-[:HAS_RATING]->(rating:Rating)
RETURN claim.text AS claim, author.name AS author, rating.alternateName AS verdict, rating.ratingValue AS rating,
       rating.worstRating AS worst, rating.bestRating AS best, judged.claimRevision = claim.revision AS sameWording
ORDER BY claim, author
