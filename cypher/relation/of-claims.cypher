// one relation of a claim with the claim at its other end, the newest first
UNWIND $ids AS parentId
CALL (parentId) {
  MATCH (near:Claim {id: parentId})<-[:LEFT|RIGHT]-(r:ClaimRelation)
  WHERE ($kinds IS NULL OR r.kind IN $kinds) AND r.recordedFrom <= $before AND CASE WHEN r.recordedFrom < $before THEN true ELSE r.id < $beforeId END
  WITH near, r, coalesce(CASE WHEN $at IS NULL THEN null ELSE head([(r)<-[:STATE_OF]-(was:Revision) WHERE was.recordedFrom <= $at AND was.recordedTo > $at | was]) END, r) AS s
  WHERE s.reviewState IN $reviewStates
  MATCH (r)-[:LEFT|RIGHT]->(far:Claim)
  WHERE far <> near
  RETURN r, s, far
  ORDER BY r.recordedFrom DESC, r.id DESC
  LIMIT $limit
}
WITH parentId, r, s, far, coalesce(CASE WHEN $at IS NULL THEN null ELSE head([(far)<-[:STATE_OF]-(was:Revision) WHERE was.recordedFrom <= $at AND was.recordedTo > $at | was]) END, far) AS f
RETURN parentId, r.id AS id, r.kind AS kind, s.types AS types, s.sameEvent AS sameEvent, s.score AS score, s.method AS method,
       s.rationale AS rationale, s.reviewState AS reviewState, s.revision AS revision, r.recordedFrom.epochMillis AS recordedFrom,
       head([(r)-[:LEFT]->(l:Claim) | l.id]) AS leftId, head([(r)-[:RIGHT]->(l:Claim) | l.id]) AS rightId,
       {id: far.id, text: f.text, language: f.language, type: f.type, reviewState: f.reviewState, revision: f.revision,
        originCount: far.originCount, recordedFrom: far.recordedFrom} AS other
