// one attribution
UNWIND $ids AS id
MATCH (a:Attribution {id: id})
WHERE $at IS NULL OR a.recordedFrom <= $at
RETURN a.id AS id, a.quoteType AS quoteType, a.disclosure AS disclosure, a.cue AS cue, a.speechAct AS speechAct,
       a.describedAs AS describedAs, a.saidAt AS saidAt, a.medium AS medium, a.setting AS setting,
       a.scopeCertainty AS scopeCertainty, a.sic AS sic, a.note AS note, a.reviewState AS reviewState, a.recordedFrom AS recordedFrom
