// one claim that an agent stands in a chain of, the newest such first
UNWIND $ids AS parentId
CALL (parentId) {
  MATCH (:Agent)-[in:IN_CHAIN_OF]->(c:Claim)
  USING INDEX in:IN_CHAIN_OF(agentId, recordedFrom, claimId)
  WHERE in.agentId = parentId AND in.recordedFrom <= $before AND in.claimId IS NOT NULL
    AND CASE WHEN in.recordedFrom < $before THEN true ELSE in.claimId < $beforeId END
    AND ($role IS NULL OR in.role = $role) AND ($polarity IS NULL OR in.polarity = $polarity)
    AND c.reviewState = 'CONFIRMED'
    // An agent may stand in a claim's chains in two roles: the newest relationship speaks for both.
    AND NOT EXISTS {
      (c)<-[other:IN_CHAIN_OF]-(:Agent)
      WHERE other.agentId = parentId AND ($role IS NULL OR other.role = $role)
        AND ($polarity IS NULL OR other.polarity = $polarity)
        AND (other.recordedFrom > in.recordedFrom
             OR other.recordedFrom = in.recordedFrom AND elementId(other) > elementId(in))
    }
  RETURN c, in
  ORDER BY in.agentId DESC, in.recordedFrom DESC, in.claimId DESC
  LIMIT $limit
}
RETURN parentId, c.id AS id, c.text AS text, c.language AS language, c.type AS type, c.reviewState AS reviewState,
       c.revision AS revision, c.originCount AS originCount, c.recordedFrom AS recordedFrom, in.recordedFrom AS inChainFrom, in.role AS role, in.polarity AS polarity, in.depth AS depth
