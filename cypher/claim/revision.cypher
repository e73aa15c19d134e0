// the revision of a claim
MATCH (n:Claim {id: $id})
RETURN n.revision AS revision
