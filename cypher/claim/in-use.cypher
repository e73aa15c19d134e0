// one claim that an attribution stands on
UNWIND $ids AS id
MATCH (n:Claim {id: id})
WHERE EXISTS { (n)<-[:ASSERTS|PRESUPPOSES]-(:Attribution) }
RETURN id
