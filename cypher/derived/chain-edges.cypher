// one IN_CHAIN_OF relationship of a claim
UNWIND $ids AS claimId
MATCH (c:Claim {id: claimId})<-[in:IN_CHAIN_OF]-(a:Agent)
RETURN claimId, in.agentId AS agentId, in.role AS role, in.polarity AS polarity, in.presupposed AS presupposed, in.depth AS depth,
       in.recordedFrom AS recordedFrom
