// one claim's place in the order of the ids, with what is derived from its chains
MATCH (n:Claim)
USING INDEX n:Claim(id)
WHERE n.id > $afterId AND n.recordedFrom <= $until AND n.reviewState IN $states
WITH n ORDER BY n.id LIMIT $limit
RETURN n.id AS id, n.recordedFrom AS recordedFrom, n.originCount AS originCount,
       COLLECT {
         MATCH (a:Agent)-[in:IN_CHAIN_OF]->(n)
         WHERE in.recordedFrom <= $until
         RETURN {agentId: a.id, role: in.role, polarity: in.polarity, presupposed: in.presupposed, recordedFrom: in.recordedFrom, depth: in.depth}
         ORDER BY a.id, in.role, in.polarity, in.presupposed
       } AS inChains
ORDER BY n.id
