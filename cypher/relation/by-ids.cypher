// one relation between claims
UNWIND $ids AS id
MATCH (r:ClaimRelation {id: id})
WHERE $at IS NULL OR r.recordedFrom <= $at
RETURN r.id AS id, r.kind AS kind, r.types AS types, r.sameEvent AS sameEvent, r.score AS score, r.method AS method,
       r.rationale AS rationale, r.reviewState AS reviewState, r.revision AS revision, r.recordedFrom AS recordedFrom,
       head([(r)-[:LEFT]->(l:Claim) | l.id]) AS leftId, head([(r)-[:RIGHT]->(l:Claim) | l.id]) AS rightId
