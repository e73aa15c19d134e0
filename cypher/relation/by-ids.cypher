// one relation between claims
UNWIND $ids AS id
MATCH (r:ClaimRelation {id: id})
WHERE $at IS NULL OR r.recordedFrom <= $at
WITH r, coalesce(CASE WHEN $at IS NULL THEN null ELSE head([(r)<-[:STATE_OF]-(was:Revision) WHERE was.recordedFrom <= $at AND was.recordedTo > $at | was]) END, r) AS s
RETURN r.id AS id, r.kind AS kind, s.types AS types, s.sameEvent AS sameEvent, s.score AS score, s.method AS method,
       s.rationale AS rationale, s.reviewState AS reviewState, s.revision AS revision, r.recordedFrom.epochMillis AS recordedFrom,
       head([(r)-[:LEFT]->(l:Claim) | l.id]) AS leftId, head([(r)-[:RIGHT]->(l:Claim) | l.id]) AS rightId
