// one IN_CHAIN_OF relationship whose depth and moment are now right, or that is gone (`holds` false); looked for from the
// claim, which has hundreds of them at most, where an agent may have millions
UNWIND $rows AS row
MATCH (c:Claim {id: row.claimId})
CALL (c, row) {
  MATCH (c)<-[in:IN_CHAIN_OF]-()
  WHERE in.agentId = row.agentId AND in.role = row.role AND in.polarity = row.polarity AND in.presupposed = row.presupposed
  FOREACH (_ IN CASE WHEN row.holds THEN [1] ELSE [] END | SET in.depth = row.depth, in.recordedFrom = row.recordedFrom)
  FOREACH (_ IN CASE WHEN row.holds THEN [] ELSE [1] END | DELETE in)
}
RETURN row.claimId AS claimId
