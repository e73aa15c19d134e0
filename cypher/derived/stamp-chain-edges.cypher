// how many IN_CHAIN_OF relationships of these claims hold from this change set's moment on
UNWIND $claimIds AS claimId
MATCH (:Claim {id: claimId})<-[in:IN_CHAIN_OF]-(:Agent)
WHERE in.recordedFrom IS NULL
SET in.recordedFrom = $recordedAt
RETURN count(in) AS stamped
