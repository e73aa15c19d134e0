// Which claims have the most distinct origins?
// A row is a claim, that with most distinct known origins first. The index gives the order, however many claims there are.
MATCH (claim:Claim)
USING INDEX claim:Claim(reviewState, originCount, id)
WHERE claim.reviewState = 'CONFIRMED' AND claim.originCount IS NOT NULL AND claim.id IS NOT NULL
WITH claim
ORDER BY claim.reviewState DESC, claim.originCount DESC, claim.id DESC
LIMIT 10
RETURN claim.text AS claim, claim.type AS type, claim.originCount AS distinctKnown
