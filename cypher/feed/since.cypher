// one change set that was recorded after a moment and changed one of these nodes, the first first
UNWIND $ids AS nodeId
MATCH (n:Claim|Attribution|FormerAttribution|Agent|Document|DocumentVersion|ClaimRelation|Review|FormerReview|CorrectionNotice|FormerCorrectionNotice|Join {id: nodeId})
MATCH (cs:ChangeSet)-[:CHANGED]->(n)
WHERE cs.recordedAt > $since
WITH DISTINCT cs
ORDER BY cs.seq
LIMIT $limit
MATCH (cs)-[:BY]->(p:Principal)
RETURN cs.id AS id, cs.seq AS seq, cs.op AS op, cs.recordedAt AS recordedAt, p.name AS principalName, cs.reason AS reason
ORDER BY seq
