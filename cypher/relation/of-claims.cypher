// one relation of a claim with the claim at its other end, the newest first
UNWIND $ids AS parentId
CALL (parentId) {
  MATCH (near:Claim {id: parentId})<-[side:LEFT|RIGHT]-(r:ClaimRelation)
  WHERE r.reviewState IN $reviewStates AND ($kinds IS NULL OR r.kind IN $kinds)
    AND r.recordedFrom <= $before AND CASE WHEN r.recordedFrom < $before THEN true ELSE r.id < $beforeId END
  MATCH (r)-[:LEFT|RIGHT]->(far:Claim)
  WHERE far <> near
  RETURN r, far
  ORDER BY r.recordedFrom DESC, r.id DESC
  LIMIT $limit
}
RETURN parentId, r.id AS id, r.kind AS kind, r.types AS types, r.sameEvent AS sameEvent, r.score AS score, r.method AS method,
       r.rationale AS rationale, r.reviewState AS reviewState, r.revision AS revision, r.recordedFrom AS recordedFrom,
       head([(r)-[:LEFT]->(l:Claim) | l.id]) AS leftId, head([(r)-[:RIGHT]->(l:Claim) | l.id]) AS rightId,
       {id: far.id, text: far.text, language: far.language, type: far.type, reviewState: far.reviewState, revision: far.revision,
        originCount: far.originCount, recordedFrom: far.recordedFrom} AS other
