// one IN_CHAIN_OF relationship made; that there is none was read under the claim's lock
UNWIND $rows AS row
MATCH (c:Claim {id: row.claimId})
MATCH (a:Agent {id: row.agentId})
// CREATE, not MERGE: that would lock the agent, and all who write about a popular one would wait for each other.
CREATE (a)-[:IN_CHAIN_OF {agentId: row.agentId, role: row.role, polarity: row.polarity, presupposed: row.presupposed,
  claimId: row.claimId, depth: row.depth, recordedFrom: row.recordedFrom}]->(c)
RETURN row.claimId AS claimId
