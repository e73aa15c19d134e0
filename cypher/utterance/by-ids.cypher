// one utterance
UNWIND $ids AS id
MATCH (u:Utterance {id: id})
WHERE $at IS NULL OR u.recordedFrom <= $at
RETURN u.id AS id, u.saidAt AS saidAt, u.place AS place, u.medium AS medium, u.reviewState AS reviewState,
       u.recordedFrom AS recordedFrom
