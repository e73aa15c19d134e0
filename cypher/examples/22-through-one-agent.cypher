// What passes through one agency?
// A row is a claim in whose chains the agent stands, the newest recorded first, from the index; places in one claim by their position. Another name in the first line asks of another.
CALL db.index.fulltext.queryNodes('agent_name', 'Meridian Wire', {limit: 1}) YIELD node AS agent
WITH agent.id AS agentId
CALL (agentId) {
  MATCH (:Agent)-[in:IN_CHAIN_OF]->(claim:Claim)
  USING INDEX in:IN_CHAIN_OF(agentId, recordedFrom, claimId)
  WHERE in.agentId = agentId AND in.recordedFrom IS NOT NULL AND in.claimId IS NOT NULL
  RETURN in, claim
  ORDER BY in.agentId DESC, in.recordedFrom DESC, in.claimId DESC, in.depth, in.polarity
  LIMIT 25
}
RETURN in.role AS role, in.depth AS position, in.polarity AS polarity, claim.text AS claim
