// one attribution; also a former one, which has a recordedTo where the moment asked about is after it
UNWIND $ids AS id
MATCH (a:Attribution|FormerAttribution {id: id})
WHERE $at IS NULL OR a.recordedFrom <= $at
WITH a, coalesce(CASE WHEN $at IS NULL THEN null ELSE head([(a)<-[:STATE_OF]-(was:Revision) WHERE was.recordedFrom <= $at AND was.recordedTo > $at | was]) END, a) AS s
RETURN a.id AS id, a.quoteType AS quoteType, a.disclosure AS disclosure, a.cue AS cue, a.speechAct AS speechAct,
       a.describedAs AS describedAs, a.saidAt AS saidAt, a.medium AS medium, a.setting AS setting,
       a.scopeCertainty AS scopeCertainty, a.sic AS sic, a.note AS note, s.reviewState AS reviewState,
       coalesce(s.revision, 1) AS revision, a.recordedFrom.epochMillis AS recordedFrom,
       CASE WHEN $at IS NULL OR a.recordedTo <= $at THEN a.recordedTo END AS recordedTo
