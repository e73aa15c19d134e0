// one utterance
UNWIND $ids AS id
MATCH (u:Utterance {id: id})
WHERE $at IS NULL OR u.recordedFrom <= $at
WITH u, coalesce(CASE WHEN $at IS NULL THEN null ELSE head([(u)<-[:STATE_OF]-(was:Revision) WHERE was.recordedFrom <= $at AND was.recordedTo > $at | was]) END, u) AS s
RETURN u.id AS id, s.saidAt AS saidAt, s.place AS place, s.medium AS medium, s.reviewState AS reviewState,
       u.recordedFrom.epochMillis AS recordedFrom
