// one claim whose IN_CHAIN_OF relationships and originCount are now those that its chains give
UNWIND $rows AS row
MATCH (c:Claim {id: row.claimId})
SET c.originCount = row.originCount
WITH c, row
CALL (c, row) {
  UNWIND row.stands AS s
  MATCH (a:Agent {id: s.agentId})
  MERGE (a)-[in:IN_CHAIN_OF {agentId: s.agentId, role: s.role, polarity: s.polarity, presupposed: s.presupposed, claimId: row.claimId}]->(c)
  SET in.depth = s.depth, in.recordedFrom = s.recordedFrom
}
CALL (c, row) {
  MATCH (c)<-[in:IN_CHAIN_OF]-(:Agent)
  WHERE NOT any(s IN row.stands WHERE s.agentId = in.agentId AND s.role = in.role AND s.polarity = in.polarity AND s.presupposed = in.presupposed)
  DELETE in
}
RETURN row.claimId AS claimId
