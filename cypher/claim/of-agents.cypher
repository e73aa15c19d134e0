// one claim that an agent, or one joined to it, stands in a chain of; the newest such first
UNWIND $ids AS parentId
CALL (parentId) {
  MATCH joined = (:Agent {id: parentId})-[:JOINS*0..16]-(member:Agent)
    WHERE all(j IN nodes(joined) WHERE NOT j:Join OR j.reviewState = 'CONFIRMED')
  WITH collect(DISTINCT member.id) AS members
  UNWIND members AS member
  CALL (member, members) {
    MATCH (:Agent)-[in:IN_CHAIN_OF]->(c:Claim)
    USING INDEX in:IN_CHAIN_OF(agentId, recordedFrom, claimId)
    WHERE in.agentId = member AND in.recordedFrom <= $before AND in.claimId IS NOT NULL
      AND CASE WHEN in.recordedFrom < $before THEN true ELSE in.claimId < $beforeId END
      AND ($role IS NULL OR in.role = $role) AND ($polarity IS NULL OR in.polarity = $polarity)
      AND c.reviewState = 'CONFIRMED'
      // An agent may stand in a claim's chains in two roles: the newest relationship speaks for both.
      AND NOT EXISTS {
        (c)<-[other:IN_CHAIN_OF]-(:Agent)
        WHERE other.agentId IN members AND ($role IS NULL OR other.role = $role)
          AND ($polarity IS NULL OR other.polarity = $polarity)
          AND (other.recordedFrom > in.recordedFrom
               OR other.recordedFrom = in.recordedFrom AND other.role + other.polarity + other.presupposed + other.agentId < in.role + in.polarity + in.presupposed + in.agentId)
      }
    RETURN c, in
    ORDER BY in.agentId DESC, in.recordedFrom DESC, in.claimId DESC
    LIMIT $limit
  }
  WITH c, in ORDER BY in.recordedFrom DESC, in.claimId DESC LIMIT $limit
  RETURN c, in
}
WITH parentId, in, c, c AS s
RETURN parentId, c.id AS id, s.text AS text, s.language AS language, s.type AS type, s.reviewState AS reviewState,
       s.revision AS revision, c.originCount AS originCount, c.recordedFrom.epochMillis AS recordedFrom, in.recordedFrom.epochMillis AS inChainFrom, in.role AS role, in.polarity AS polarity, in.depth AS depth
ORDER BY parentId, inChainFrom DESC, id DESC
